import Muster
import MusterReport

/// Checks the payloads of some files, one after the other, and reports each as it goes.
struct PayloadRun {
  private let check: PayloadCheck
  private let limit: Int
  private let splitsLines: Bool
  private var renderer: (any PayloadRenderer)?
  private let failsOnSkipped: Bool
  private var summary = ReportSummary()
  private var code = ExitCode.clean

  /// A run.
  ///
  /// - Parameters:
  ///   - check: What to check with.
  ///   - limit: Bytes that a payload may have.
  ///   - splitsLines: Whether each line is a payload.
  ///   - renderer: What to report with; `nil` for no reports.
  ///   - failsOnSkipped: Whether a payload fails the run if something of it was not checked.
  init(
    check: PayloadCheck, limit: Int, splitsLines: Bool, renderer: (any PayloadRenderer)?, failsOnSkipped: Bool = false
  ) {
    self.failsOnSkipped = failsOnSkipped
    self.check = check
    self.limit = limit
    self.splitsLines = splitsLines
    self.renderer = renderer
  }

  /// Checks all files; one that cannot be read does not keep the others from being checked.
  mutating func run(_ paths: [String], _ console: inout Console) throws(CommandError) -> ExitCode {
    do throws(SystemFailure) {
      renderer?.begin(into: &console.output.bytes)
      for path in paths {
        do throws(SystemFailure) {
          let file = try InputFile.open(path)
          if splitsLines { try lines(file, &console) } else { try whole(file, &console) }
        } catch {
          // What cannot be written will not be written better the next time.
          if error.action == "write" { throw error }
          console.error(error.description)
          summary.unchecked += 1
          code = .failed
        }
      }
      renderer?.end(summary, into: &console.output.bytes)
      try console.output.flush()
    } catch {
      throw CommandError(error)
    }
    if summary.undecided > 0 {
      let options: [CommandOption] = [.maxBytes, .maxDepth, .maxSteps]
      console.error(
        "a limit ended a check; \(options.map { "--\($0.name)" }.joined(separator: ", ")) raise the limits")
    }
    return code
  }

  private mutating func whole(_ file: consuming InputFile, _ console: inout Console) throws(SystemFailure) {
    let name = file.name
    if let size = file.size, size > limit {
      try report(check.tooLong(size, source: name, line: nil), [UInt8]().span, &console)
      return
    }
    let bytes = try file.readAll(limit: limit)
    let isTooLong = bytes.count > limit
    try report(
      isTooLong ? check.tooLong(nil, source: name, line: nil) : check.report(bytes.span, source: name, line: nil),
      bytes.span, &console)
  }

  private mutating func lines(_ file: consuming InputFile, _ console: inout Console) throws(SystemFailure) {
    let name = file.name
    var reader = LineReader(file, limit: limit)
    // Of most payloads there is nothing to say but that they pass.
    let sole = renderer?.listsEveryPayload ?? false ? nil : check.soleSchema
    let limits = check.limits
    while true {
      // A reader of the output should not have to wait for more input.
      if !reader.hasLine { try console.output.flush() }
      guard let line = try reader.next() else { break }
      if line.isTooLong {
        try report(check.tooLong(nil, source: name, line: line.number), [UInt8]().span, &console)
        continue
      }
      let payload = reader.buffer.span.extracting(line.range)
      if PayloadRun.isBlank(payload) { continue }
      if let sole, sole.passesWithoutNotice(payload, limits: limits) {
        summary.count(.valid)
        continue
      }
      try report(check.report(payload, source: name, line: line.number), payload, &console)
    }
  }

  private static func isBlank(_ line: Span<UInt8>) -> Bool {
    for index in line.indices where line[index] != 0x20 && line[index] != 0x09 && line[index] != 0x0D { return false }
    return true
  }

  private mutating func report(
    _ report: PayloadReport, _ payload: Span<UInt8>, _ console: inout Console
  ) throws(SystemFailure) {
    summary.count(report.verdict)
    switch report.verdict {
    case .valid: if failsOnSkipped, report.isPartlyChecked { code = max(code, .findings) }
    case .invalid: code = max(code, .findings)
    case .undecided: code = .failed
    }
    renderer?.render(report, payload: payload, into: &console.output.bytes)
    try console.output.flushIfFull()
  }
}

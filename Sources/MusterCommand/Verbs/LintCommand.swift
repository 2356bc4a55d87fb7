import Muster
import MusterContracts
import MusterReport
import MusterTraffic

/// `muster lint`: holds recorded traffic to contracts.
enum LintCommand {
  private static let quietOption = CommandOption(
    "quiet", .none, "Print no report on standard output; those that go to files are written.")

  static let verb = Verb(
    name: "lint",
    summary: "Hold recorded traffic to vendors' contracts: violations, drift, and what was not checked.",
    usage: ["--contract CONTRACT [--contract CONTRACT...] [OPTION...] RECORDING...|-"],
    details: [
      "A RECORDING is an HTTP Archive (HAR 1.2, as browsers, Playwright and mitmproxy save it), NDJSON with one "
        + "exchange a line, a cassette of vcrpy, VCR, betamax or go-vcr, or of another form that 'muster recordings' "
        + "lists; '-' is standard input. A folder stands for the files in it and below that end in "
        + RecordingFiles.extensions.joined(separator: ", ")
        + "; a pattern such as 'traffic/*.har' for what it matches.",
      "A recording may be compressed with gzip or zlib, as mitmproxy's .zhar is, and a zip archive stands for the "
        + "recordings in it. Bodies that Playwright keeps in files of their own are read from the recording's folder or "
        + "archive.",
      "A contract is for the hosts of its servers, for those that --server names, and for loopback; ports do not matter. "
        + "Exchanges with other hosts are foreign: they are skipped, and the report counts them by host. --host, "
        + "--exclude-host, --only and --exclude choose among the exchanges; what they leave out is counted, too.",
      "Each exchange is held to the operation that its method and URL name. Equal findings are one, with a count and up "
        + "to three places. What is not checked is counted with its reason, and a run that checks nothing is an error. "
        + "Strings of messages are told by their shape, unless --show-values says otherwise.",
      "Recordings are read as a stream, so their size does not matter. Ctrl-C ends the run with what was found so far; "
        + "the report says that it is partial, and the exit code is 2.",
    ],
    options: [
      .contracts, .root, .schemas, .map, .overlay,
    ] + CommandOption.ofHosts + [
      .recording, .placeholder, .additions, .showValues, .reading, .severity, .failOn, .reports, .jobs, .progress,
      .maxFindings,
      .maxExchange, .maxBytes, .maxDepth, .maxSteps, .maxParameters, .maxIssues, quietOption, .color,
      .help,
    ],
    examples: [
      "muster lint --contract Schemas traffic.har",
      "muster lint --contract openapi.yaml --server https://staging.example.com --only 'path=/v1/*' traffic.har",
      "muster lint --contract openapi.yaml --format text --format sarif=muster.sarif recordings",
      "tail -n 10000 exchanges.ndjson | muster lint --contract Schemas/infisical --fail-on warning -",
    ],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    guard arguments.has(.contracts) else {
      throw .usage("no contract was given; name at least one with --contract", verb)
    }
    guard !arguments.operands.isEmpty else {
      throw .usage("no recording was given; '-' reads standard input", verb)
    }
    let outputs = try LintOutput.all(arguments, verb).filter { $0.path != nil || !arguments.has(.quiet) }
    let options = try arguments.lintOptions(verb)
    let jobs = try arguments.count(.jobs, 1...1_024, verb) ?? SystemCalls.cores
    var limits = RecordingLimits()
    if let bytes = try arguments.count(.maxExchange, 1...(1 << 31), verb) { limits.exchangeBytes = bytes }
    let recordings = try RecordingFiles(arguments.operands)
    // A server that is given is one more for traffic, and takes the place of none.
    var contractOptions = try arguments.contractOptions(verb)
    contractOptions.servers = []
    let loaded = try ContractFolders(arguments.all(.contracts), options: contractOptions)
    console.list(loaded.notices, limit: 10)

    Interruption.install()
    let isProgressShown =
      switch arguments[.progress] {
      case "always": true
      case "never": false
      default: SystemCalls.isTerminal(2)
      }
    var run = LintRun(
      linter: TrafficLinter(contracts: loaded.contracts, options: options), jobs: jobs,
      form: arguments[.recording].flatMap(RecordingForm.init), limits: limits,
      progress: Progress(total: recordings.size, isShown: isProgressShown))
    let report = run.run(recordings.paths, doubtful: recordings.doubtful)

    try write(report, to: outputs, style: arguments.textStyle, folders: loaded.folders, &console)
    if let first = run.passedOver.first {
      let names = run.passedOver.prefix(3).joined(separator: ", ") + (run.passedOver.count > 3 ? ", …" : "")
      console.note(
        run.passedOver.count == 1
          ? "passed over a file that is no recording: \(first)"
          : "passed over \(run.passedOver.count) files that are no recordings: \(names)")
    }
    for failure in run.failures { console.error(failure.description) }
    if Interruption.isRequested { console.error("the run was interrupted; the report is partial") }
    // What cannot be read is no better than what is not there.
    if report.isPartial || report.hasUnreadableRecording { return .failed }
    let threshold = arguments[.failOn].flatMap(FailureThreshold.init) ?? .error
    return threshold.isReached(by: report) ? .findings : .clean
  }

  /// Writes all reports; one that cannot be written does not keep the others from it.
  private static func write(
    _ report: LintReport, to outputs: [LintOutput], style: TextStyle, folders: [String: String],
    _ console: inout Console
  ) throws(CommandError) {
    var lines = SourceLines(folders: folders)
    var schemaLines: [SchemaLocation: String] = [:]
    if outputs.contains(where: { $0.format == .text }) {
      for case let schema? in report.findings.map(\.schema) where schemaLines[schema] == nil {
        schemaLines[schema] = lines.line(schema)
      }
    }
    var failure: SystemFailure?
    for output in outputs {
      // Colours are for terminals.
      let style = output.path == nil ? style : .plain
      let renderer = output.format.renderer(style: style, schemaLines: schemaLines)
      do throws(SystemFailure) {
        if let path = output.path {
          var bytes: [UInt8] = []
          renderer.render(report, into: &bytes)
          try AtomicFile.write(bytes, to: path)
        } else {
          renderer.render(report, into: &console.output.bytes)
          try console.output.flush()
        }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw CommandError(failure) }
  }
}

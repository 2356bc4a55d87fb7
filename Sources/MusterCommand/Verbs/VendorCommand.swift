import Muster
import MusterContracts
import MusterReport

/// `muster vendor`: adds a vendor to a folder of contracts, or checks those that are there.
enum VendorCommand {
  private static let directoryOption = CommandOption(
    "directory", .text("FOLDER"), "The folder that holds Schemas and Corpus; the current one where it is not given.")
  private static let rootOption = CommandOption(
    "root", .text("FOLDER"),
    "With add: references are followed to files in this folder; the sources' own folders where it is not given.")
  private static let overlayOption = CommandOption(
    "overlay", .text("FILE"), "With add: an overlay with corrections, kept beside the sources; once for each.")
  private static let serverOption = CommandOption(
    "server", .text("URL"), "With add: where the operations are, whatever the documents say; once for each.")
  private static let pageOption = CommandOption(
    "page", .text("TEXT"), "With add: where the sources are from, for PROVENANCE.md; an address and a day.")
  private static let forceOption = CommandOption(
    "force", .none, "With add: write files anew that are there with other contents.")
  private static let formatOption = CommandOption(
    "format", .choice(DiagnosticFormat.allCases.map(\.rawValue)),
    "What the report is written in; 'text' by default. 'sarif' and 'github' are for 'check' only.")

  static let verb = Verb(
    name: "vendor",
    summary: "Add a vendor with contract, provenance and cases, or check those that are there.",
    usage: [
      "add NAME SOURCE... [--directory FOLDER] [--overlay FILE...] [--page TEXT] [--force] [OPTION...]",
      "check [NAME...] [--directory FOLDER] [--format text|json|sarif|github] [--all]",
    ],
    details: [
      "'add' copies the sources, and what they refer to, to Schemas/NAME, with PROVENANCE.md and contract.muster, and makes "
        + "cases in Corpus/NAME of the examples that the documents have. What is due for a case is what Muster says now; an "
        + "example that does not pass is a finding, and its case is marked with 'review' until somebody has seen whose "
        + "mistake it is. Strings that may be secrets are replaced. Nothing is written where anything would be lost.",
      "'check' verifies vendors, all or those that are named: the digests of the files, that they compile to the contract "
        + "byte for byte, that every case has its verdict under both readings, and that the documents' examples pass or are "
        + "listed.",
    ],
    options: [
      directoryOption, rootOption, overlayOption, serverOption, pageOption, forceOption, formatOption, .listsAll,
      .progress, .quiet, .help,
    ],
    examples: [
      "muster vendor add acme openapi.yaml --page \"https://acme.example/openapi.yaml, 2026-01-31\"",
      "muster vendor check",
    ],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    let operands = arguments.operands
    let directory = arguments[directoryOption] ?? "."
    if arguments.has(directoryOption), !SystemCalls.isDirectory(directory) {
      throw .failure("there is no folder '\(directory)'")
    }
    switch operands.first {
    case "add":
      if let format = arguments[formatOption], format == "sarif" || format == "github" {
        throw .usage("'vendor add' has no report in '\(format)'; there are text and json", verb)
      }
      return try add(Array(operands.dropFirst()), directory, arguments, &console)
    case "check":
      try arguments.refuse(
        [rootOption, overlayOption, serverOption, pageOption, forceOption], with: "vendor check", verb)
      return try check(Array(operands.dropFirst()), directory, arguments, &console)
    case let word?:
      throw .usage(
        "unknown word '\(word)'; expected add or check" + Arguments.suggestion(word, among: ["add", "check"]), verb)
    case nil: throw .usage("what to do was not given: add or check", verb)
    }
  }

  private static func progress(_ arguments: Arguments) -> Progress {
    let isShown =
      switch arguments[.progress] {
      case "always": true
      case "never": false
      default: SystemCalls.isTerminal(2)
      }
    return Progress(total: nil, isShown: isShown)
  }

  // MARK: Adding

  private static func add(
    _ operands: [String], _ directory: String, _ arguments: Arguments, _ console: inout Console
  ) throws(CommandError) -> ExitCode {
    guard let name = operands.first else { throw .usage("no name was given for the vendor", verb) }
    guard operands.count > 1 else { throw .usage("no source was given for '\(name)'", verb) }
    let folder = try VendorFolder(directory: directory, name: name)
    if let root = arguments[rootOption], !SystemCalls.isDirectory(root) {
      throw .failure("cannot follow references in '\(root)': it is no folder")
    }
    var progress = progress(arguments)
    progress.update("compiling \(name)", 1, of: 2)
    let result: Result<VendorScaffold, CommandError>
    do throws(CommandError) {
      result = .success(
        try VendorScaffold(
          folder,
          .init(
            sources: Array(operands.dropFirst()), overlays: arguments.all(overlayOption),
            servers: arguments.all(serverOption), root: arguments[rootOption], page: arguments[pageOption])))
    } catch {
      result = .failure(error)
    }
    progress.clear()
    let scaffold = try result.get()
    try refuseLinks(scaffold)
    if !arguments.has(forceOption) { try refuseLoss(scaffold) }
    for file in scaffold.files { try write(file, folder) }
    if !arguments.has(.quiet) {
      console.list(scaffold.contract.notices.filter { $0.code != .brokenPart }, limit: listedNotices)
      report(scaffold, asJSON: arguments[formatOption] == "json", &console)
    }
    return scaffold.findings.contains { $0.severity == .error } ? .findings : .clean
  }

  /// More of what compiling had to say is counted only: `muster compile` lists all of it.
  private static let listedNotices = 20
  private static let namedFiles = 3

  /// Makes sure that all files would be written below the folder with `Schemas` and `Corpus`, and not where a symbolic link
  /// leads.
  private static func refuseLinks(_ scaffold: VendorScaffold) throws(CommandError) {
    var known: Set<TextKey> = []
    for file in scaffold.files {
      var way = ""
      for part in file.name.utf8.split(separator: UInt8(ascii: "/")) {
        way += (way.isEmpty ? "" : "/") + String(decoding: part, as: UTF8.self)
        let path = scaffold.folder.path(way)
        guard known.insert(TextKey(path)).inserted, SystemCalls.isSymbolicLink(path) else { continue }
        throw .failure(
          "nothing was written: '\(path)' is a symbolic link, and files are written only into the vendor's own folders; "
            + "put a folder or file in its place")
      }
    }
  }

  /// Makes sure that no file with other contents would be written over.
  private static func refuseLoss(_ scaffold: VendorScaffold) throws(CommandError) {
    var lost: [String] = []
    for file in scaffold.files {
      let path = scaffold.folder.path(file.name)
      guard SystemCalls.exists(path) else { continue }
      if try SourceFile.read(path, isInput: false).bytes != file.bytes { lost.append("'\(path)'") }
    }
    guard !lost.isEmpty else { return }
    let more = lost.count > namedFiles ? " and \(lost.count - namedFiles) more" : ""
    throw .failure(
      "nothing was written: \(lost.prefix(namedFiles).joined(separator: ", "))\(more) "
        + "\(lost.count == 1 ? "is" : "are") there with other contents; '--force' writes anew what is generated")
  }

  private static func write(_ file: VendorScaffold.File, _ folder: VendorFolder) throws(CommandError) {
    let path = folder.path(file.name)
    if let slash = path.lastIndex(of: "/"), let error = SystemCalls.createFolder(String(path[..<slash])) {
      throw .failure("cannot make the folder '\(path[..<slash])': \(error.reason)")
    }
    do throws(SystemFailure) { try AtomicFile.write(file.bytes, to: path) } catch { throw CommandError(error) }
  }

  private static func report(_ scaffold: VendorScaffold, asJSON: Bool, _ console: inout Console) {
    let marked = scaffold.findings.count { $0.code == "example" }
    if asJSON {
      var writer = JSONWriter(isIndented: true)
      writer.object { writer in
        writer.member("vendor", scaffold.folder.name)
        writer.member("operations", scaffold.contract.operations.count)
        writer.member("cases", scaffold.caseCount)
        writer.member("examples", scaffold.exampleCount)
        writer.member("files") { writer in
          writer.array(scaffold.files) { writer, file in writer.string(file.name) }
        }
        writer.member("findings") { $0.write(scaffold.findings) }
      }
      console.output.bytes.append(contentsOf: writer.bytes)
      console.output.write("\n")
      return
    }
    for file in scaffold.files {
      console.output.write(TerminalText.escape("\(scaffold.folder.path(file.name)): \(file.remark)") + "\n")
    }
    console.output.write(lines(scaffold.findings, listsAll: false))
    console.output.write(
      "\(scaffold.folder.name): \(Count.text(scaffold.contract.operations.count, "operation")), "
        + "\(Count.text(scaffold.caseCount, "case")), \(Count.text(scaffold.exampleCount, "example"))"
        + (marked == 0 ? "" : ", \(marked) to be read by eye") + "\n")
  }

  // MARK: Checking

  private static func check(
    _ names: [String], _ directory: String, _ arguments: Arguments, _ console: inout Console
  ) throws(CommandError) -> ExitCode {
    var folders: [VendorFolder] = []
    for name in names { folders.append(try VendorFolder(directory: directory, name: name)) }
    if names.isEmpty { folders = try VendorFolder.all(in: directory) }
    guard !folders.isEmpty else { throw .failure("there is no vendor in '\(directory)/Schemas'") }
    var progress = progress(arguments)
    var code = ExitCode.clean
    let format = arguments[formatOption].flatMap(DiagnosticFormat.init) ?? .text
    var checks: [VendorCheck] = []
    for (index, folder) in folders.enumerated() {
      progress.update("checking \(folder.name)", index + 1, of: folders.count)
      let check: VendorCheck
      do throws(CommandError) { check = try VendorCheck(folder) } catch {
        // One that is not there does not keep the others from being checked.
        progress.clear()
        console.error(error.message)
        code = .failed
        continue
      }
      progress.clear()
      if !check.findings.isEmpty { code = max(code, .findings) }
      checks.append(check)
      if format == .text, !arguments.has(.quiet) { report(check, listsAll: arguments.has(.listsAll), &console) }
    }
    if format == .sarif || format == .github, !arguments.has(.quiet) {
      console.write(
        checks.flatMap { $0.findings.map(\.diagnostic) }, format, version: Version.current,
        listsAll: arguments.has(.listsAll))
    }
    if format == .json, !arguments.has(.quiet) {
      var writer = JSONWriter(isIndented: true)
      writer.array(checks) { writer, check in
        writer.object { writer in
          writer.member("vendor", check.folder.name)
          writer.member("files", check.fileCount)
          writer.member("operations", check.operationCount)
          writer.member("brokenParts", check.brokenCount)
          writer.member("cases", check.caseCount)
          writer.member("examples", check.exampleCount)
          writer.member("findings") { $0.write(check.findings) }
        }
      }
      console.output.bytes.append(contentsOf: writer.bytes)
      console.output.write("\n")
    }
    return code
  }

  private static func report(_ check: VendorCheck, listsAll: Bool, _ console: inout Console) {
    let verdict = check.findings.isEmpty ? "right" : Count.text(check.findings.count, "finding")
    let broken = check.brokenCount == 0 ? "" : ", \(Count.text(check.brokenCount, "part")) that cannot be checked"
    console.output.write(
      "\(check.folder.name): \(verdict): \(Count.text(check.fileCount, "file")), "
        + "\(Count.text(check.operationCount, "operation"))\(broken), \(Count.text(check.caseCount, "case")), "
        + "\(Count.text(check.exampleCount, "example"))\n")
    console.output.write(lines(check.findings, listsAll: listsAll))
  }

  /// The lines of a report, one for each cause.
  private static func lines(_ findings: [VendorFinding], listsAll: Bool) -> String {
    DiagnosticText(listsAll: listsAll).text(findings.map(\.diagnostic))
  }
}

extension JSONWriter {
  /// Writes what was found.
  fileprivate mutating func write(_ findings: [VendorFinding]) {
    array(findings) { writer, finding in
      writer.object { writer in
        writer.member("code", finding.code)
        writer.member("severity", finding.severity.rawValue)
        writer.member("source", finding.source)
        writer.member("line", finding.position.line)
        writer.member("column", finding.position.column)
        if !finding.pointer.isEmpty { writer.member("pointer", finding.pointer) }
        writer.member("message", finding.message)
      }
    }
  }
}

import Muster
import MusterContracts
import MusterReport

/// `muster compile`: makes one contract file of what a vendor published.
enum CompileCommand {
  private static let outputOption = CommandOption(
    "output", .text("FILE"), "Where the contract is written, in one step; '-' is standard output.")
  private static let vendorOption = CommandOption("vendor", .text("NAME"), "What messages call the vendor.")
  private static let checkOption = CommandOption(
    "check", .none, "Write nothing; exit 1 where FILE is not byte for byte what would be written.")

  static let verb = Verb(
    name: "compile",
    summary: "Compile a vendor's pages and OpenAPI documents to one contract file.",
    usage: ["SOURCE... --output FILE [--vendor NAME] [--root FOLDER] [--overlay FILE...] [--server URL...] [--check]"],
    details: [
      "SOURCE is an OpenAPI document, JSON or YAML, or a documentation page that holds one; '-' is standard input. "
        + "Names go into the contract as they are given. The same sources always give the same bytes. References to "
        + "other files are followed within --root; nothing is ever fetched.",
      "A mistake in a document takes down the operation, parameter, response or media type that needs what is wrong, and "
        + "nothing else: each is listed as an error, the contract is written all the same, a check of such a part says "
        + "why it cannot be made, and the exit code is 1. It is 2 where nothing at all can be checked, and 0 where there "
        + "are only warnings.",
      "An overlay corrects what the vendor wrote without touching it: what is wrong is found in the vendor's file still, "
        + "and what the overlay adds in the overlay.",
    ],
    options: [
      outputOption, vendorOption, .root, .schemas, .map, .overlay, .server, checkOption, .diagnosticFormat,
      .listsAll, .quiet, .help,
    ],
    examples: [
      "muster compile Schemas/infisical/update-token.md --vendor infisical --output Schemas/infisical/contract.muster"
    ],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    if arguments.operands.isEmpty { throw .usage("no source was given", verb) }
    guard let path = arguments[outputOption] else { throw .usage("'--output' must say where the contract goes", verb) }
    if arguments.operands.count(where: { $0 == "-" }) > 1 {
      throw .usage("standard input cannot be two sources", verb)
    }
    let sources = ContractSources(
      paths: arguments.operands, places: try arguments.referencePlaces(verb), vendor: arguments[vendorOption],
      servers: arguments.all(.server), overlays: arguments.all(.overlay))
    let contract = try sources.contract()
    let format = arguments[.diagnosticFormat].flatMap(DiagnosticFormat.init) ?? .text
    if format != .text, path == "-" {
      throw .usage("standard output cannot take both the contract and '--format \(format.rawValue)'", verb)
    }
    if format == .text {
      if !arguments.has(.quiet) { console.list(contract.notices, listsAll: arguments.has(.listsAll)) }
    } else {
      let notices = contract.notices.filter { arguments.has(.listsAll) || $0.code != .byTheLetter }
      console.write(notices.map(Diagnostic.init), format, version: Version.current, listsAll: arguments.has(.listsAll))
    }
    let bytes = contract.encoded()
    if arguments.has(checkOption) {
      let code = try check(bytes, path, arguments, &console)
      return contract.hasBrokenParts ? max(code, .findings) : code
    }
    if path == "-" {
      console.output.bytes.append(contentsOf: bytes)
    } else {
      do throws(SystemFailure) { try AtomicFile.write(bytes, to: path) } catch { throw CommandError(error) }
    }
    if !arguments.has(.quiet) {
      let incoming = contract.incomingOperations
      let operations = (contract.operations + incoming).map { "  \($0.reference)\($0.id.map { "  \($0)" } ?? "")" }
      let own = contract.operations.count
      let count =
        "\(own) operation\(own == 1 ? "" : "s")"
        + (incoming.isEmpty ? "" : " and \(incoming.count) of webhooks and callbacks")
      console.note(lines: ["\(path == "-" ? "<stdout>" : path): \(count), \(bytes.count) bytes"] + operations)
      console.note(sums(contract))
    }
    return contract.hasBrokenParts ? .findings : .clean
  }

  /// The last line: how much of the contract's bodies can be checked.
  private static func sums(_ contract: Contract) -> String {
    let bodies = contract.bodySums
    let operations = contract.operations.count + contract.incomingOperations.count
    return "\(Count.text(operations, "operation")), \(bodies.total) \(bodies.total == 1 ? "body" : "bodies"): "
      + "\(bodies.checked) checked, \(bodies.partly) in part, \(bodies.unchecked) not at all"
  }

  private static func check(
    _ bytes: [UInt8], _ path: String, _ arguments: Arguments, _ console: inout Console
  ) throws(CommandError) -> ExitCode {
    let existing = try SourceFile.read(path, isInput: false).bytes
    if existing == bytes { return .clean }
    let first = zip(existing, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    if !arguments.has(.quiet) {
      console.note(
        "\(path): not what the sources compile to: they differ from byte \(first ?? min(existing.count, bytes.count)) "
          + "on (\(existing.count) bytes there, \(bytes.count) compiled); run the same without '--check' to write it")
    }
    return .findings
  }
}

import Muster
import MusterContracts
import MusterReport

/// `muster validate`: checks payloads against a schema, or against what a contract says of a request or response.
enum ValidateCommand {
  static let verb = Verb(
    name: "validate",
    summary: "Check JSON payloads against a contract's request or response, or against a schema.",
    usage: [
      "--contract CONTRACT --operation OPERATION (--request | --response STATUS) [OPTION...] FILE...",
      "--schema SCHEMA[#/POINTER] [OPTION...] FILE...",
    ],
    details: [
      "FILE is a payload, JSON; '-' is standard input. Reports go to standard output, messages about the run to "
        + "standard error.",
      "JSON reports are one object for one FILE, an array for several and with --lines; 'jsonl' is an object a line.",
      "What a response or request has beyond the contract is drift: a warning, which leaves the exit code alone unless "
        + "--additions says otherwise. With --schema, the fields of open objects are told only if --additions is given.",
    ],
    options: [
      .contract, .operation, .request, .response, .media, .schema, .root, .schemas, .map, .overlay, .dialect, .formats,
      .reading, .lines, .duplicateKeys, .additions, .showValues, .failOnSkipped, .format, .output, .color, .quiet,
      .maxBytes,
      .maxDepth, .maxSteps, .maxIssues, .help,
    ],
    examples: [
      "muster validate --contract Schemas/infisical --operation updateTokenAuthToken --response 200 body.json",
      "muster validate --contract Schemas/cloudflare --request \\",
      "    --operation \"PUT /accounts/{identifier}/access/service_tokens/{uuid}\" body.json",
      "muster validate --schema openapi.yaml#/components/schemas/Token --lines tokens.jsonl",
    ],
    run: run)

  /// More of what compiling had to say is counted only: `muster compile` lists all of it.
  private static let listedNotices = 20

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    if arguments.operands.isEmpty { throw .usage("no payload was given; '-' reads standard input", verb) }
    if let format = arguments[.output].flatMap(Output.Format.init) {
      return try output(format, arguments, &console)
    }
    let check = try check(arguments, &console)
    var run = PayloadRun(
      check: check, limit: try arguments.limits(verb).bytes, splitsLines: arguments.has(.lines),
      renderer: arguments.has(.quiet) ? nil : renderer(arguments),
      failsOnSkipped: arguments[.failOnSkipped] == "skipped")
    return try run.run(arguments.operands, &console)
  }

  /// Prints the results in a format of the specification.
  private static func output(
    _ format: Output.Format, _ arguments: Arguments, _ console: inout Console
  ) throws(CommandError) -> ExitCode {
    try arguments.refuse(
      [.contract, .lines, .duplicateKeys, .additions, .showValues, .failOnSkipped, .format], with: .output, verb)
    guard let reference = arguments[.schema] else { throw .usage("'--output' needs '--schema'", verb) }
    let (file, options) = try schemaFile(reference, arguments)
    let (schema, notices) = try file.annotatingSchema(options, try arguments.referencePlaces(verb))
    if !arguments.has(.quiet) { console.list(notices, limit: listedNotices) }
    let run = OutputRun(
      schema: schema, format: format, limits: try arguments.limits(verb), isQuiet: arguments.has(.quiet))
    return try run.run(arguments.operands, &console)
  }

  // MARK: What to check with

  private static func check(_ arguments: Arguments, _ console: inout Console) throws(CommandError) -> PayloadCheck {
    let limits = try arguments.limits(verb)
    var options = JudgeOptions(
      reading: arguments.reading, additions: arguments.additions, disclosure: arguments.disclosure ?? .safe,
      limits: limits, duplicateNames: arguments[.duplicateKeys].flatMap(DuplicateNames.init) ?? .warn)
    switch (arguments[.contract], arguments[.schema]) {
    case (let contract?, nil):
      try arguments.refuse([.dialect, .formats], with: .contract, verb)
      let rule = try rule(contract, arguments, &console)
      return PayloadCheck(rule, mediaType: arguments[.media], options: options)
    case (nil, let schema?):
      try arguments.refuse([.operation, .request, .response, .media, .overlay], with: .schema, verb)
      // JSON Schema means its objects to be open, so that fields beyond them are told on request only.
      if !arguments.has(.additions) { options.additions = .ignored }
      return PayloadCheck(try self.schema(schema, arguments, &console), options: options)
    case (nil, nil): throw .usage("one of '--contract' and '--schema' must say what to check with", verb)
    case (_?, _?): throw .usage("'--contract' and '--schema' exclude each other", verb)
    }
  }

  private static func schema(
    _ reference: String, _ arguments: Arguments, _ console: inout Console
  ) throws(CommandError) -> Schema {
    let (file, options) = try schemaFile(reference, arguments)
    let (schema, notices) = try file.schema(options, try arguments.referencePlaces(verb))
    if !arguments.has(.quiet) { console.list(notices, limit: listedNotices) }
    return schema
  }

  private static func schemaFile(
    _ reference: String, _ arguments: Arguments
  ) throws(CommandError) -> (SchemaFile, Schema.Options) {
    guard let file = SchemaFile(reference) else {
      throw .usage("'\(reference)' has no JSON Pointer behind its '#'", verb)
    }
    if file.path == "-", arguments.operands.contains("-") {
      throw .usage("standard input cannot be both the schema and a payload", verb)
    }
    var options = Schema.Options(reading: arguments.reading)
    // A vendor's schema is taken as it is: what cannot be used of it is told.
    options.mistakes = .unchecked
    if let formats = arguments[.formats].flatMap(Schema.FormatPolicy.init) { options.formats = formats }
    options.tracksUndocumented = arguments.has(.additions) && arguments.additions != .ignored
    if let name = arguments[.dialect] {
      guard let dialect = Dialect.named(name) else {
        let names = Dialect.all.map(\.name)
        throw .usage(
          "unknown dialect '\(name)'; the dialects are \(names.joined(separator: ", "))"
            + Arguments.suggestion(name, among: names), verb)
      }
      options.dialect = dialect
    }
    return (file, options)
  }

  private static func rule(
    _ path: String, _ arguments: Arguments, _ console: inout Console
  ) throws(CommandError) -> BodyRule {
    guard let reference = arguments[.operation] else {
      throw .usage("'--contract' needs '--operation': an operationId or \"METHOD /path/{template}\"", verb)
    }
    if path == "-", arguments.operands.contains("-") {
      throw .usage("standard input cannot be both the contract and a payload", verb)
    }
    let side: Int?
    switch (arguments.has(.request), arguments[.response]) {
    case (true, nil): side = nil
    case (false, let text?):
      guard let status = Int(text), text.utf8.count == 3, (100...599).contains(status) else {
        throw .usage("'\(text)' is not a value for '--response', which takes a status from 100 to 599", verb)
      }
      side = status
    case (false, nil): throw .usage("'--contract' needs '--request' or '--response STATUS'", verb)
    case (true, _?): throw .usage("'--request' and '--response' exclude each other", verb)
    }
    let (contract, notices) = try ContractFile(path: path, options: try arguments.contractOptions(verb)).contract()
    if !arguments.has(.quiet) { console.list(notices, limit: listedNotices) }
    let operation = try ContractFile.operation(reference, in: contract)
    do throws(ContractError) {
      guard let side else { return try operation.request(media: arguments[.media], reading: arguments.reading) }
      return try operation.response(status: side, media: arguments[.media], reading: arguments.reading)
    } catch {
      throw .failure("the contract '\(path)' cannot be used: \(error)")
    }
  }

  // MARK: How to report

  private static func renderer(_ arguments: Arguments) -> any PayloadRenderer {
    let isList = arguments.has(.lines) || arguments.operands.count > 1
    switch arguments[.format] {
    case "json": return JSONRenderer(isList: isList)
    case "jsonl": return JSONLinesRenderer()
    default:
      return TextRenderer(
        style: arguments.textStyle, listing: arguments.has(.lines) ? .noteworthy : .all,
        disclosure: arguments.disclosure ?? .safe)
    }
  }
}

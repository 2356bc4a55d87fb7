import Muster

/// The options of verbs that check payloads.
extension CommandOption {
  static let contract = CommandOption(
    "contract", .text("CONTRACT"),
    "A compiled contract, a folder with a contract.muster, or a vendor's page or OpenAPI document.")
  static let operation = CommandOption(
    "operation", .text("OPERATION"), "The operation: its operationId, or \"METHOD /path/{template}\".")
  static let request = CommandOption("request", .none, "The payloads are bodies of requests.")
  static let response = CommandOption(
    "response", .text("STATUS"), "The payloads are bodies of responses with this status.")
  static let media = CommandOption(
    "media", .text("TYPE"), "The Content-Type that they are sent with; JSON where it is not given.")
  static let schema = CommandOption(
    "schema", .text("SCHEMA"),
    "A schema, JSON or YAML, or one inside of a document: openapi.yaml#/components/schemas/Token.")
  static let dialect = CommandOption(
    "dialect", .text("NAME"),
    "The dialect, whatever the schema declares: \(Dialect.all.map(\.name).joined(separator: ", ")).")
  static let formats = CommandOption(
    "formats", .choice(["dialect", "strict", "relaxed", "annotation"]),
    "What 'format' of a schema does: what reading and dialect say (the default), or always one thing.")
  static let reading = CommandOption(
    "reading", .choice(["intent", "letter"]),
    "'letter' takes a schema by the text of its version; 'intent', the default, also as vendors are known to mean it.")
  static let lines = CommandOption(
    "lines", .none, "Each line is a payload; blank ones are skipped. Memory stays flat.")
  static let duplicateKeys = CommandOption(
    "duplicate-keys", .choice(["warn", "reject"]),
    "What to do where a name occurs twice in an object; 'warn' by default.")
  static let failOnSkipped = CommandOption(
    "fail-on", .choice(["error", "skipped"]),
    "What makes the exit code 1: a payload that does not pass; 'skipped' also anything that was not checked, such as a "
      + "keyword that cannot be used; 'error' by default.")
  static let format = CommandOption(
    "format", .choice(["text", "json", "jsonl"]), "What reports are written in; 'text' by default.")
  static let output = CommandOption(
    "output", .choice(Output.Format.allCases.map(\.rawValue)),
    "With --schema: print each payload's result as the JSON Schema specification has it, with annotations, rather than "
      + "a report.")
  static let maxBytes = CommandOption(
    "max-bytes", .text("COUNT"), "Bytes that a payload may have, 1G by default; K, M and G are taken.")
  static let maxDepth = CommandOption(
    "max-depth", .text("COUNT"), "Levels that arrays and objects may nest, \(Limits().depth) by default.")
  static let maxSteps = CommandOption(
    "max-steps", .text("COUNT"),
    "Steps that the check of a payload may take, \(Limits().steps / 1_000_000) million by default.")
  static let maxParameters = CommandOption(
    "max-parameters", .text("COUNT"),
    "Entries that a request's query may have for its parameters to be checked, \(Limits().parameters) by default.")
  static let maxIssues = CommandOption(
    "max-issues", .text("COUNT"), "Issues that are listed for a payload, \(Limits().issues) by default.")
}

extension Arguments {
  /// How to take a schema's words.
  var reading: Reading { self[.reading].flatMap(Reading.init) ?? .intent }

  /// What the check of a payload may cost.
  func limits(_ verb: Verb) throws(CommandError) -> Limits {
    var limits = Limits()
    // A tape addresses 32 bits.
    if let bytes = try count(.maxBytes, 1...(1 << 32 - 2), verb) { limits.bytes = bytes }
    if let depth = try count(.maxDepth, 1...100_000_000, verb) { limits.depth = depth }
    if let steps = try count(.maxSteps, 1...(Int.max >> 1), verb) { limits.steps = steps }
    if let parameters = try count(.maxParameters, 1...100_000_000, verb) { limits.parameters = parameters }
    if let issues = try count(.maxIssues, 1...10_000, verb) { limits.issues = issues }
    return limits
  }

  /// A number, of bytes or other things, with a factor behind it or not.
  func count(_ option: CommandOption, _ range: ClosedRange<Int>, _ verb: Verb) throws(CommandError) -> Int? {
    guard let text = self[option] else { return nil }
    let factors: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let factor = text.last.flatMap { factors[$0] }
    let (count, overflows) = (Int(factor == nil ? text : String(text.dropLast())) ?? 0)
      .multipliedReportingOverflow(by: factor ?? 1)
    guard !overflows, range.contains(count) else {
      throw .usage(
        "'\(text)' is not a value for '--\(option.name)', which takes a number from \(range.lowerBound) to "
          + "\(range.upperBound), or one with K, M or G behind it", verb)
    }
    return count
  }

  /// Holds options against one that they have no meaning beside.
  func refuse(_ options: [CommandOption], with other: CommandOption, _ verb: Verb) throws(CommandError) {
    try refuse(options, with: "--\(other.name)", verb)
  }

  /// Holds options against words that they have no meaning beside.
  func refuse(_ options: [CommandOption], with words: String, _ verb: Verb) throws(CommandError) {
    for option in options where has(option) {
      throw .usage("'--\(option.name)' has no meaning beside '\(words)'", verb)
    }
  }
}

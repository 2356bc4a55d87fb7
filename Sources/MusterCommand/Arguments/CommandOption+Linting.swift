import Muster
import MusterContracts
import MusterText
import MusterTraffic

/// The options of `muster lint`.
extension CommandOption {
  static let contracts = CommandOption(
    "contract", .text("CONTRACT"),
    "A compiled contract, a folder with a contract.muster or with folders that have one, or a vendor's page or "
      + "OpenAPI document. Give it once for each contract.")
  static let recording = CommandOption(
    "recording", .choice(RecordingForm.allCases.map(\.rawValue)),
    "The form of the recordings; found out for each where it is not given.")
  static let additions = CommandOption(
    "additions", .choice(AdditionPolicy.allCases.map(\.rawValue)),
    "What it means that a message has fields, enumerated values or discriminator tags which the contract does not "
      + "document: 'drift' (the default), a violation ('fails'), or nothing ('ignored'). A field beyond a closed schema "
      + "of a request is a violation in any case.")
  static let showValues = CommandOption(
    "show-values", .choice(Disclosure.allCases.map(\.rawValue)),
    "Which values of payloads a report shows. 'contract', the default of lint: what the contract lists, numbers, "
      + "booleans, and the shape of strings, such as 9999-99-99. 'safe', the default of validate: also strings that do "
      + "not look private. 'never': none. 'all': every value, secrets included.")
  static let placeholder = CommandOption(
    "placeholder", .text("REGEX"),
    "A text that the recorder wrote in place of a value, beside those that are known: <TOKEN>, {{token}}, REDACTED, "
      + "[FILTERED], ***. A value that is one as a whole is held against nobody. Once for each.")
  static let severity = CommandOption(
    "severity", .text("RULE=LEVEL"),
    "How much the findings of a rule matter: error, warning, note or off. Give it once for each rule; 'muster explain' "
      + "lists the rules.")
  static let failOn = CommandOption(
    "fail-on", .choice(FailureThreshold.allCases.map(\.rawValue)),
    "What makes the exit code 1: findings of this severity or a higher one, 'skipped' also anything that was not "
      + "checked; 'error' by default.")
  static let reports = CommandOption(
    "format", .text("FORMAT[=PATH]"),
    "What the report is written in: \(LintFormat.allCases.map(\.rawValue).joined(separator: ", ")). With =PATH it goes "
      + "to a file. Give it several times for several reports; 'text' by default.")
  static let jobs = CommandOption(
    "jobs", .text("COUNT"), "How many cores to use; all by default. The report is the same for any number.")
  static let progress = CommandOption(
    "progress", .choice(["auto", "always", "never"]),
    "Whether standard error shows how far the run is; 'auto', the default: where it is a terminal.")
  static let maxExchange = CommandOption(
    "max-exchange", .text("COUNT"),
    "Bytes that an exchange may have, \(RecordingLimits().exchangeBytes >> 20)M by default; a larger one is skipped, "
      + "and the report says so.")
  static let maxFindings = CommandOption(
    "max-findings", .text("COUNT"),
    "Different findings that are listed, \(LintOptions().findings) by default; all are counted.")
}

extension Arguments {
  /// How to judge recorded traffic.
  func lintOptions(_ verb: Verb) throws(CommandError) -> LintOptions {
    var limits = try limits(verb)
    if !has(.maxIssues) { limits.issues = LintOptions.recordedTraffic.limits.issues }
    var options = LintOptions(
      judging: JudgeOptions(
        reading: reading, additions: additions, disclosure: disclosure ?? .contract, limits: limits,
        placeholders: try placeholders(verb)))
    for text in all(.severity) {
      guard let sign = text.firstIndex(of: "="),
        let level = RuleLevel(rawValue: String(text[text.index(after: sign)...]))
      else {
        throw .usage(
          "'\(text)' is not a value for '--severity', which takes RULE=error, RULE=warning, RULE=note or RULE=off", verb
        )
      }
      let rule = try Arguments.rule(String(text[..<sign]))
      options.severities[rule] = level
    }
    options.hosts = try hostPolicy(verb)
    options.filter = try exchangeFilter(verb)
    if let findings = try count(.maxFindings, 1...1_000_000, verb) { options.findings = findings }
    return options
  }

  /// What recorders wrote in place of what was sent.
  private func placeholders(_ verb: Verb) throws(CommandError) -> Placeholders {
    do throws(PatternError) {
      return try Placeholders(all(.placeholder))
    } catch {
      let source = all(.placeholder).first { (try? Placeholders([$0])) == nil } ?? ""
      throw .usage("'--placeholder' takes a regular expression, and '\(source)' is none: \(error)", verb)
    }
  }

  /// What it means that a message has more than the contract documents.
  var additions: AdditionPolicy { self[.additions].flatMap(AdditionPolicy.init) ?? .drift }

  /// Which values a report shows; `nil` for the verb's own default.
  var disclosure: Disclosure? { self[.showValues].flatMap(Disclosure.init) }

  /// The rule of a name.
  static func rule(_ name: String) throws(CommandError) -> Rule {
    if let rule = Rule.named(name) { return rule }
    throw .failure(
      "unknown rule '\(name)'"
        + suggestion(name, among: Rule.all.map(\.id), otherwise: "; 'muster explain' lists the rules"))
  }
}

import MusterContracts
import MusterReport
import MusterTraffic

/// `muster explain`: says what a rule of the linter means, or lists the rules.
enum ExplainCommand {
  private static let formatOption = CommandOption(
    "format", .choice(["text", "json"]), "What it is written in; 'text' by default.")

  static let verb = Verb(
    name: "explain",
    summary: "Say what a rule of 'muster lint' means, or list the rules.",
    usage: ["[RULE...] [--format text|json]"],
    details: [
      "Each finding of 'muster lint' names its rule. A rule has a severity, which --severity of 'muster lint' changes, "
        + "and a category: a violation breaks what the vendor documents, drift goes beyond it, and a note is worth "
        + "knowing but breaks nothing. 'muster validate' and the response guard use the same rules."
    ],
    options: [formatOption, .color, .help],
    examples: ["muster explain", "muster explain response-body-invalid"],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    var rules: [Rule] = []
    for name in arguments.operands { rules.append(try Arguments.rule(name)) }
    let isList = rules.isEmpty
    if isList { rules = Rule.all }
    if arguments[formatOption] == "json" {
      var writer = JSONWriter(isIndented: true)
      writer.array(rules) { writer, rule in
        writer.object { writer in
          writer.member("rule", rule.id)
          writer.member("severity", rule.severity.rawValue)
          writer.member("category", rule.category.rawValue)
          writer.member("summary", rule.summary)
          writer.member("explanation", rule.explanation)
        }
      }
      console.output.bytes.append(contentsOf: writer.bytes)
      console.output.write("\n")
    } else if isList {
      let width = rules.map(\.id.utf8.count).max() ?? 0
      for rule in rules {
        let padding = String(repeating: " ", count: width + 2 - rule.id.utf8.count)
        let severity = rule.severity.rawValue
        let gap = String(repeating: " ", count: 9 - severity.utf8.count)
        console.output.write(
          arguments.textStyle.emphasize(rule.id) + padding + severity + gap + rule.category.rawValue
            + String(repeating: " ", count: 11 - rule.category.rawValue.utf8.count) + rule.summary + "\n")
      }
    } else {
      let texts = rules.map { rule in
        arguments.textStyle.emphasize(rule.id) + " (\(rule.severity.rawValue), \(rule.category.rawValue))\n\n"
          + Help.wrap(rule.summary, indent: 0) + "\n\n" + Help.wrap(rule.explanation, indent: 0) + "\n"
      }
      console.output.write(texts.joined(separator: "\n"))
    }
    return .clean
  }
}

/// The help, made of the verbs' data.
enum Help {
  private static let width = 96

  /// What `muster --help` prints.
  static func overview(of verbs: [Verb]) -> String {
    var text = """
      muster: does a payload pass muster? Checks JSON payloads against schemas and vendors' contracts.

      usage: muster VERB [OPTION...] [ARGUMENT...]

      verbs:

      """
    text += table(verbs.map { ($0.name, $0.summary) } + [("help", "Show the help of a verb: muster help VERB.")])
    text += "\noptions:\n" + table([("--help", "Show this help."), ("--version", "Show the version.")])
    text += "\n" + exitCodes
    return text
  }

  /// What `muster VERB --help` prints.
  static func text(_ verb: Verb) -> String {
    var text = "muster \(verb.name): \(verb.summary)\n\n" + verb.usageLines.map { $0 + "\n" }.joined()
    for paragraph in verb.details { text += "\n" + wrap(paragraph, indent: 0) + "\n" }
    text += "\noptions:\n" + table(verb.options.map { ($0.synopsis, $0.summary) })
    if !verb.examples.isEmpty {
      text += "\nexamples:\n" + verb.examples.map { "  \($0)\n" }.joined()
    }
    return text + "\n" + exitCodes
  }

  private static let exitCodes = """
    exit codes:
      0  everything is right
      1  something is wrong with what was looked at
      2  the job could not be done: usage, files, a schema or contract that does not load, a limit

    """

  private static func table(_ rows: [(name: String, summary: String)]) -> String {
    let column = 4 + (rows.map(\.name.unicodeScalars.count).filter { $0 <= 28 }.max() ?? 0)
    var text = ""
    for row in rows {
      let indent = String(repeating: " ", count: column)
      let first = "  \(row.name)"
      let isShort = first.unicodeScalars.count + 2 <= column
      let gap = isShort ? String(repeating: " ", count: column - first.unicodeScalars.count) : "\n\(indent)"
      text += first + gap + wrap(row.summary, indent: column) + "\n"
    }
    return text
  }

  /// Breaks a paragraph into lines that fit; each after the first is indented.
  static func wrap(_ text: String, indent: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.unicodeScalars.count + 1 + word.unicodeScalars.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

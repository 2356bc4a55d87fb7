/// What `muster` can be asked to do, as data: parser, usage and help are made of it.
struct Verb: Sendable {
  let name: String
  /// What it does, in a line.
  let summary: String
  /// The usage lines, without `muster` and the verb's name.
  let usage: [String]
  /// More to know, a paragraph each.
  let details: [String]
  let options: [CommandOption]
  let examples: [String]
  /// Does it.
  let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode

  /// All verbs; a new one is a file of its own and a word here.
  static let all: [Verb] = [
    ValidateCommand.verb, LintCommand.verb, ExplainCommand.verb, CompileCommand.verb, DescribeCommand.verb,
    BundleCommand.verb, VendorCommand.verb,
  ]

  /// The verb of a name.
  static func named(_ name: String) -> Verb? { all.first { $0.name == name } }

  /// The usage lines in full.
  var usageText: String {
    usage.enumerated().map { position, line in
      (position == 0 ? "usage: " : "       ") + "muster \(name) \(line)\n"
    }.joined()
  }
}

/// What the process ends with; of several the worst counts.
enum ExitCode: Int32, Comparable, Sendable {
  /// Everything is right.
  case clean = 0
  /// Something is wrong with what was looked at.
  case findings = 1
  /// The job could not be done.
  case failed = 2

  static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }
}

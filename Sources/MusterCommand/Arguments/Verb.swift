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

  /// The usage lines in full.
  var usageLines: [String] {
    usage.enumerated().map { position, line in (position == 0 ? "usage: " : "       ") + "muster \(name) \(line)" }
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

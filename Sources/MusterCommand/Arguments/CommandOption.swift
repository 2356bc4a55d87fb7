/// An option of a verb, as data: what the parser takes and what the help says.
struct CommandOption: Sendable, Hashable {
  /// What follows an option.
  enum Value: Sendable, Hashable {
    /// Nothing.
    case none
    /// A text; what the help calls it.
    case text(String)
    /// One of some words.
    case choice([String])
  }

  /// The name without its dashes.
  let name: String
  let value: Value
  /// A line or two of help.
  let summary: String

  init(_ name: String, _ value: Value, _ summary: String) {
    self.name = name
    self.value = value
    self.summary = summary
  }

  /// The option as usage and help write it.
  var synopsis: String {
    switch value {
    case .none: "--\(name)"
    case .text(let placeholder): "--\(name) \(placeholder)"
    case .choice(let words): "--\(name) \(words.joined(separator: "|"))"
    }
  }
}

extension CommandOption {
  static let help = CommandOption("help", .none, "Show this help.")
  static let quiet = CommandOption("quiet", .none, "Print no reports: the exit code says it all.")
  static let color = CommandOption(
    "color", .choice(["auto", "always", "never"]),
    "Whether text is coloured; 'auto', the default, heeds NO_COLOR, CLICOLOR_FORCE and TERM.")
}

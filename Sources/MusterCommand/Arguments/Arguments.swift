import Muster

/// The arguments of one run of a verb.
struct Arguments: Sendable {
  private var values: [String: [String]] = [:]
  /// What is no option, in order.
  private(set) var operands: [String] = []

  /// Reads arguments: `--name value`, `--name=value`, `--name`; all behind `--` are operands, and so is `-`.
  ///
  /// Of an option that is given twice the last one counts, unless its verb asks for all.
  /// - Throws: ``CommandError`` of kind `usage`, for the verb.
  init(_ words: some Sequence<String>, for verb: Verb) throws(CommandError) {
    var words = Array(words)[...]
    while let word = words.popFirst() {
      if word == "--" {
        operands.append(contentsOf: words)
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let (name, attached) = Arguments.split(word)
      guard let option = verb.options.first(where: { $0.name == name }) else {
        throw Arguments.unknown(word, name: name, verb)
      }
      switch (option.value, attached) {
      case (.none, nil): values[option.name] = [""]
      case (.none, _?): throw .usage("option '--\(option.name)' takes no value", verb)
      case (_, let value?): try set(option, value, verb)
      case (_, nil):
        guard let next = words.first, next == "-" || !next.hasPrefix("-") else {
          throw .usage("option '--\(option.name)' needs a value: \(Arguments.expected(option))", verb)
        }
        words.removeFirst()
        try set(option, next, verb)
      }
    }
  }

  private mutating func set(_ option: CommandOption, _ value: String, _ verb: Verb) throws(CommandError) {
    if case .choice(let words) = option.value, !words.contains(value) {
      throw .usage(
        "'\(value)' is not a value for '--\(option.name)', which takes \(Arguments.expected(option))"
          + Arguments.suggestion(value, among: words), verb)
    }
    values[option.name, default: []].append(value)
  }

  /// `-h` is `--help`, and `-o` is `--output`: the short options there are.
  private static func split(_ word: String) -> (name: String, value: String?) {
    if word == "-h" { return ("help", nil) }
    if word == "-o" { return ("output", nil) }
    let body = word.hasPrefix("--") ? word.dropFirst(2) : ""
    guard let sign = body.firstIndex(of: "=") else { return (String(body), nil) }
    return (String(body[..<sign]), String(body[body.index(after: sign)...]))
  }

  private static func unknown(_ word: String, name: String, _ verb: Verb) -> CommandError {
    let shown = name.isEmpty ? word : "--\(name)"
    let bare = name.isEmpty ? String(word.drop { $0 == "-" }) : name
    let nearest = suggestion(bare, among: verb.options.map(\.name), prefix: "--")
    return .usage("unknown option '\(shown)'\(nearest)", verb)
  }

  private static func expected(_ option: CommandOption) -> String {
    switch option.value {
    case .none: return "nothing"
    case .text(let placeholder): return placeholder
    case .choice(let words):
      guard let last = words.last, words.count > 1 else { return words.joined() }
      return "\(words.dropLast().joined(separator: ", ")) or \(last)"
    }
  }

  /// The end of a message that says which word was probably meant, or else something else.
  static func suggestion(
    _ word: String, among words: [String], prefix: String = "", otherwise: String = ""
  ) -> String {
    guard let nearest = NearestName.of(word, among: words) else { return otherwise }
    return "; did you mean '\(prefix)\(nearest)'?"
  }

  // MARK: Values

  /// Whether an option was given.
  func has(_ option: CommandOption) -> Bool { values[option.name] != nil }

  /// The value of an option, if it was given.
  subscript(option: CommandOption) -> String? { values[option.name]?.last }

  /// All values of an option, in the order they were given.
  func all(_ option: CommandOption) -> [String] { values[option.name] ?? [] }
}

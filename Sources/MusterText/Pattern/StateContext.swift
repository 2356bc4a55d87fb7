/// What a state knows about the code point before it, as far as assertions ask.
struct StateContext: OptionSet, Hashable, Sendable {
  var rawValue: UInt8
  static let start = StateContext(rawValue: 1)
  static let word = StateContext(rawValue: 2)
  static let wordIgnoringCase = StateContext(rawValue: 4)
  static let lineTerminator = StateContext(rawValue: 8)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The context after a code point.
  init(after codePoint: UInt32) {
    rawValue = 0
    if PatternContext.isWord(codePoint, ignoringCase: false) { insert(.word) }
    if PatternContext.isWord(codePoint, ignoringCase: true) { insert(.wordIgnoringCase) }
    if PatternContext.isLineTerminator(codePoint) { insert(.lineTerminator) }
  }

  /// What an assertion asks about.
  init(askedBy assertion: PatternAssertion) {
    switch assertion {
    case .textStart: self = .start
    case .textEnd, .lineEnd: self = []
    case .lineStart: self = [.start, .lineTerminator]
    case .wordBoundary(let ignoringCase), .notWordBoundary(let ignoringCase):
      self = ignoringCase ? .wordIgnoringCase : .word
    }
  }

  /// What the assertions of some instructions ask about.
  init(askedBy instructions: [PatternInstruction]) {
    rawValue = 0
    for case .assert(let assertion) in instructions {
      formUnion(StateContext(askedBy: assertion))
    }
  }

  /// Whether an assertion holds in this context before a code point, given by the context after it, or before the end.
  func holds(_ assertion: PatternAssertion, next: StateContext?) -> Bool {
    let after = next ?? []
    return switch assertion {
    case .textStart: contains(.start)
    case .textEnd: next == nil
    case .lineStart: contains(.start) || contains(.lineTerminator)
    case .lineEnd: next == nil || after.contains(.lineTerminator)
    case .wordBoundary(false): contains(.word) != after.contains(.word)
    case .wordBoundary(true): contains(.wordIgnoringCase) != after.contains(.wordIgnoringCase)
    case .notWordBoundary(false): contains(.word) == after.contains(.word)
    case .notWordBoundary(true): contains(.wordIgnoringCase) == after.contains(.wordIgnoringCase)
    }
  }
}

/// What assertions ask about a place in a text.
enum PatternContext {
  static func isWord(_ codePoint: UInt32, ignoringCase: Bool) -> Bool {
    switch codePoint {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0x17F, 0x212A: ignoringCase
    default: false
    }
  }

  static func isLineTerminator(_ codePoint: UInt32) -> Bool {
    codePoint == 0x0A || codePoint == 0x0D || codePoint == 0x2028 || codePoint == 0x2029
  }

  /// Whether an assertion holds before the byte at an index.
  ///
  /// - Complexity: O(1).
  static func holds(_ assertion: PatternAssertion, in text: Span<UInt8>, at index: Int) -> Bool {
    switch assertion {
    case .textStart:
      index == 0
    case .textEnd:
      index == text.count
    case .lineStart:
      index == 0 || isLineTerminator(text.codePoint(before: index).value)
    case .lineEnd:
      index == text.count || isLineTerminator(text.codePoint(at: index).value)
    case .wordBoundary(let ignoringCase):
      isWordBoundary(in: text, at: index, ignoringCase: ignoringCase)
    case .notWordBoundary(let ignoringCase):
      !isWordBoundary(in: text, at: index, ignoringCase: ignoringCase)
    }
  }

  private static func isWordBoundary(in text: Span<UInt8>, at index: Int, ignoringCase: Bool) -> Bool {
    let before = index > 0 && isWord(text.codePoint(before: index).value, ignoringCase: ignoringCase)
    let after = index < text.count && isWord(text.codePoint(at: index).value, ignoringCase: ignoringCase)
    return before != after
  }
}

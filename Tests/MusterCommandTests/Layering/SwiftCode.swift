/// The words of a Swift source, without its comments and the texts of its strings.
struct SwiftCode {
  /// A word or a brace.
  struct Token: Equatable {
    enum Kind: Equatable { case word, openBrace, closeBrace }

    var kind: Kind
    var text: String
    /// Whether a dot stands before it: a member of something, whatever its name.
    var isMember: Bool
    /// Whether a dot stands behind it.
    var hasMember = false
  }

  private(set) var tokens: [Token] = []

  private let bytes: [UInt8]
  private var index = 0
  private var isBehindDot = false

  init(_ text: String) {
    bytes = Array(text.utf8)
    scan(untilParenthesis: false)
  }

  private func byte(_ offset: Int = 0) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }

  /// Scans code; that of an interpolation ends with the parenthesis that closes it.
  private mutating func scan(untilParenthesis: Bool) {
    var depth = 0
    while index < bytes.count {
      switch byte() {
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while index < bytes.count, byte() != 0x0A { index += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "\""): scanString(marks: 0)
      case UInt8(ascii: "#") where startsRawString: scanString(marks: countMarks())
      case UInt8(ascii: "{"): add(.openBrace, "{")
      case UInt8(ascii: "}"): add(.closeBrace, "}")
      case UInt8(ascii: "("):
        depth += 1
        skip()
      case UInt8(ascii: ")"):
        depth -= 1
        skip()
        if untilParenthesis, depth < 0 { return }
      case UInt8(ascii: "."):
        if let last = tokens.indices.last { tokens[last].hasMember = !isSpace(before: index) }
        index += 1
        isBehindDot = true
      case let byte where SwiftCode.isWord(byte): addWord()
      default: skip()
      }
    }
  }

  private func isSpace(before index: Int) -> Bool { index == 0 || !SwiftCode.isWord(bytes[index - 1]) }

  private mutating func skip() {
    isBehindDot = false
    index += 1
  }

  private mutating func add(_ kind: Token.Kind, _ text: String) {
    tokens.append(Token(kind: kind, text: text, isMember: false))
    skip()
  }

  private mutating func addWord() {
    let start = index
    while SwiftCode.isWord(byte()) { index += 1 }
    tokens.append(
      Token(kind: .word, text: String(decoding: bytes[start..<index], as: UTF8.self), isMember: isBehindDot))
    isBehindDot = false
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
  }

  // MARK: Strings

  private var startsRawString: Bool {
    var offset = 0
    while byte(offset) == UInt8(ascii: "#") { offset += 1 }
    return byte(offset) == UInt8(ascii: "\"")
  }

  private mutating func countMarks() -> Int {
    let start = index
    while byte() == UInt8(ascii: "#") { index += 1 }
    return index - start
  }

  /// Whether there are so many number signs from an offset on.
  private func hasMarks(_ count: Int, at offset: Int) -> Bool {
    (0..<count).allSatisfy { byte(offset + $0) == UInt8(ascii: "#") }
  }

  /// Skips a string, but scans what is interpolated.
  private mutating func scanString(marks: Int) {
    let quote = UInt8(ascii: "\"")
    let quotes = byte(1) == quote && byte(2) == quote ? 3 : 1
    index += quotes
    while index < bytes.count {
      if byte() == UInt8(ascii: "\\"), hasMarks(marks, at: 1) {
        index += 1 + marks
        if byte() == UInt8(ascii: "(") {
          skip()
          scan(untilParenthesis: true)
        } else {
          index += 1
        }
      } else if (0..<quotes).allSatisfy({ byte($0) == quote }), hasMarks(marks, at: quotes) {
        index += quotes + marks
        break
      } else {
        index += 1
      }
    }
    isBehindDot = false
  }
}

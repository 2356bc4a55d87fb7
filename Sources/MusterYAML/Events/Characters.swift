/// The characters that mean something to YAML, by name (YAML 1.2.2, chapter 5).
extension UInt8 {
  static let tabulation: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let exclamationMark = UInt8(ascii: "!")
  static let quotationMark = UInt8(ascii: "\"")
  static let numberSign = UInt8(ascii: "#")
  static let percentSign = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let asterisk = UInt8(ascii: "*")
  static let plusSign = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let lessThan = UInt8(ascii: "<")
  static let greaterThan = UInt8(ascii: ">")
  static let questionMark = UInt8(ascii: "?")
  static let commercialAt = UInt8(ascii: "@")
  static let leftBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let rightBracket = UInt8(ascii: "]")
  static let graveAccent = UInt8(ascii: "`")
  static let leftBrace = UInt8(ascii: "{")
  static let verticalLine = UInt8(ascii: "|")
  static let rightBrace = UInt8(ascii: "}")
  static let zeroDigit = UInt8(ascii: "0")
  static let nineDigit = UInt8(ascii: "9")

  /// A space or a tab.
  @inline(__always) var isWhite: Bool { self == .space || self == .tabulation }

  /// LF or CR.
  @inline(__always) var isBreak: Bool { self == .lineFeed || self == .carriageReturn }

  /// White space, a line break, or the zero byte that stands for the end of the text.
  @inline(__always) var isBlank: Bool {
    self <= .space
      && (self == .space || self == .lineFeed || self == 0 || self == .tabulation || self == .carriageReturn)
  }

  /// One of `,[]{}`.
  @inline(__always) var isFlowIndicator: Bool {
    switch self {
    case .comma, .leftBracket, .rightBracket, .leftBrace, .rightBrace: true
    default: false
    }
  }

  @inline(__always) var isDigit: Bool { self &- .zeroDigit < 10 }
}

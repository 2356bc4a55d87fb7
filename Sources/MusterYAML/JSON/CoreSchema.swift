import Muster

/// What a plain scalar without a tag means (YAML 1.2.2, section 10.3.2).
enum CoreValue: Equatable {
  case null
  case boolean(Bool)
  /// `[-+]?[0-9]+`
  case integer
  /// `0o[0-7]+`
  case octal
  /// `0x[0-9a-fA-F]+`
  case hexadecimal
  case float
  /// `.inf` with or without a sign, and `.nan`.
  case notFinite
  case string

  /// Reads the content of a scalar by the core schema.
  @inline(__always) init(_ text: [UInt8], _ range: Range<Int>) {
    guard range.lowerBound < range.upperBound, range.upperBound <= text.count else {
      self = .null
      return
    }
    switch text[range.lowerBound] {
    case 0x30...0x39, .minus, .plusSign, .dot:
      self = CoreValue.number(text, range)
    case UInt8(ascii: "~"):
      self = range.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"):
      self = CoreValue.word(text, range)
    default:
      self = .string
    }
  }

  /// Whether a scalar can only be a string, by its first byte and its length.
  @inline(__always) static func isString(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.lowerBound < range.upperBound, range.upperBound <= text.count else { return false }
    switch text[range.lowerBound] {
    case 0x30...0x39, .minus, .plusSign, .dot, UInt8(ascii: "~"): return false
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"):
      return range.count != 4 && range.count != 5
    default: return true
    }
  }

  /// Reads `null`, `true` and `false`, in lower case, in upper case or capitalised.
  private static func word(_ text: [UInt8], _ range: Range<Int>) -> CoreValue {
    guard range.count == 4 || range.count == 5 else { return .string }
    var word: UInt64 = 0
    var upperCase = 0
    for index in range {
      if text[index] & 0x20 == 0 { upperCase += 1 }
      word = word << 8 | UInt64(text[index] | 0x20)
    }
    let isCapitalized = upperCase == 1 && text[range.lowerBound] & 0x20 == 0
    guard upperCase == 0 || upperCase == range.count || isCapitalized else { return .string }
    // Setting the bit of lower case would also make letters of other characters, which are ruled out here.
    for index in range where text[index] & 0x40 == 0 { return .string }
    switch word {
    case 0x6E75_6C6C: return .null
    case 0x7472_7565: return .boolean(true)
    case 0x66_616C_7365: return .boolean(false)
    default: return .string
    }
  }

  private static func equals(_ text: ArraySlice<UInt8>, _ words: StaticString...) -> Bool {
    words.contains { text.elementsEqual($0.description.utf8) }
  }

  private static func number(_ text: [UInt8], _ range: Range<Int>) -> CoreValue {
    var index = range.lowerBound
    let end = range.upperBound
    if text[index] == .zeroDigit, range.count > 2 {
      if text[index + 1] == UInt8(ascii: "o") {
        return text[(index + 2)..<end].allSatisfy { $0 &- .zeroDigit < 8 } ? .octal : .string
      }
      if text[index + 1] == UInt8(ascii: "x") {
        return text[(index + 2)..<end].allSatisfy { $0.hexadecimalValue != nil } ? .hexadecimal : .string
      }
    }
    if text[index] == .minus || text[index] == .plusSign { index += 1 }
    let whole = digits(text, index..<end)
    let isSigned = index > range.lowerBound
    index += whole
    if index == end { return whole > 0 ? .integer : .string }
    if text[index] == .dot {
      index += 1
      if whole == 0 {
        if equals(text[index..<end], "inf", "Inf", "INF") { return .notFinite }
        if !isSigned, equals(text[index..<end], "nan", "NaN", "NAN") { return .notFinite }
      }
      let fraction = digits(text, index..<end)
      guard whole + fraction > 0 else { return .string }
      index += fraction
    }
    guard whole > 0 || index > range.lowerBound + (isSigned ? 1 : 0) else { return .string }
    if index == end { return .float }
    guard text[index] | 0x20 == UInt8(ascii: "e") else { return .string }
    index += 1
    if index < end, text[index] == .minus || text[index] == .plusSign { index += 1 }
    let exponent = digits(text, index..<end)
    return exponent > 0 && index + exponent == end ? .float : .string
  }

  private static func digits(_ text: [UInt8], _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, text[index].isDigit { index += 1 }
    return index - range.lowerBound
  }
}

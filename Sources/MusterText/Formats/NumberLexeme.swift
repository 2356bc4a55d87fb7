/// A JSON number as it is written: RFC 8259 section 6.
///
/// Its value is 0.d₁d₂d₃… · 10^`magnitude`, where d₁ is the first digit that is not zero. Nothing is rounded.
struct NumberLexeme {
  var isNegative = false
  /// The indices between which the digits stand, perhaps with a point among them, from the first that is not zero to
  /// the last that is not.
  ///
  /// Empty for zero.
  var significant: Range<Int> = 0..<0
  /// How many digits there are in that range.
  var digitCount = 0
  /// How many digits stand before the point when no exponent is written; negative for zeros after it.
  var magnitude = 0
  /// How many digits are written before the point and after it, and whether there is an exponent.
  var integerDigits = 0
  var fractionDigits = 0
  var hasExponent = false

  var isZero: Bool { digitCount == 0 }

  /// Whether the number is integral, whichever way it is written.
  var isIntegral: Bool { isZero || magnitude >= digitCount }

  /// Reads a whole text as a number; nil if it is none.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  init?(_ text: Span<UInt8>) {
    var index = 0
    if text.byte(0) == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    let integer = index
    while text.byte(index).isDigit { index += 1 }
    integerDigits = index - integer
    guard integerDigits == 1 || (integerDigits > 1 && text[integer] != UInt8(ascii: "0")) else { return nil }
    let point = index
    if text.byte(index) == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while text.byte(index).isDigit { index += 1 }
      fractionDigits = index - fraction
      guard fractionDigits > 0 else { return nil }
    }
    let end = index
    guard let exponent = Self.exponent(text, at: index) else { return nil }
    hasExponent = index < text.count
    var first = integer
    while first < end, !(0x31...0x39).contains(text[first]) { first += 1 }
    guard first < end else { return }
    var last = end
    while last > first, !(0x31...0x39).contains(text[last - 1]) { last -= 1 }
    significant = first..<last
    digitCount = last - first - (first < point && last > point ? 1 : 0)
    magnitude = (first < point ? point - first : point + 1 - first) + exponent
  }

  /// The exponent that starts at an index, at most ±10¹⁵, and zero if the text ends there.
  private static func exponent(_ text: Span<UInt8>, at start: Int) -> Int? {
    guard start < text.count else { return 0 }
    guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    let sign = text.byte(index)
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
    guard index < text.count else { return nil }
    var value = 0
    while index < text.count {
      guard text[index].isDigit else { return nil }
      value = Swift.min(value * 10 + Int(text[index] &- 0x30), 1_000_000_000_000_000)
      index += 1
    }
    return sign == UInt8(ascii: "-") ? -value : value
  }

  /// Whether the absolute value is below an integer given by its decimal digits.
  func isBelow(_ limit: Span<UInt8>, in text: Span<UInt8>) -> Bool {
    if isZero || magnitude != limit.count { return isZero || magnitude < limit.count }
    var place = 0
    for index in significant where text[index] != UInt8(ascii: ".") {
      let digit = limit.byte(place)
      if place >= limit.count { return false }
      if text[index] != digit { return text[index] < digit }
      place += 1
    }
    // The digits so far are equal: what is left of the limit decides.
    while place < limit.count {
      if limit[place] != UInt8(ascii: "0") { return true }
      place += 1
    }
    return false
  }

  /// The absolute value as an integer, if it is one that 64 bits hold.
  func integer(in text: Span<UInt8>) -> UInt64? {
    guard isIntegral, magnitude <= 20 else { return nil }
    if isZero { return 0 }
    var value: UInt64 = 0
    for index in significant where text[index] != UInt8(ascii: ".") {
      guard let next = Self.shift(value, adding: UInt64(text[index] &- 0x30)) else { return nil }
      value = next
    }
    for _ in digitCount..<magnitude {
      guard let next = Self.shift(value, adding: 0) else { return nil }
      value = next
    }
    return value
  }

  private static func shift(_ value: UInt64, adding digit: UInt64) -> UInt64? {
    let (product, overflow) = value.multipliedReportingOverflow(by: 10)
    let (sum, carry) = product.addingReportingOverflow(digit)
    return overflow || carry ? nil : sum
  }
}

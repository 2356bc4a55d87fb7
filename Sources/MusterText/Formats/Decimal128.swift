/// A decimal number of 34 digits: IEEE 754-2019 section 3.5, decimal128; OpenAPI registry, `decimal128`.
///
/// A number belongs if it does not overflow: if it is below 10⁶¹⁴⁵ after rounding to 34 digits.
/// Relaxed is the same as strict.
enum Decimal128Format {
  private static let largestMagnitude = 6145
  private static let precision = 34

  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard let number = NumberLexeme(text) else { return false }
    guard number.magnitude == largestMagnitude else {
      return number.isZero || number.magnitude < largestMagnitude
    }
    // At the top, 34 nines followed by five or more round up and away.
    var place = 0
    for index in number.significant where text[index] != UInt8(ascii: ".") {
      if place == precision { return text[index] < UInt8(ascii: "5") }
      if text[index] != UInt8(ascii: "9") { return true }
      place += 1
    }
    return true
  }
}

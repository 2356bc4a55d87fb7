/// A Decimal of a structured field: RFC 9651 section 3.3.2, at most 12 digits before the point and three after.
///
/// The value is asked about, not how JSON writes it. Relaxed is the same as strict.
enum StructuredDecimalFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard let number = NumberLexeme(text) else { return false }
    return number.isZero || (number.magnitude <= 12 && number.digitCount - number.magnitude <= 3)
  }
}

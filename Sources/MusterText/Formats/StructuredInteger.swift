/// An Integer of a structured field: RFC 9651 section 3.3.1, at most 15 digits.
///
/// Relaxed is the same as strict.
enum StructuredIntegerFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard let number = NumberLexeme(text) else { return false }
    return number.isIntegral && (number.isZero || number.magnitude <= 15)
  }
}

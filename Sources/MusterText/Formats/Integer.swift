/// The integers of a width: OpenAPI registry, `int8` to `uint64` and `double-int`.
///
/// What counts is the value: `1.0` and `1e2` are integers. Relaxed is the same as strict.
enum IntegerFormat {
  /// Whether a number is an integer between the negative of one bound and the other.
  static func accepts(_ text: Span<UInt8>, positive: UInt64, negative: UInt64) -> Bool {
    guard let number = NumberLexeme(text), let value = number.integer(in: text) else { return false }
    return value <= (number.isNegative ? negative : positive)
  }
}

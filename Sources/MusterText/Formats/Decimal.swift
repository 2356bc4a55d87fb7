/// A decimal number of any precision and range: OpenAPI registry, `decimal`; also `unixtime` and draft 3's `utc-millisec`.
///
/// Every JSON number is one (RFC 8259 section 6), and so is a string that holds one. Relaxed is the same as strict.
enum DecimalFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    NumberLexeme(text) != nil
  }
}

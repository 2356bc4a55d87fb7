/// A Boolean of a structured field: RFC 9651 section 3.3.6.
///
/// Relaxed is the same as strict.
enum StructuredBooleanFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    text.count == 2 && text[0] == UInt8(ascii: "?") && (text[1] == UInt8(ascii: "0") || text[1] == UInt8(ascii: "1"))
  }
}

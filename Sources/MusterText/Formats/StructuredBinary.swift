/// A Byte Sequence of a structured field: RFC 9651 section 3.3.5, base 64 between colons.
///
/// Padding may be missing (section 4.2.7 lets a parser supply it). Relaxed is the same as strict.
enum StructuredBinaryFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 2, text[0] == UInt8(ascii: ":"), text[text.count - 1] == UInt8(ascii: ":") else { return false }
    let symbols = (UInt8(ascii: "+"), UInt8(ascii: "/"))
    return Base64.accepts(text.extracting(1..<(text.count - 1)), symbols: symbols, padding: nil)
  }
}

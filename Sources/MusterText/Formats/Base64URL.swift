/// Base 64 for URLs: RFC 4648 section 5; padding may be missing (section 3.2).
///
/// Relaxed is the same as strict.
enum Base64URLFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    Base64.accepts(text, symbols: (UInt8(ascii: "-"), UInt8(ascii: "_")), padding: nil)
  }
}

/// Base 64: RFC 4648 section 4, with padding, and no line breaks (section 3.1).
///
/// The bits that pad the last character may be anything, for section 3.5 leaves refusing them to the decoder.
/// Relaxed: padding may be missing, and the alphabet of section 5 is taken too.
enum ByteFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    let padding: Bool? = mode == .strict ? true : nil
    let symbols = (UInt8(ascii: "+"), UInt8(ascii: "/"))
    if Base64.accepts(text, symbols: symbols, padding: padding) { return true }
    return mode == .relaxed && Base64URLFormat.accepts(text)
  }
}

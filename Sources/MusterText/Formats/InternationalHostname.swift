/// An internationalised host name: RFC 5890 section 2.3.2.3, each label an LDH label, an A-label or a U-label.
///
/// A U-label must pass the tests of RFC 5891 section 4.2: its code points, their contexts, their direction and form.
/// The ideographic and wide full stops separate labels too (RFC 3490 section 3.1).
/// Relaxed: for ASCII names the same departures as `hostname`.
enum InternationalHostnameFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    // Without two hyphens in a row no label is encoded, or reserved for an encoding to come.
    if text.isASCII, mode == .relaxed || !hasHyphenPair(text) {
      return HostnameFormat.accepts(text, mode: mode)
    }
    return InternationalName.accepts(text, separators: .everyFullStop)
  }

  private static func hasHyphenPair(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] == UInt8(ascii: "-") && text.byte(index + 1) == UInt8(ascii: "-") {
      return true
    }
    return false
  }
}

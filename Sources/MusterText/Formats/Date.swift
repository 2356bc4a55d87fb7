/// A day: RFC 3339 section 5.6, `full-date`.
///
/// Relaxed is the same as strict.
enum DateFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    text.count == 10 && Calendar.isDate(text, at: 0)
  }
}

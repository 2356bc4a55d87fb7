/// A time of day without a zone: RFC 3339 section 5.6, `partial-time`; OpenAPI registry, `time-local`.
///
/// A second of 60 may follow any minute, since zones are not all whole hours. Relaxed is the same as strict.
enum LocalTimeFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard let clock = Calendar.clock(text, at: 0) else { return false }
    return clock.end == text.count
  }
}

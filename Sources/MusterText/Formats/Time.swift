/// A time of day with a zone: RFC 3339 section 5.6, `full-time`.
///
/// A second of 60 needs 23:59 UTC (section 5.7). Relaxed: the zone may be missing, as draft 3 of JSON Schema has it.
enum TimeFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    guard let clock = Calendar.clock(text, at: 0) else { return false }
    if mode == .relaxed, clock.end == text.count {
      return clock.second < 60 || clock.minute == 59
    }
    guard let offset = Calendar.offset(text, at: clock.end) else { return false }
    return clock.second < 60 || Calendar.utc(clock, offset: offset).minute == 1439
  }
}

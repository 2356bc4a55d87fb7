/// The form of a recording.
public enum RecordingForm: String, Sendable, Hashable, CaseIterable {
  /// HTTP Archive 1.2, a JSON text with `log.entries`, as browsers, Playwright and mitmproxy save it.
  case har
  /// One exchange a line, each a JSON text.
  case ndjson
}

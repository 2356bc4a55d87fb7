/// The form of a recording.
///
/// ``guide`` says more about each.
public enum RecordingForm: String, Sendable, Hashable, CaseIterable {
  /// HTTP Archive 1.2, a JSON text with `log.entries`, as browsers, Playwright and mitmproxy save it.
  case har
  /// One exchange a line, each a JSON text.
  case ndjson
  /// A JSON or YAML list of exchanges, or one exchange alone.
  case list
  /// HTTP Archive, written as YAML.
  case harYAML = "har-yaml"
  /// A cassette of Ruby's VCR.
  case vcr
  /// A cassette of vcrpy.
  case vcrpy
  /// A cassette of betamax.
  case betamax
  /// A cassette of go-vcr.
  case goVCR = "go-vcr"
  /// What nock recorded.
  case nock
  /// A cassette of DVR.
  case dvr
  /// Stub mappings of WireMock.
  case wireMock = "wiremock"
  /// A collection of Postman with saved responses.
  case postman
  /// A simulation of Hoverfly.
  case hoverfly
  /// An export of Insomnia.
  case insomnia
  /// A collection of Bruno with examples.
  case bruno
}

import Muster

/// One document of a YAML stream, as JSON text.
public struct YAMLDocument: Sendable {
  /// The JSON text and where its parts were written.
  public let json: JSONAssembler
  /// What was noticed, by position.
  public let warnings: [YAMLWarning]
}

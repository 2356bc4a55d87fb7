/// A part of an exchange that a contract says something of.
public enum ExchangePart: String, Sendable, Hashable, CaseIterable {
  /// The exchange as a whole, where it could not be taken apart.
  case exchange
  /// The method and path.
  case path
  /// One parameter of the path.
  case pathParameter = "path-parameter"
  /// The query after the path.
  case query
  /// The request's media type.
  case requestMediaType = "request-media-type"
  /// The request's body.
  case requestBody = "request-body"
  /// The response's status.
  case status
  /// The response's media type.
  case responseMediaType = "response-media-type"
  /// The response's body.
  case responseBody = "response-body"
}

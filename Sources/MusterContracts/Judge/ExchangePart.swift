/// A part of an exchange that a contract says something of.
public enum ExchangePart: String, Sendable, Hashable, CaseIterable {
  /// The exchange as a whole, where it could not be taken apart.
  case exchange
  /// The method and path.
  case path
  /// One parameter of the path.
  case pathParameter = "path-parameter"
  /// One parameter of the query.
  case queryParameter = "query-parameter"
  /// One cookie that the contract describes.
  case cookieParameter = "cookie-parameter"
  /// One header field of the request that the contract describes.
  case requestHeader = "request-header"
  /// The credentials of the request.
  case credentials
  /// The request's media type.
  case requestMediaType = "request-media-type"
  /// The request's body.
  case requestBody = "request-body"
  /// The response's status.
  case status
  /// One header field of the response that the contract describes.
  case responseHeader = "response-header"
  /// The response's media type.
  case responseMediaType = "response-media-type"
  /// The response's body.
  case responseBody = "response-body"
  /// A keyword of a schema that a parameter or body is held to.
  case keyword
  /// A value of a body or parameter that is left out of the verdict.
  case value
}

/// How a request proves who sends it (OpenAPI 3.1, section 4.8.27); only whether it does is ever looked at.
public struct SecurityScheme: Sendable, Hashable {
  /// The name that requirements use.
  public let name: String
  /// `apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect`; empty where the document does not define it.
  public let type: String
  /// The header, query parameter or cookie of an API key; empty otherwise.
  public let parameter: String
  /// Where an API key is sent, `header`, `query` or `cookie`; empty otherwise.
  public let location: String
  /// The scheme of an `Authorization` header, such as `bearer`; empty otherwise.
  public let scheme: String

  /// A scheme from its parts.
  package init(
    name: String, type: String, parameter: String, location: String, scheme: String
  ) {
    self.name = name
    self.type = type
    self.parameter = parameter
    self.location = location
    self.scheme = scheme
  }
}

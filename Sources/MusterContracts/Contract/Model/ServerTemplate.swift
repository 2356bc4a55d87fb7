/// Where a vendor's operations are: a URL with variables (OpenAPI 3.1, sections 4.8.5 and 4.8.6).
public struct ServerTemplate: Sendable, Hashable {
  /// A variable of the URL.
  public struct Variable: Sendable, Hashable {
    /// Its name, as it stands between braces.
    public let name: String
    /// What it is where nobody says otherwise.
    public let standard: String
    /// All that it may be; empty where nothing is said.
    public let values: [String]

    /// A variable from its parts.
    package init(
      name: String, standard: String, values: [String]
    ) {
      self.name = name
      self.standard = standard
      self.values = values
    }
  }

  /// The URL with its variables in braces.
  public let url: String
  /// The variables that the document describes.
  public let variables: [Variable]

  /// A server from its parts.
  package init(
    url: String, variables: [Variable]
  ) {
    self.url = url
    self.variables = variables
  }
}

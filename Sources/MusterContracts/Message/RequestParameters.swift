/// The parameters of a request, as they were sent.
public struct RequestParameters: Sendable {
  /// A header field.
  public struct Field: Sendable, Hashable {
    /// Its name, in whatever case.
    public let name: String
    /// Its value.
    public let value: String

    /// A field from its parts.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What the path has for the parameters of its template.
  public var path: PathMatch?
  /// What is after the `?`, as it was sent; `nil` where there is none.
  public var query: String?
  /// The header fields, `Cookie` among them.
  public var headers: [Field]

  /// Parameters from their parts.
  public init(path: PathMatch?, query: String? = nil, headers: [Field] = []) {
    self.path = path
    self.query = query
    self.headers = headers
  }
}

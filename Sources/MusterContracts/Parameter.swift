/// What a document says of one parameter (OpenAPI 3.1, section 4.8.12).
public struct Parameter: Sendable, Hashable {
  /// Where a parameter is sent.
  public enum Location: String, Sendable, Hashable, CaseIterable {
    /// In the path, for a `{name}` of its template.
    case path
    /// After the `?`.
    case query
    /// As a header.
    case header
    /// In the `Cookie` header.
    case cookie
  }

  /// The types that a text may be turned into before it is checked.
  struct Types: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let string = Types(rawValue: 1)
    static let integer = Types(rawValue: 2)
    static let number = Types(rawValue: 4)
    static let boolean = Types(rawValue: 8)
  }

  /// Its name.
  public let name: String
  /// Where it is sent.
  public let location: Location
  /// Whether it must be there; always so for a path parameter.
  public let isRequired: Bool
  /// Where the document has it.
  public let source: SourceLocation
  /// The index of its schema in the contract's program; `nil` where it has none.
  let schema: Int?
  let types: Types

  /// Whether the document gives it a schema.
  public var hasSchema: Bool { schema != nil }
}

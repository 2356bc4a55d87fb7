/// What a document says of one kind of content (OpenAPI 3.1, section 4.8.14).
public struct MediaType: Sendable, Hashable {
  /// The media type or range as the document writes it.
  public let name: String
  /// Where the document has it.
  public let location: SourceLocation
  /// The index of its schema in the contract's program; `nil` where it has none.
  let schema: Int?

  /// Whether the document gives it a schema.
  public var hasSchema: Bool { schema != nil }
}

/// A place in one of a contract's sources.
public struct SourceLocation: Sendable, Hashable {
  /// The name of the source.
  public let source: String
  /// The JSON Pointer in the document that was read from it.
  public let pointer: String
  /// The line in the source, from 1.
  public let line: Int
  /// The column in the source, from 1, in code points.
  public let column: Int
}

/// What a document says of the body of a request (OpenAPI 3.1, section 4.8.13).
public struct RequestBody: Sendable, Hashable {
  /// Whether there must be a body; `false` unless the document says otherwise.
  public let isRequired: Bool
  /// The kinds of content, in the order of the document.
  public let content: [MediaType]
  /// Where the document has it.
  public let location: SourceLocation
}

/// What a document says of one response (OpenAPI 3.1, section 4.8.17).
public struct Response: Sendable, Hashable {
  /// The status, range or `default` that it is for.
  public let status: StatusKey
  /// The kinds of content, in the order of the document; empty where the response has no body.
  public let content: [MediaType]
  /// Where the document has it.
  public let location: SourceLocation
}

/// What a document says of one kind of content (OpenAPI 3.1, section 4.8.14).
public struct MediaType: Sendable, Hashable {
  /// The media type or range as the document writes it.
  public let name: String
  /// Where the document has it.
  public let location: SourceLocation
  /// Why it cannot be checked; `nil` where it can.
  public internal(set) var broken: BrokenPart?
  /// The index of its schema in the contract's program; `nil` where it has none.
  var schema: Int?
  /// The index of the schema of each item of a stream; `nil` where it has none (OpenAPI 3.2, section 4.14.3).
  var itemSchema: Int?
  /// The index of the schema of the JSON in an event's data; `nil` where none is given (`contentSchema`).
  var dataSchema: Int?
  /// How the members of a form are written; `nil` where the content is no form.
  var form: FormShape?
  /// What text may stand for.
  var shape: ValueShape = .unknown

  /// Whether the document gives it a schema.
  public var hasSchema: Bool { schema != nil || itemSchema != nil }

  /// Whether the document gives each item of it a schema (OpenAPI 3.2, section 4.14.3).
  public var hasItemSchema: Bool { itemSchema != nil }

  /// Whether content of this kind is never looked into, as nothing can be made of it that a schema checks.
  public var isOpaque: Bool {
    guard let type = MediaTypeName(name), !type.isRange else { return false }
    return type.kind == .other || (type.kind == .text && hasSchema && shape.types.isDisjoint(with: .scalar))
  }

  /// What a document says of one member of a form.
  public struct Field: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The types that its schema allows, as far as it says so; none where it allows all.
    public let typeNames: [String]
    /// Whether it is bytes, as a file is.
    public let isBinary: Bool
    /// The media types that it may have, in words; `nil` where none is given.
    public let contentType: String?
    /// How a list or object is written, in words; `nil` for what is neither, or has a media type.
    public let writing: String?
  }

  /// The members of a form that the document names; empty where the content is no form.
  public var fields: [Field] {
    guard let form else { return [] }
    return form.shape.members.map { member in
      let field = form.field(member.name)
      let isText = member.shape.types == .any || member.shape.types.isDisjoint(with: [.array, .object])
      let isStyled = !isText && field.contentType == nil && form.fields.named(member.name) != nil
      return Field(
        name: member.name, typeNames: member.shape.typeNames, isBinary: member.isBinary,
        contentType: field.contentType,
        writing: isStyled ? field.style.rawValue + (field.explodes ? " exploded" : "") : nil)
    }
  }
}

/// What a document says of the body of a request (OpenAPI 3.1, section 4.8.13).
public struct RequestBody: Sendable, Hashable {
  /// Whether there must be a body; `false` unless the document says otherwise.
  public let isRequired: Bool
  /// The kinds of content, in the order of the document.
  public internal(set) var content: [MediaType]
  /// Where the document has it.
  public let location: SourceLocation
  /// Why it cannot be checked; `nil` where it can.
  public internal(set) var broken: BrokenPart?
}

/// What a document says of one response (OpenAPI 3.1, section 4.8.17).
public struct Response: Sendable, Hashable {
  /// The status, range or `default` that it is for.
  public let status: StatusKey
  /// The kinds of content, in the order of the document; empty where the response has no body.
  public internal(set) var content: [MediaType]
  /// The headers that the document describes, in its order.
  public internal(set) var headers: [Parameter]
  /// Where the document has it.
  public let location: SourceLocation
  /// Why it cannot be checked; `nil` where it can.
  public internal(set) var broken: BrokenPart?
}

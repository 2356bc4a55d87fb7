/// What a document says of one kind of content (OpenAPI 3.1, section 4.8.14).
public struct MediaType: Sendable, Hashable {
  /// The media type or range as the document writes it.
  public let name: String
  /// Where the document has it.
  public let location: SourceLocation
  /// Why it cannot be checked; `nil` where it can.
  public package(set) var broken: BrokenPart?
  /// Why it cannot be checked by the letter, if it can be by intent; `nil` otherwise.
  package var brokenByLetter: BrokenPart?
  /// The index of its schema in the contract's program; `nil` where it has none.
  package var schema: Int?
  /// The index of the schema of each item of a stream; `nil` where it has none (OpenAPI 3.2, section 4.14.3).
  package var itemSchema: Int?
  /// The index of the schema of the JSON in an event's data; `nil` where none is given (`contentSchema`).
  package var dataSchema: Int?
  /// How the members of a form are written; `nil` where the content is no form.
  package var form: FormShape?
  /// What text may stand for.
  package var shape: ValueShape = .unknown

  /// Content from its parts.
  package init(
    name: String, location: SourceLocation, broken: BrokenPart? = nil, schema: Int? = nil, itemSchema: Int? = nil,
    dataSchema: Int? = nil, form: FormShape? = nil, shape: ValueShape = .unknown
  ) {
    self.name = name
    self.location = location
    (self.broken, brokenByLetter) = BrokenPart.split(broken)
    self.schema = schema
    self.itemSchema = itemSchema
    self.dataSchema = dataSchema
    self.form = form
    self.shape = shape
  }

  /// Whether the document gives it a schema.
  public var hasSchema: Bool { schema != nil || itemSchema != nil }

  /// Whether the document gives each item of it a schema (OpenAPI 3.2, section 4.14.3).
  public var hasItemSchema: Bool { itemSchema != nil }

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
  public package(set) var content: [MediaType]
  /// Where the document has it.
  public let location: SourceLocation
  /// Why it cannot be checked; `nil` where it can.
  public package(set) var broken: BrokenPart?
  /// Why it cannot be checked by the letter, if it can be by intent; `nil` otherwise.
  package var brokenByLetter: BrokenPart?

  /// A body from its parts.
  package init(
    isRequired: Bool, content: [MediaType], location: SourceLocation, broken: BrokenPart? = nil
  ) {
    self.isRequired = isRequired
    self.content = content
    self.location = location
    (self.broken, brokenByLetter) = BrokenPart.split(broken)
  }
}

/// What a document says of one response (OpenAPI 3.1, section 4.8.17).
public struct Response: Sendable, Hashable {
  /// The status, range or `default` that it is for.
  public let status: StatusKey
  /// The kinds of content, in the order of the document; empty where the response has no body.
  public package(set) var content: [MediaType]
  /// The headers that the document describes, in its order.
  public package(set) var headers: [Parameter]
  /// Where the document has it.
  public let location: SourceLocation
  /// Why it cannot be checked; `nil` where it can.
  public package(set) var broken: BrokenPart?
  /// Why it cannot be checked by the letter, if it can be by intent; `nil` otherwise.
  package var brokenByLetter: BrokenPart?

  /// A response from its parts.
  package init(
    status: StatusKey, content: [MediaType], headers: [Parameter], location: SourceLocation, broken: BrokenPart? = nil
  ) {
    self.status = status
    self.content = content
    self.headers = headers
    self.location = location
    (self.broken, brokenByLetter) = BrokenPart.split(broken)
  }
}

/// What a document says of one parameter, or of one header of a response (OpenAPI 3.1, sections 4.8.12 and 4.8.21).
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
    /// All that is after the `?` (OpenAPI 3.2, section 4.12.2).
    case querystring
  }

  /// How a value is written as text (OpenAPI 3.1, section 4.8.12.2.2; RFC 6570).
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// `blue,black,brown`, for paths and headers.
    case simple
    /// `.blue.black.brown`, for paths.
    case label
    /// `;color=blue,black,brown`, for paths.
    case matrix
    /// `color=blue,black,brown`, for queries and cookies.
    case form
    /// `color=blue%20black%20brown`, for queries.
    case spaceDelimited
    /// `color=blue%7Cblack%7Cbrown`, for queries.
    case pipeDelimited
    /// `color[R]=100&color[G]=200`, for queries.
    case deepObject
    /// As `form`, but without percent-encoding, for cookies (OpenAPI 3.2, section 4.12.3).
    case cookie
    /// As `spaceDelimited` with tabs: Swagger's `tsv`.
    case tabDelimited
  }

  /// Its name.
  public let name: String
  /// Where it is sent.
  public let location: Location
  /// Whether it must be there; always so for a path parameter.
  public let isRequired: Bool
  /// Whether the document calls it deprecated.
  public let isDeprecated: Bool
  /// How its value is written.
  public let style: Style
  /// Whether each item or member of its value is written as a parameter of its own.
  public let explodes: Bool
  /// Whether characters that delimit may stand in its value as they are; decoding takes them either way.
  public let allowsReserved: Bool
  /// Whether it may be sent without a value.
  public let allowsEmptyValue: Bool
  /// The media type that its value is written in, where `content` gives one; its style has no meaning then.
  public let contentType: String?
  /// Where the document has it.
  public let source: SourceLocation
  /// Why it cannot be checked; `nil` where it can.
  public package(set) var broken: BrokenPart?
  /// Why it cannot be checked by the letter, if it can be by intent; `nil` otherwise.
  package var brokenByLetter: BrokenPart?
  /// Whether the document has `x-multi-segment: true` on a path parameter: by intent it takes the rest of the path.
  package var isMultiSegment = false
  /// The index of its schema in the contract's program; `nil` where it has none.
  package var schema: Int?
  /// What its text may stand for.
  package let shape: ValueShape
  /// How its members are written, where `content` says that it is a form.
  package var form: FormShape?

  /// A parameter from its parts.
  package init(
    name: String, location: Location, isRequired: Bool, isDeprecated: Bool, style: Style, explodes: Bool,
    allowsReserved: Bool, allowsEmptyValue: Bool, contentType: String?, source: SourceLocation,
    broken: BrokenPart? = nil, isMultiSegment: Bool = false, schema: Int?, shape: ValueShape, form: FormShape? = nil
  ) {
    self.name = name
    self.location = location
    self.isRequired = isRequired
    self.isDeprecated = isDeprecated
    self.style = style
    self.explodes = explodes
    self.allowsReserved = allowsReserved
    self.allowsEmptyValue = allowsEmptyValue
    self.contentType = contentType
    self.source = source
    (self.broken, brokenByLetter) = BrokenPart.split(broken)
    self.isMultiSegment = isMultiSegment
    self.schema = schema
    self.shape = shape
    self.form = form
  }

  /// Whether the document gives it a schema.
  public var hasSchema: Bool { schema != nil }

  /// The types that its schema allows, as far as it says so; none where it allows all.
  public var typeNames: [String] { shape.typeNames }

  /// How a list or object is written, in words; `nil` for a parameter that is neither.
  public var writing: String? {
    guard shape.types != .any, !shape.types.isDisjoint(with: [.array, .object]) else { return nil }
    return style.rawValue + (explodes ? " exploded" : "")
  }
}

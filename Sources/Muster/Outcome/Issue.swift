/// One reason why a payload does not pass.
public struct Issue: Sendable, Hashable {
  /// The schema keyword that the payload breaks, such as `required`, or a word of the reader's own: `json` for text
  /// that is not JSON, `duplicateName`, `limit`.
  public let keyword: String
  /// The instance location as a JSON Pointer: an undeclared property's own, the object's for a missing property, the
  /// value's otherwise.
  public let instance: JSONPointer
  /// Where that is in the payload.
  public let position: TextPosition
  /// Where the schema says so; `nil` for what no schema says.
  public var schema: SchemaLocation? { place?.location }
  /// What was expected and what is there, in a sentence; secrets and long values are left out.
  public let message: String
  /// The place in the schema, which issues of one keyword share.
  private let place: OriginPlace?

  /// An issue from its parts.
  public init(
    keyword: String, instance: JSONPointer, position: TextPosition, schema: SchemaLocation?, message: String
  ) {
    self.init(
      keyword: keyword, instance: instance, position: position,
      place: schema.map { OriginPlace($0, keyword: keyword, origin: .max) }, message: message)
  }

  init(keyword: String, instance: JSONPointer, position: TextPosition, place: OriginPlace?, message: String) {
    self.keyword = keyword
    self.instance = instance
    self.position = position
    self.place = place
    self.message = message
  }
}

/// A place in a vendor's schema.
public struct SchemaLocation: Sendable, Hashable {
  /// The name of the source that it was compiled from.
  public let source: String
  /// The keyword's location as a JSON Pointer in the document.
  public let pointer: String
  /// The line in the source, from 1.
  public let line: Int
  /// The column in the source, from 1, in code points.
  public let column: Int

  /// A location from its parts.
  public init(source: String, pointer: String, line: Int, column: Int) {
    self.source = source
    self.pointer = pointer
    self.line = line
    self.column = column
  }
}

/// Something about a schema or payload that is no issue but should be known.
public struct Notice: Sendable, Hashable {
  /// What kind of thing it is; new codes may be added.
  public struct Code: Sendable, Hashable, RawRepresentable {
    /// The code as reports print it.
    public let rawValue: String

    /// A code from its printed form.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A name occurs twice in one object of the payload.
    public static let duplicateName = Code(rawValue: "duplicate-name")
    /// A keyword that the schema's dialect does not have: taken as an annotation.
    public static let unknownKeyword = Code(rawValue: "unknown-keyword")
    /// A format that is not known: not checked.
    public static let unknownFormat = Code(rawValue: "unknown-format")
    /// A keyword beside `$ref` that the schema's dialect says to ignore.
    public static let ignoredSibling = Code(rawValue: "ignored-sibling")
    /// A property that is read-only in a request, or write-only in a response.
    public static let wrongDirection = Code(rawValue: "wrong-direction")
    /// A keyword that the declared version gives no effect here.
    public static let noEffect = Code(rawValue: "no-effect")
    /// A pattern that is none with the flag `u`: read as without it.
    public static let legacyPattern = Code(rawValue: "legacy-pattern")
  }

  /// What kind of thing it is.
  public let code: Code
  /// The JSON Pointer of what it is about, in the payload or in the schema.
  public let pointer: String
  /// The source that it is about; `nil` for the payload.
  public let source: String?
  /// Line and column there.
  public let position: TextPosition
  /// A sentence that says it.
  public let message: String

  /// A notice from its parts.
  public init(code: Code, pointer: String, source: String?, position: TextPosition, message: String) {
    self.code = code
    self.pointer = pointer
    self.source = source
    self.position = position
    self.message = message
  }
}

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
    /// A body was not checked, or a keyword was passed over that cannot be used; the place is that in the schema.
    public static let notChecked = Code(rawValue: "not-checked")
    /// A property that is read-only in a request, or write-only in a response.
    public static let wrongDirection = Code(rawValue: "wrong-direction")
    /// What compiling has to say of the letter of the declared version only, as intent means something by it.
    public static let byTheLetter = Code(rawValue: "by-the-letter")
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
  /// The facts of a notice about a payload; `nil` for one about a schema or document.
  public let reason: Reason?
  /// The words of a notice about a schema or document.
  let words: String

  /// A notice about a schema or document.
  public init(code: Code, pointer: String, source: String?, position: TextPosition, message: String) {
    self.code = code
    self.pointer = pointer
    self.source = source
    self.position = position
    reason = nil
    words = message
  }

  /// A notice about a payload.
  public init(code: Code, reason: Reason, pointer: String, source: String? = nil, position: TextPosition) {
    self.code = code
    self.pointer = pointer
    self.source = source
    self.position = position
    self.reason = reason
    words = ""
  }

  /// The same notice at another position.
  package func moved(to position: TextPosition) -> Notice {
    reason.map { Notice(code: code, reason: $0, pointer: pointer, source: source, position: position) }
      ?? Notice(code: code, pointer: pointer, source: source, position: position, message: words)
  }
}

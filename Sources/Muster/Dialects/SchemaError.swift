/// Why a schema cannot be compiled, and where.
public struct SchemaError: Error, Sendable, Hashable {
  /// What kind of mistake it is.
  ///
  /// New codes may be added.
  public struct Code: Sendable, Hashable {
    /// The code as reports print it.
    public let name: String

    /// The schema is not JSON, or not what it is written in.
    public static let unreadable = Code(name: "unreadable")
    /// A schema is neither an object nor a boolean.
    public static let notASchema = Code(name: "not-a-schema")
    /// A keyword's value is not of the form that its dialect asks for.
    public static let keywordValue = Code(name: "keyword-value")
    /// A `pattern` is not a regular expression of ECMA-262.
    public static let pattern = Code(name: "pattern")
    /// A reference leads nowhere.
    public static let unresolvedReference = Code(name: "unresolved-reference")
    /// References lead back to where they began without a step into the payload.
    public static let circularReference = Code(name: "circular-reference")
    /// The dialect is not one that Muster has.
    public static let unknownDialect = Code(name: "unknown-dialect")
    /// A keyword that the dialect does not have, where the caller asked to reject that.
    public static let unknownKeyword = Code(name: "unknown-keyword")
    /// The schema breaks the metaschema of its dialect.
    public static let metaschema = Code(name: "metaschema")
    /// The schema is too large or nests too deep.
    public static let tooLarge = Code(name: "too-large")
  }

  /// What kind of mistake it is.
  public let code: Code
  /// Where it is.
  public let location: SchemaLocation
  /// What is wrong, what was expected and what to do, in a sentence.
  public let detail: String

  /// An error from its parts.
  public init(code: Code, location: SchemaLocation, detail: String) {
    self.code = code
    self.location = location
    self.detail = detail
  }
}

extension SchemaError: CustomStringConvertible {
  /// The place, then what is wrong there.
  public var description: String {
    let pointer = location.pointer.isEmpty ? "" : " \(location.pointer):"
    return "\(location.source):\(location.line):\(location.column):\(pointer) \(detail)"
  }
}

import Muster

/// Why a source, a contract file or a reference to an operation cannot be used.
public struct ContractError: Error, Sendable, Hashable {
  /// What kind of mistake it is; new codes may be added.
  public struct Code: Sendable, Hashable, RawRepresentable {
    /// The code as reports print it.
    public let rawValue: String

    /// A code from its printed form.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There was nothing to compile.
    public static let noSource = Code(rawValue: "no-source")
    /// The source is neither an OpenAPI document nor a page of a known form.
    public static let unknownForm = Code(rawValue: "unknown-form")
    /// The source ends inside of a part that a contract needs, or a bracket or fence is never closed.
    public static let unfinishedPart = Code(rawValue: "unfinished-part")
    /// A part that a contract needs is not on the page.
    public static let missingPart = Code(rawValue: "missing-part")
    /// A part that should be JSON is not.
    public static let json = Code(rawValue: "json")
    /// A part that should be YAML is not.
    public static let yaml = Code(rawValue: "yaml")
    /// A version of OpenAPI that is not read.
    public static let unsupportedVersion = Code(rawValue: "unsupported-version")
    /// A value in the document is not what OpenAPI asks for there.
    public static let document = Code(rawValue: "document")
    /// A `$ref` that leads nowhere, in a circle or out of the document.
    public static let reference = Code(rawValue: "reference")
    /// Two operations share a method and a path.
    public static let duplicateOperation = Code(rawValue: "duplicate-operation")
    /// A schema that does not compile.
    public static let schema = Code(rawValue: "schema")
    /// A part that is written in a way that its declared version does not have: by intent it is read as what it is.
    public static let letter = Code(rawValue: "letter")
    /// A part under a name that its declared version does not have: by intent it is read, by the letter it is not there.
    public static let letterName = Code(rawValue: "letter-name")
    /// A part of the document that has a mistake was asked for.
    public static let brokenPart = Code(rawValue: "broken-part")
    /// No operation of that name.
    public static let unknownOperation = Code(rawValue: "unknown-operation")
    /// Several operations of that name.
    public static let ambiguousOperation = Code(rawValue: "ambiguous-operation")
    /// The bytes are no compiled contract.
    public static let notAContract = Code(rawValue: "not-a-contract")
    /// A compiled contract of a later format version.
    public static let futureVersion = Code(rawValue: "future-version")
    /// A compiled contract of an earlier format version.
    public static let pastVersion = Code(rawValue: "past-version")
    /// A compiled contract that was cut short, or has bytes after its end.
    public static let truncated = Code(rawValue: "truncated")
    /// A compiled contract that was changed after it was written.
    public static let checksum = Code(rawValue: "checksum")
    /// A compiled contract whose parts contradict each other.
    public static let malformed = Code(rawValue: "malformed")
  }

  /// What kind of mistake it is.
  public let code: Code
  /// The name of the source it is in; `nil` where no source is to blame.
  public let source: String?
  /// Where it is in that source, if it is at one place.
  public let position: TextPosition?
  /// The JSON Pointer into the document, if it is at one value.
  public let pointer: String?
  /// What is wrong, what was expected and what to do next.
  public let detail: String

  /// An error from its parts.
  public init(
    _ code: Code, source: String? = nil, position: TextPosition? = nil, pointer: String? = nil, detail: String
  ) {
    self.code = code
    self.source = source
    self.position = position
    self.pointer = pointer
    self.detail = detail
  }
}

extension ContractError: CustomStringConvertible {
  /// Source, line, column and pointer where there are any, then what is wrong and what to do.
  public var description: String {
    var result = ""
    if let source { result += "\(source):" }
    if let position { result += "\(position.line):\(position.column):" }
    if let pointer, !pointer.isEmpty { result += (result.isEmpty ? "" : " ") + "\(pointer):" }
    return result.isEmpty ? detail : "\(result) \(detail)"
  }
}

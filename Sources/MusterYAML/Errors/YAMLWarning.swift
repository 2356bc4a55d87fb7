import Muster

/// Something in a YAML text that can be read, but probably is not what was meant.
public struct YAMLWarning: Sendable, Hashable, CustomStringConvertible {
  /// The kind of a warning; more kinds may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    enum Kind: Hashable {
      case repeatedKey, unknownTag, unknownDirective, notFinite, mergeOfOther, leadingZero
      case slip(YAMLError.Code)
    }

    let kind: Kind

    /// A key that its mapping already has; both are kept (YAML 1.2.2, section 3.2.1.3, asks for unique keys).
    public static let repeatedKey = Self(kind: .repeatedKey)
    /// A tag that means nothing here; the node is read as if it had none.
    public static let unknownTag = Self(kind: .unknownTag)
    /// A directive, or a minor version, that means nothing here.
    public static let unknownDirective = Self(kind: .unknownDirective)
    /// `.inf` or `.nan`, which no JSON number can say; it is kept as a string.
    public static let notFinite = Self(kind: .notFinite)
    /// `<<` with a value that is neither a mapping nor a sequence of mappings; it is kept as an ordinary key.
    public static let mergeOfOther = Self(kind: .mergeOfOther)

    /// An integer with a leading zero: decimal in YAML 1.2, octal in YAML 1.1.
    public static let leadingZero = Self(kind: .leadingZero)
    /// A mistake that YAML 1.2.2 does not allow, and that is read as the one thing it can mean; see ``YAMLReader/reading``.
    public static func slip(_ error: YAMLError.Code) -> Self { Self(kind: .slip(error)) }

    /// Whether YAML 1.2.2 does not allow what was written, so that by the letter the text is no YAML.
    public var isSlip: Bool {
      if case .slip = kind { true } else { false }
    }

    /// The name of the kind; that of a slip is the name of the error that it is by the letter.
    public var description: String {
      if case .slip(let error) = kind { "\(error)" } else { "\(kind)" }
    }
  }

  /// The kind of warning.
  public let code: Code
  private let text: SourceText
  private let offset: Int
  private let relatedOffset: Int?

  init(_ code: Code, at offset: Int, related: Int?, in text: SourceText) {
    self.code = code
    self.text = text
    self.offset = offset
    relatedOffset = related
  }

  /// The name of the text.
  public var source: String { text.name }

  /// Where it is.
  ///
  /// - Complexity: O(length of the line).
  public var position: TextPosition { text.position(at: offset) }

  /// Where the other place is that it is about: the earlier key of the same name.
  public var related: TextPosition? { relatedOffset.map { text.position(at: $0) } }

  /// Whether two warnings are of one kind and about the same place.
  public static func == (left: YAMLWarning, right: YAMLWarning) -> Bool {
    left.code == right.code && left.offset == right.offset && left.relatedOffset == right.relatedOffset
      && left.source == right.source
  }

  /// Hashes the kind and the place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(offset)
  }

  /// What was noticed, where, and what to do.
  public var description: String {
    "\(source):\(position.line):\(position.column): \(message)"
  }

  /// What was noticed and what to do, without the place.
  public var message: String {
    switch code.kind {
    case .repeatedKey:
      "the key is written twice in this mapping"
        + (related.map { ", first at \($0.line):\($0.column)" } ?? "") + "; remove or rename one of them"
    case .unknownTag: "the tag is not known and was ignored; remove it if the value is plain data"
    case .unknownDirective: "the directive is not known and was ignored; expected '%YAML 1.2' or '%TAG'"
    case .notFinite: "JSON has no number for this; it was kept as a string: quote it, or write a number"
    case .leadingZero:
      "the number begins with a zero; it was read as decimal, as YAML 1.2 does, and would be octal in YAML 1.1: quote it, "
        + "or write it without the zero"
    case .slip(let error): "\(error.sentence) (YAML 1.2.2 does not allow it; it was read as libyaml reads it)"
    case .mergeOfOther: "'<<' merges mappings only; it was kept as a key: quote it, or give a mapping"
    }
  }
}

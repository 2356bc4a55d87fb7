/// Why a pattern was refused, and where.
public struct PatternError: Error, Sendable, Hashable {
  /// The kind of a refusal; new kinds may be added.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The name of the kind, as it is printed.
    public let rawValue: String

    /// Makes a code from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The text ends, or goes on, where the grammar does not let it.
    public static let unexpectedCharacter = Code(rawValue: "unexpected-character")
    /// A `(` without `)`, or the reverse.
    public static let unbalancedGroup = Code(rawValue: "unbalanced-group")
    /// A `(?` that starts no known kind of group, or flags that cannot be.
    public static let invalidGroup = Code(rawValue: "invalid-group")
    /// A `[` without `]`.
    public static let unterminatedClass = Code(rawValue: "unterminated-class")
    /// A range in a class that runs backwards or has a class as its end.
    public static let invalidRange = Code(rawValue: "invalid-range")
    /// A `\` followed by nothing the grammar knows.
    public static let invalidEscape = Code(rawValue: "invalid-escape")
    /// A `\p{…}` that names no property of ECMA-262.
    public static let unknownProperty = Code(rawValue: "unknown-property")
    /// A quantifier with nothing before it that can repeat.
    public static let nothingToRepeat = Code(rawValue: "nothing-to-repeat")
    /// A quantifier that is incomplete, or whose bounds are out of order.
    public static let invalidQuantifier = Code(rawValue: "invalid-quantifier")
    /// A group name that is no identifier.
    public static let invalidGroupName = Code(rawValue: "invalid-group-name")
    /// Two groups of one name that could both take part in a match.
    public static let duplicateGroupName = Code(rawValue: "duplicate-group-name")
    /// A reference to a group the pattern does not have.
    public static let unknownGroup = Code(rawValue: "unknown-group")
    /// Groups are nested deeper than the limit.
    public static let tooDeep = Code(rawValue: "too-deep")
    /// The pattern, with repeats of more than one set of characters written out, exceeds the size limit.
    public static let tooLarge = Code(rawValue: "too-large")
    /// A construct of another language whose meaning in ECMA-262 is not certain.
    public static let uncertainMeaning = Code(rawValue: "uncertain-meaning")
  }

  /// The kind of refusal.
  public let code: Code
  /// Where in the pattern, as an offset in UTF-8 bytes.
  public let offset: Int
  /// What was found or expected there, in words.
  public let detail: String

  /// Whether the pattern may be a good one, and only exceeds what is compiled.
  public var isLimit: Bool { code == .tooDeep || code == .tooLarge }

  /// Makes an error from its parts.
  public init(code: Code, offset: Int, detail: String) {
    self.code = code
    self.offset = offset
    self.detail = detail
  }
}

extension PatternError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    "\(code.rawValue) at byte \(offset): \(detail)"
  }
}

extension Reason {
  /// What kind of reason it is; new codes may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The code as reports print it, in kebab-case.
    public let description: String

    /// A code from its printed form.
    public init(_ description: String) { self.description = description }
  }
}

/// Reasons of schemas.
extension Reason.Code {
  /// The value is not of a type that is allowed.
  public static let type = Self("type")
  /// What the schema asks for at once, no value can be.
  public static let impossible = Self("impossible")
  /// No value is allowed.
  public static let noValue = Self("no-value")
  /// The value is not the one that is due.
  public static let constant = Self("const")
  /// The value is not one of those listed.
  public static let enumeration = Self("enum")
  /// A required property is missing.
  public static let missingProperty = Self("missing-property")
  /// A property is missing that another one requires.
  public static let dependentProperty = Self("dependent-property")
  /// A property that the object does not declare, in an object that is closed.
  public static let undeclaredProperty = Self("undeclared-property")
  /// A property that one subschema declares, and another one, which is closed, does not let through.
  public static let closedSubschema = Self("closed-subschema")
  /// The same where both subschemas are closed, so that no object can have properties of both.
  public static let closedTwice = Self("closed-subschemas")
  /// No subschema covers the property, and unevaluated ones are not allowed.
  public static let unevaluatedProperty = Self("unevaluated-property")
  /// No subschema covers the item, and unevaluated ones are not allowed.
  public static let unevaluatedItem = Self("unevaluated-item")
  /// An open object has a field that nothing documents.
  public static let undocumentedField = Self("undocumented-field")
  /// A string is too short.
  public static let minLength = Self("min-length")
  /// A string is too long.
  public static let maxLength = Self("max-length")
  /// A string does not match the pattern.
  public static let pattern = Self("pattern")
  /// A value is not of the format.
  public static let format = Self("format")
  /// A string's content does not decode, or does not pass.
  public static let content = Self("content")
  /// A number is too small.
  public static let minimum = Self("minimum")
  /// A number is too large.
  public static let maximum = Self("maximum")
  /// A number is not above its bound.
  public static let exclusiveMinimum = Self("exclusive-minimum")
  /// A number is not below its bound.
  public static let exclusiveMaximum = Self("exclusive-maximum")
  /// A number is not a multiple.
  public static let multipleOf = Self("multiple-of")
  /// An array has too few items.
  public static let minItems = Self("min-items")
  /// An array has too many items.
  public static let maxItems = Self("max-items")
  /// Two items of an array are equal.
  public static let uniqueItems = Self("unique-items")
  /// An object has too few properties.
  public static let minProperties = Self("min-properties")
  /// An object has too many properties.
  public static let maxProperties = Self("max-properties")
  /// Too few items match `contains`.
  public static let minContains = Self("min-contains")
  /// Too many items match `contains`.
  public static let maxContains = Self("max-contains")
  /// The value matches what it must not.
  public static let not = Self("not")
  /// The discriminator names no branch.
  public static let unknownTag = Self("unknown-tag")
  /// More than one branch of a `oneOf` matches.
  public static let severalBranches = Self("several-branches")
  /// No branch of a union matches.
  public static let noBranch = Self("no-branch")
  /// A keyword of the schema that cannot be used, so that the check passed over it.
  public static let notChecked = Self("not-checked")
  /// A property that only responses carry.
  public static let readOnly = Self("read-only")
  /// A property that only requests carry.
  public static let writeOnly = Self("write-only")
  /// A keyword of the caller's own.
  public static let custom = Self("custom-keyword")
  /// A name is there twice in one object.
  public static let duplicateName = Self("duplicate-name")
  /// The text begins with a byte order mark.
  public static let byteOrderMark = Self("byte-order-mark")
  /// The payload does not pass; a limit kept the reason from being found.
  public static let unexplained = Self("unexplained")
  /// The text is not JSON.
  public static let notJSON = Self("not-json")
  /// A limit ended the check.
  public static let stopped = Self("stopped")
}

extension Opcode {
  /// The code of the reason that an instruction fails for; `nil` for what fails for the reasons of the blocks that it
  /// leads to, and for what never fails.
  var reasonCode: Reason.Code? {
    switch self {
    case .reject: .noValue
    case .type: .type
    case .constant: .constant
    case .enumeration: .enumeration
    case .minLength: .minLength
    case .maxLength: .maxLength
    case .pattern: .pattern
    case .format, .customFormat: .format
    case .minimum: .minimum
    case .maximum: .maximum
    case .exclusiveMinimum: .exclusiveMinimum
    case .exclusiveMaximum: .exclusiveMaximum
    case .multipleOf: .multipleOf
    case .minItems: .minItems
    case .maxItems: .maxItems
    case .uniqueItems: .uniqueItems
    case .minProperties: .minProperties
    case .maxProperties: .maxProperties
    case .required: .missingProperty
    case .dependentRequired: .dependentProperty
    case .content: .content
    case .customKeyword: .custom
    case .anyOf, .oneOf: .noBranch
    case .not: .not
    case .misdirected: .readOnly
    default: nil
    }
  }
}

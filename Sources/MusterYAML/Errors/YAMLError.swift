import Muster

/// Why a YAML text could not be read, and where.
public struct YAMLError: Error, Sendable, Hashable {
  /// The kind of an error; more kinds may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    enum Kind: UInt8 {
      case invalidUTF8, invalidEncoding, forbiddenCharacter, documentTooLarge, tooDeep, expansionTooLarge
      case noDocument, severalDocuments, contentAfterDocument, directiveWithoutDocument, invalidDirective
      case unsupportedVersion
      case tab, indentation, flowIndentation, scalarIndentation, blankLineIndentation
      case keyExpected, colonExpected, keyNotAllowed, multilineKey, keyTooLong, entryExpected, collectionNotAllowed
      case unexpectedContent, commentWithoutSpace, reservedIndicator
      case unterminatedScalar, invalidEscape, invalidBlockScalarHeader
      case unterminatedCollection, mismatchedBracket, entryMissing, commaExpected, colonOrCommaExpected
      case repeatedProperty, propertyOnAlias, missingName, invalidTag, undeclaredTagHandle
      case undefinedAlias, recursiveAlias, collectionAsKey, tagMismatch, numberTooLong
    }

    let kind: Kind

    init(_ kind: Kind) { self.kind = kind }

    /// The name of the kind.
    public var description: String { "\(kind)" }
  }

  /// The kind of error.
  public let code: Code
  /// The name of the text.
  public let source: String
  /// The byte that it was noticed at.
  public let position: TextPosition

  init(_ failure: Failure, in source: SourceText) {
    code = failure.code
    self.source = source.name
    position = source.position(at: failure.offset)
  }
}

extension YAMLError.Code {
  /// Whether a scalar or flow collection that goes on where it should not ends in such an error.
  var mayFollowFromSlip: Bool {
    switch kind {
    case .colonExpected, .keyNotAllowed, .multilineKey, .keyTooLong, .unexpectedContent, .unterminatedScalar,
      .unterminatedCollection, .mismatchedBracket, .entryMissing, .commaExpected, .colonOrCommaExpected,
      .reservedIndicator, .invalidEscape, .contentAfterDocument, .indentation:
      true
    default: false
    }
  }

  /// Bytes that are not UTF-8.
  public static let invalidUTF8 = Self(.invalidUTF8)
  /// Bytes that are neither UTF-16 nor UTF-32, in a text that begins as one of these.
  public static let invalidEncoding = Self(.invalidEncoding)
  /// A character that YAML texts may not hold there (YAML 1.2.2, section 5.1).
  public static let forbiddenCharacter = Self(.forbiddenCharacter)
  /// More bytes than `Limits.documentBytes`.
  public static let documentTooLarge = Self(.documentTooLarge)
  /// More nested collections than `Limits.depth`.
  public static let tooDeep = Self(.tooDeep)
  /// Aliases and merge keys that copy more than `Limits.expandedBytes`.
  public static let expansionTooLarge = Self(.expansionTooLarge)
  /// A stream without a document.
  public static let noDocument = Self(.noDocument)
  /// A second document where one is read.
  public static let severalDocuments = Self(.severalDocuments)
  /// Content after the node of a document.
  public static let contentAfterDocument = Self(.contentAfterDocument)
  /// Directives that no `---` follows.
  public static let directiveWithoutDocument = Self(.directiveWithoutDocument)
  /// A directive that is malformed or repeated.
  public static let invalidDirective = Self(.invalidDirective)
  /// A version of YAML that is not 1.x.
  public static let unsupportedVersion = Self(.unsupportedVersion)
  /// A tab where indentation or its end is due (YAML 1.2.2, section 6.1).
  public static let tab = Self(.tab)
  /// A line whose indentation fits no open collection.
  public static let indentation = Self(.indentation)
  /// A line of a flow collection that is not indented enough.
  public static let flowIndentation = Self(.flowIndentation)
  /// A line of a quoted scalar that is not indented enough.
  public static let scalarIndentation = Self(.scalarIndentation)
  /// A blank line at the start of a block scalar that is indented more than its text.
  public static let blankLineIndentation = Self(.blankLineIndentation)
  /// Something else where a key is due.
  public static let keyExpected = Self(.keyExpected)
  /// A key without its colon.
  public static let colonExpected = Self(.colonExpected)
  /// A key where no mapping can begin.
  public static let keyNotAllowed = Self(.keyNotAllowed)
  /// A key that is written on several lines.
  public static let multilineKey = Self(.multilineKey)
  /// A key of more than 1,024 characters.
  public static let keyTooLong = Self(.keyTooLong)
  /// A line of a sequence that does not begin with `- `.
  public static let entryExpected = Self(.entryExpected)
  /// A block sequence or mapping where none can begin.
  public static let collectionNotAllowed = Self(.collectionNotAllowed)
  /// Text after the end of a node.
  public static let unexpectedContent = Self(.unexpectedContent)
  /// A comment without white space before it.
  public static let commentWithoutSpace = Self(.commentWithoutSpace)
  /// An indicator where a plain scalar is due.
  public static let reservedIndicator = Self(.reservedIndicator)
  /// A quoted scalar without its closing quote.
  public static let unterminatedScalar = Self(.unterminatedScalar)
  /// An escape that YAML does not know.
  public static let invalidEscape = Self(.invalidEscape)
  /// Something else than an indentation digit, `+` or `-` after `|` or `>`.
  public static let invalidBlockScalarHeader = Self(.invalidBlockScalarHeader)
  /// A flow collection without its end.
  public static let unterminatedCollection = Self(.unterminatedCollection)
  /// A bracket that closes a brace, or the reverse.
  public static let mismatchedBracket = Self(.mismatchedBracket)
  /// A comma without an entry before it.
  public static let entryMissing = Self(.entryMissing)
  /// Two entries of a flow collection without a comma between.
  public static let commaExpected = Self(.commaExpected)
  /// Neither colon nor comma after a key of a flow mapping.
  public static let colonOrCommaExpected = Self(.colonOrCommaExpected)
  /// Two anchors or two tags of one node.
  public static let repeatedProperty = Self(.repeatedProperty)
  /// An anchor or a tag before an alias.
  public static let propertyOnAlias = Self(.propertyOnAlias)
  /// `&` or `*` without a name.
  public static let missingName = Self(.missingName)
  /// A malformed tag.
  public static let invalidTag = Self(.invalidTag)
  /// A tag handle that no `%TAG` declares.
  public static let undeclaredTagHandle = Self(.undeclaredTagHandle)
  /// An alias without an anchor before it.
  public static let undefinedAlias = Self(.undefinedAlias)
  /// An alias inside the node that it stands for.
  public static let recursiveAlias = Self(.recursiveAlias)
  /// A sequence or mapping as a key, which JSON cannot say.
  public static let collectionAsKey = Self(.collectionAsKey)
  /// A node that is not what its tag says.
  public static let tagMismatch = Self(.tagMismatch)
  /// A hexadecimal or octal number of more than 1,024 digits.
  public static let numberTooLong = Self(.numberTooLong)
}

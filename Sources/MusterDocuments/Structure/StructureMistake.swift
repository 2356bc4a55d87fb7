import Muster
import MusterContracts

/// What is wrong with one of OpenAPI's own objects, as facts.
struct StructureMistake: Sendable {
  enum Fact: Sendable, Hashable {
    /// A member that its object does not have.
    case unknownMember(String, of: ObjectKind, hint: Hint?)
    /// Members that the object has in another version.
    case otherVersion([String], of: ObjectKind, version: String, isRead: Bool)
    /// A member that the object has only if another one has another value.
    case misplacedMember(String, of: ObjectKind, member: String, value: String)
    case missingMember(String, of: ObjectKind)
    case missingOneOf([String], of: ObjectKind)
    case together([String], of: ObjectKind)
    /// A member that means nothing without another.
    case only(String, beside: String, of: ObjectKind)
    /// A member that means something only for one value of another.
    case onlyFor(String, member: String, value: String)
    case wrongKind(expected: String, found: JSON.Kind)
    /// A number, or what YAML takes for another value, that should be a text.
    case unquoted(String)
    case wrongText(String, expected: String, nearest: String?)
    /// The value of another version, read as what it is by intent.
    case otherVersionText(String, version: String)
    case wrongName(String, expected: String)
    /// A range of statuses in lower case.
    case lowerCaseRange(String, upper: String)
    case notTrue(String)
    case notAmong(String, list: String)
    case empty(ObjectKind)
    case tooFew(Int)
    case tooMany(Int)
    /// A `$ref` where the version has none.
    case reference(String, isFollowed: Bool)
    case besideReference([String])
    case duplicate([String])
    case equalItems
    case queryStrings
  }

  /// What was probably meant by a member.
  enum Hint: Sendable, Hashable {
    case nearest(String)
    /// The member in another letter case, read as what it is by intent.
    case letterCase(String)
    /// The object near it that has the member.
    case neighbour(ObjectKind)
  }

  let fact: Fact
  let table: ShapeTable
  let value: JSON
  let pointer: JSONPointer
  let uri: String?

  var place: Place { Place(value: value, pointer: pointer, uri: uri) }

  /// The kind of notice that it is.
  var code: Notice.Code {
    switch fact {
    case .unknownMember, .misplacedMember: .unknownMember
    case .otherVersion, .otherVersionText: .otherVersion
    case .missingMember, .missingOneOf, .empty, .tooFew: .missingMember
    case .together, .queryStrings: .exclusiveMembers
    case .only, .onlyFor, .besideReference: .noEffect
    case .wrongKind, .unquoted, .wrongText, .notTrue, .notAmong, .tooMany: .wrongValue
    case .wrongName(_, let expected): StructureMistake.code(ofNames: expected)
    case .lowerCaseRange: .statusKey
    case .reference: .misplacedReference
    case .duplicate, .equalItems: .duplicateItem
    }
  }

  private static func code(ofNames expected: String) -> Notice.Code {
    switch expected {
    case TextForm.status.words, TextForm.plainStatus.words: .statusKey
    case TextForm.mediaRange.words: .mediaTypeKey
    default: .wrongName
    }
  }

  /// The notice about it.
  var notice: Notice { notice(code) }

  /// The notice about it, as one of another kind.
  func notice(_ code: Notice.Code) -> Notice { Notice(code: code, at: place, message: message) }
}

extension Notice.Code {
  /// A member that an object of OpenAPI's own does not have.
  public static let unknownMember = Notice.Code(rawValue: "unknown-member")
  /// A member that an object of OpenAPI's own needs and does not have.
  public static let missingMember = Notice.Code(rawValue: "missing-member")
  /// A member whose value is not what the specification asks for.
  public static let wrongValue = Notice.Code(rawValue: "wrong-value")
  /// A name that is not of the form that the specification asks for.
  public static let wrongName = Notice.Code(rawValue: "wrong-name")
  /// Members of which only one may stand in an object.
  public static let exclusiveMembers = Notice.Code(rawValue: "exclusive-members")
  /// A form that another version of OpenAPI has.
  public static let otherVersion = Notice.Code(rawValue: "other-version")
  /// A document that describes no operation.
  public static let noOperations = Notice.Code(rawValue: "no-operations")
  /// An item that a list has twice.
  public static let duplicateItem = Notice.Code(rawValue: "duplicate-item")
}

import Muster

/// The shapes of all objects of one version: facts of its published schema, and of its text where that says more.
struct ShapeTable: Sendable {
  /// The version, as in `OpenAPI 3.0`.
  let version: String
  /// The name of the object that is the whole document.
  let rootName: String
  let shapes: [ObjectKind: ObjectShape]
  /// The members that a Reference Object may have beside `$ref`.
  let besideReference: Set<String>
  /// The members of a schema that are objects of OpenAPI's own.
  let schemaMembers: [String: MemberForm]
  /// Whether schemas may be booleans.
  let hasBooleanSchemas: Bool
  /// The kinds of objects that hold a member of each name.
  private let holders: [String: Set<ObjectKind>]

  init(
    version: String, rootName: String, shapes: [ObjectKind: ObjectShape], besideReference: Set<String> = [],
    schemaMembers: [String: MemberForm] = ShapeTable.standardSchemaMembers, hasBooleanSchemas: Bool = false
  ) {
    self.version = version
    self.rootName = rootName
    self.shapes = shapes
    self.besideReference = besideReference
    self.schemaMembers = schemaMembers
    self.hasBooleanSchemas = hasBooleanSchemas
    var holders: [String: Set<ObjectKind>] = [:]
    for (kind, shape) in shapes {
      for name in shape.names { holders[name, default: []].insert(kind) }
    }
    self.holders = holders
  }

  /// The table for documents of a dialect; `nil` stands for pages that declare no version, which may use what any has.
  static func of(_ dialect: Dialect?) -> ShapeTable {
    switch dialect {
    case .swagger20?: .swagger20
    case .openAPI31?: .openAPI31
    case .openAPI32?, nil: .openAPI32
    default: .openAPI30
    }
  }

  /// The members of a schema that are objects of OpenAPI's own, from 3.0 on.
  private static let standardSchemaMembers: [String: MemberForm] = [
    "xml": .object(.xml), "externalDocs": .object(.externalDocumentation), "discriminator": .object(.discriminator),
  ]

  /// The tables of OpenAPI, the earliest version first.
  static let all: [ShapeTable] = [.swagger20, .openAPI30, .openAPI31, .openAPI32]

  /// Whether a kind of object has a member of a name.
  func has(_ name: String, in kind: ObjectKind) -> Bool { holders[name]?.contains(kind) ?? false }

  /// Of the objects near one, the one that has a member of a name: what it is in, or what its own members are.
  func neighbour(of kind: ObjectKind, in parent: ObjectKind?, with name: String) -> ObjectKind? {
    guard let holders = holders[name] else { return nil }
    if let parent, parent != kind, holders.contains(parent) { return parent }
    let children = shapes[kind]?.members.values.compactMap(\.form.object) ?? []
    // The order of a dictionary differs from run to run.
    return ObjectKind.allCases.first { children.contains($0) && holders.contains($0) && $0 != kind }
  }
}

extension MemberForm {
  /// The kind of object that it is or holds.
  var object: ObjectKind? {
    switch self {
    case .object(let kind), .reference(let kind): kind
    case .list(let form, _, _, _), .map(let form, _, _, _): form.object
    case .schema: .schema
    default: nil
    }
  }
}

import Muster

/// What a text may stand for, as far as a schema says so: the types, and those of what is inside.
///
/// Text has no types of its own: whether `5` is a number or a string is for the schema to say.
struct ValueShape: Sendable, Hashable {
  /// The types of JSON that a text may stand for.
  struct Types: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let string = Types(rawValue: 1)
    static let integer = Types(rawValue: 2)
    static let number = Types(rawValue: 4)
    static let boolean = Types(rawValue: 8)
    static let null = Types(rawValue: 16)
    static let array = Types(rawValue: 32)
    static let object = Types(rawValue: 64)

    static let numeric: Types = [.integer, .number]
    static let scalar: Types = [.string, .integer, .number, .boolean, .null]
    static let any = Types(rawValue: 127)

    /// The names of the types.
    var names: [String] {
      let all: [(Types, String)] = [
        (.string, "string"), (.integer, "integer"), (.number, "number"), (.boolean, "boolean"), (.array, "array"),
        (.object, "object"), (.null, "null"),
      ]
      return all.filter { contains($0.0) }.map(\.1)
    }
  }

  /// A member of an object.
  struct Member: Named, Sendable, Hashable {
    let name: String
    let shape: ValueShape

    /// Whether the value is bytes, as a file is, or a list of such.
    var isBinary: Bool { shape.content == .octets || shape.item.content == .octets }
  }

  /// What a string is, beside text.
  enum Content: UInt8, Sendable, Hashable {
    /// Nothing else.
    case plain = 0
    /// Text in which something is written, as base64 is: never JSON itself.
    case text = 1
    /// Bytes, as a file is.
    case octets = 2
  }

  /// The types that the schema allows; all of them where it says nothing.
  var types: Types = .any
  /// What an item may be; none or one.
  var items: [ValueShape] = []
  /// The members that the schema names.
  var members: NamedList<Member> = []
  /// What other members may be: none where the schema says nothing of them, or one.
  var additional: [ValueShape] = []
  /// What a string is, beside text.
  var content = Content.plain
  /// Whether the schema has more than was looked at: what is decoded by this shape may be wrong.
  var isCut = false

  /// How deep shapes nest: nothing is known of text that nests deeper.
  static let depthLimit = 6

  /// Text of which nothing is known.
  static let unknown = ValueShape()

  /// The types in words; none where all are allowed.
  var typeNames: [String] {
    guard types != .any else { return [] }
    return types.names.map { name in
      guard name == "array", let items = items.first, items.types != .any else { return name }
      return "array of " + items.types.names.joined(separator: " or ")
    }
  }

  /// What an item of an array may be.
  var item: ValueShape { items.first ?? .unknown }

  /// What a member may be; `nil` where the schema does not name it.
  func named(_ name: String) -> Member? { members.named(name) }

  /// What a member may be, be it named or not.
  func member(_ name: String) -> ValueShape { named(name)?.shape ?? additional.first ?? .unknown }

  /// That a schema was too large to decode by, so that there is no verdict.
  static var cut: LimitExceeded { LimitExceeded(ofText: .subschemas, ValueShapeReader.schemaLimit) }

  /// Whether the value is an array, or an object, and nothing that is written as one text.
  var isArray: Bool { types.contains(.array) && types.isDisjoint(with: [.string, .object]) }
  var isObject: Bool { types.contains(.object) && types.isDisjoint(with: [.string, .array]) }
}

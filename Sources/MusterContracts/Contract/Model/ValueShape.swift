import Muster

/// What a text may stand for, as far as a schema says so: the types, and those of what is inside.
///
/// Text has no types of its own: whether `5` is a number or a string is for the schema to say.
package struct ValueShape: Sendable, Hashable {
  /// The types of JSON that a text may stand for.
  package struct Types: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let string = Types(rawValue: 1)
    package static let integer = Types(rawValue: 2)
    package static let number = Types(rawValue: 4)
    package static let boolean = Types(rawValue: 8)
    package static let null = Types(rawValue: 16)
    package static let array = Types(rawValue: 32)
    package static let object = Types(rawValue: 64)

    package static let numeric: Types = [.integer, .number]
    package static let scalar: Types = [.string, .integer, .number, .boolean, .null]
    package static let any = Types(rawValue: 127)

    /// The names of the types.
    package var names: [String] {
      let all: [(Types, String)] = [
        (.string, "string"), (.integer, "integer"), (.number, "number"), (.boolean, "boolean"), (.array, "array"),
        (.object, "object"), (.null, "null"),
      ]
      return all.filter { contains($0.0) }.map(\.1)
    }
  }

  /// A member of an object.
  package struct Member: Named, Sendable, Hashable {
    package let name: String
    package let shape: ValueShape

    /// A member from its parts.
    package init(
      name: String, shape: ValueShape
    ) {
      self.name = name
      self.shape = shape
    }

    /// Whether the value is bytes, as a file is, or a list of such.
    package var isBinary: Bool { shape.content == .octets || shape.item.content == .octets }
  }

  /// What a string is, beside text.
  package enum Content: UInt8, Sendable, Hashable {
    /// Nothing else.
    case plain = 0
    /// Text in which something is written, as base64 is: never JSON itself.
    case text = 1
    /// Bytes, as a file is.
    case octets = 2
  }

  /// The types that the schema allows; all of them where it says nothing.
  package var types: Types = .any
  /// What an item may be; none or one.
  package var items: [ValueShape] = []
  /// The members that the schema names.
  package var members: NamedList<Member> = []
  /// What other members may be: none where the schema says nothing of them, or one.
  package var additional: [ValueShape] = []
  /// What a string is, beside text.
  package var content = Content.plain
  /// Whether the schema says more than was looked at, of the value itself or of what it names no shape for.
  package var isCut = false

  /// A shape of strings that are nothing beside text.
  package init(
    types: Types = .any, items: [ValueShape] = [], members: NamedList<Member> = [], additional: [ValueShape] = []
  ) {
    self.types = types
    self.items = items
    self.members = members
    self.additional = additional
  }

  /// How many schemas are looked at for one shape.
  package static let schemaLimit = 16_384

  /// How deep shapes nest: nothing is known of text that nests deeper, and it has no verdict that depends on that.
  package static let depthLimit = 12

  /// Text of which nothing is known.
  package static let unknown = ValueShape()

  /// The types in words; none where all are allowed.
  package var typeNames: [String] {
    guard types != .any else { return [] }
    return types.names.map { name in
      guard name == "array", let items = items.first, items.types != .any else { return name }
      return "array of " + items.types.names.joined(separator: " or ")
    }
  }

  /// What an item of an array may be.
  package var item: ValueShape { items.first ?? .unknown }

  /// What a member may be; `nil` where the schema does not name it.
  package func named(_ name: String) -> Member? { members.named(name) }

  /// What a member may be, be it named or not.
  package func member(_ name: String) -> ValueShape { named(name)?.shape ?? additional.first ?? .unknown }

  /// That a schema was too large to decode by, so that there is no verdict.
  package static var cut: LimitExceeded { LimitExceeded(ofText: .subschemas, schemaLimit) }

  /// Whether the value is an array, or an object, and nothing that is written as one text.
  package var isArray: Bool { types.contains(.array) && types.isDisjoint(with: [.string, .object]) }
  package var isObject: Bool { types.contains(.object) && types.isDisjoint(with: [.string, .array]) }
}

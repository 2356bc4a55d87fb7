import Muster
import MusterContracts

/// A generator whose numbers are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// Whether something that happens once in `count` times does.
  mutating func isOne(in count: UInt64) -> Bool { next() % count == 0 }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(next() % UInt64(max(1, list.count)))] }
}

/// JSON as it is put together.
indirect enum Node {
  /// A number, `true`, `false`, `null`: as it is written.
  case word(String)
  case string(String)
  case array([Node])
  case object([(name: String, value: Node)])

  var text: String {
    switch self {
    case .word(let word): word
    case .string(let text): "\"\(text)\""
    case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .object(let members): "{" + members.map { "\"\($0.name)\":\($0.value.text)" }.joined(separator: ",") + "}"
    }
  }

  subscript(name: String) -> Node? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  var items: [Node] { if case .array(let items) = self { items } else { [] } }
  var members: [(name: String, value: Node)] { if case .object(let members) = self { members } else { [] } }
  var string: String? { if case .string(let text) = self { text } else { nil } }
}

/// A document of an API, made at random: open and closed objects, maps, enumerations, formats, unions with and without a
/// discriminator, several media types and statuses, content without a schema, responses without content.
struct GeneratedAPI {
  /// A message's place in the document.
  struct Slot {
    let method: String
    let path: String
    /// The status key; `nil` for the request.
    let status: String?
    /// The media types with their schemas.
    let content: [(media: String, schema: Node?)]
  }

  private(set) var slots: [Slot] = []
  private(set) var components: [(name: String, value: Node)] = []
  let document: String

  static let names = ["id", "name", "kind", "count", "tags", "owner", "created", "success", "status", "items", "note"]

  init(_ dice: inout Dice) {
    for name in ["Cat", "Dog"] {
      let tag: Node = .object([("type", .string("string"))])
      let closed: [(name: String, value: Node)] = dice.isOne(in: 2) ? [("additionalProperties", .word("false"))] : []
      components.append(
        (
          name,
          .object(
            [
              ("type", .string("object")), ("required", .array([.string("kind")])),
              (
                "properties",
                .object([("kind", tag), ("name", GeneratedAPI.scalar(&dice)), ("lives", GeneratedAPI.scalar(&dice))])
              ),
            ] + closed)
        ))
    }
    var slots: [Slot] = []
    var paths: [(name: String, value: Node)] = []
    for (path, methods) in [("/items", ["get", "head", "post"]), ("/items/{id}", ["put", "delete"])] {
      var item: [(name: String, value: Node)] = []
      for method in methods {
        var operation: [(name: String, value: Node)] = []
        if path.utf8.contains(UInt8(ascii: "{")) {
          let parameter: Node = .object([
            ("name", .string("id")), ("in", .string("path")), ("required", .word("true")),
            ("schema", .object([("type", .string("integer"))])),
          ])
          operation.append(("parameters", .array([parameter])))
        }
        if method != "get", method != "head", !dice.isOne(in: 5) {
          let (content, node) = GeneratedAPI.content(&dice)
          slots.append(Slot(method: method.uppercased(), path: path, status: nil, content: content))
          operation.append(("requestBody", .object([("required", .word("\(dice.isOne(in: 2))")), ("content", node)])))
        } else {
          slots.append(Slot(method: method.uppercased(), path: path, status: nil, content: []))
        }
        var responses: [(name: String, value: Node)] = []
        for status in ["200", "201", "204", "205", "304", "404", "4XX", "default"]
        where dice.isOne(in: 2) || status == "200" {
          var response: [(name: String, value: Node)] = [("description", .string("d"))]
          var found: [(media: String, schema: Node?)] = []
          if !dice.isOne(in: 4) {
            let (content, node) = GeneratedAPI.content(&dice)
            response.append(("content", node))
            found = content
          }
          slots.append(Slot(method: method.uppercased(), path: path, status: status, content: found))
          responses.append((status, .object(response)))
        }
        operation.append(("responses", .object(responses)))
        item.append((method, .object(operation)))
      }
      paths.append((path, .object(item)))
    }
    self.slots = slots
    document =
      Node.object([
        ("openapi", .string(dice.isOne(in: 2) ? "3.0.3" : "3.1.0")),
        ("info", .object([("title", .string("t")), ("version", .string("1"))])), ("paths", .object(paths)),
        ("components", .object([("schemas", .object(components))])),
      ]).text
  }

  private static func content(_ dice: inout Dice) -> ([(media: String, schema: Node?)], Node) {
    var found: [(media: String, schema: Node?)] = []
    let medias = [
      "application/json", "application/json", "application/json", "application/problem+json", "application/vnd.x+json",
      "text/plain", "application/x-www-form-urlencoded", "application/jsonl", "text/csv", "application/*",
    ]
    for _ in 0..<Int(dice.next() % 3 + 1) {
      let media = dice.pick(medias)
      if found.contains(where: { $0.media == media }) { continue }
      let schema: Node? =
        switch media {
        case _ where dice.isOne(in: 8): nil
        case "text/plain", "text/csv": scalar(&dice)
        case "application/x-www-form-urlencoded", "application/jsonl": object(&dice, depth: 2)
        default: dice.isOne(in: 6) ? .object([]) : self.schema(&dice, depth: 0)
        }
      found.append((media, schema))
    }
    return (found, .object(found.map { ($0.media, .object($0.schema.map { [("schema", $0)] } ?? [])) }))
  }

  // MARK: Schemas

  private static func schema(_ dice: inout Dice, depth: Int) -> Node {
    switch dice.next() % (depth > 2 ? 4 : 12) {
    case 0...3: return depth == 0 ? object(&dice, depth: depth) : scalar(&dice)
    case 4: return .object([("type", .string("array")), ("items", schema(&dice, depth: depth + 1))])
    case 5:
      let branches = (0..<2).map { _ in object(&dice, depth: depth + 1) }
      return .object([(dice.isOne(in: 2) ? "oneOf" : "anyOf", .array(branches))])
    case 6:
      let branches = ["Cat", "Dog"].map { Node.object([("$ref", .string("#/components/schemas/\($0)"))]) }
      let mapping: Node = .object([
        ("cat", .string("#/components/schemas/Cat")), ("dog", .string("#/components/schemas/Dog")),
      ])
      return .object([
        ("oneOf", .array(branches)),
        ("discriminator", .object([("propertyName", .string("kind")), ("mapping", mapping)])),
      ])
    case 7:
      return .object([("allOf", .array([object(&dice, depth: depth + 1), object(&dice, depth: depth + 1)]))])
    default: return object(&dice, depth: depth)
    }
  }

  private static func object(_ dice: inout Dice, depth: Int) -> Node {
    var properties: [(name: String, value: Node)] = []
    for name in names where dice.isOne(in: 3) {
      switch name {
      case "success" where dice.isOne(in: 2): properties.append((name, .object([("enum", .array([.word("true")]))])))
      default: properties.append((name, depth > 2 ? scalar(&dice) : schema(&dice, depth: depth + 1)))
      }
    }
    var members: [(name: String, value: Node)] = [("type", .string("object"))]
    if !properties.isEmpty { members.append(("properties", .object(properties))) }
    if let first = properties.first, dice.isOne(in: 2) { members.append(("required", .array([.string(first.name)]))) }
    switch dice.next() % 6 {
    case 0, 1: members.append(("additionalProperties", .word("false")))
    case 2: members.append(("additionalProperties", dice.isOne(in: 2) ? .word("true") : scalar(&dice)))
    default: break
    }
    return .object(members)
  }

  private static func scalar(_ dice: inout Dice) -> Node {
    switch dice.next() % 8 {
    case 0: .object([("type", .string("integer")), ("minimum", .word("0"))])
    case 1: .object([("type", .string("boolean"))])
    case 2: .object([("type", .string("string")), ("enum", .array(["on", "off", "auto"].map { .string($0) }))])
    case 3:
      .object([
        ("type", .string("string")), ("format", .string(dice.pick(["date-time", "uuid", "email", "date", "ipv4"]))),
      ])
    case 4: .object([("type", .string("string")), ("maxLength", .word("6"))])
    case 5: .object([("type", .string("string")), ("pattern", .string("^[a-z]+$"))])
    case 6: .object([("type", .string("number")), ("nullable", .word("true"))])
    default: .object([("type", .string("string"))])
    }
  }
}

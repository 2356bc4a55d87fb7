import Muster
import MusterContracts

/// A message of a generated API: as documented, with something changed, or broken.
struct GeneratedExchange {
  let slot: GeneratedAPI.Slot
  /// The status of a response; `nil` for a request.
  let status: Int?
  let mediaType: String?
  let body: [UInt8]

  init(_ api: GeneratedAPI, _ dice: inout Dice) {
    slot = dice.pick(api.slots)
    status = slot.status.map { key in
      if dice.isOne(in: 12) { return 418 }
      return switch key {
      case "4XX": 422
      case "default": 503
      default: Int(key) ?? 200
      }
    }
    let content = slot.content.isEmpty ? nil : dice.pick(slot.content)
    let declared = content?.media == "application/*" ? "application/json" : content?.media ?? "application/json"
    switch dice.next() % 14 {
    case 0: mediaType = nil
    case 1: mediaType = "application/problem+json"
    case 2: mediaType = "text/html"
    case 3: mediaType = "nonsense"
    case 4: mediaType = declared + "; charset=utf-8"
    default: mediaType = declared
    }
    if dice.isOne(in: 10) {
      body = []
      return
    }
    var value = GeneratedExchange.value(content?.schema ?? .object([]), api, &dice, depth: 0)
    for _ in 0..<Int(dice.next() % 4) { GeneratedExchange.change(&value, &dice) }
    body = GeneratedExchange.bytes(value, declared, &dice)
  }

  // MARK: Bytes

  private static func bytes(_ value: Node, _ media: String, _ dice: inout Dice) -> [UInt8] {
    var text = value.text
    switch media {
    case "application/x-www-form-urlencoded":
      text = value.members.map { "\($0.name)=\($0.value.string ?? $0.value.text)" }.joined(separator: "&")
    case "application/jsonl": text = "\(value.text)\n\(value.text)\n"
    case "text/plain", "text/csv": text = value.string ?? value.text
    default: break
    }
    switch dice.next() % 24 {
    case 0: text = String(text.dropLast())
    case 1: text += ","
    case 2: text = text.replacing("\"", with: "'")
    case 3: text = "<html></html>"
    case 4: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case 5: return [0x1F, 0x8B, 0x08] + Array(text.utf8)
    case 6: text = text.replacing(":{", with: ":{\"id\":1,\"id\":1,")
    case 7: text = String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
    default: break
    }
    return Array(text.utf8)
  }

  // MARK: Values

  /// A value that mostly passes a schema.
  private static func value(_ schema: Node, _ api: GeneratedAPI, _ dice: inout Dice, depth: Int) -> Node {
    if let reference = schema["$ref"]?.string {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return value(api.components.first { $0.name == name }?.value ?? .object([]), api, &dice, depth: depth)
    }
    if let listed = schema["enum"]?.items { return dice.isOne(in: 8) ? .string("new") : dice.pick(listed) }
    if let branches = (schema["oneOf"] ?? schema["anyOf"])?.items {
      let branch = Int(dice.next() % UInt64(branches.count))
      let value = value(branches[branch], api, &dice, depth: depth)
      guard schema["discriminator"] != nil else { return value }
      let tag = dice.isOne(in: 6) ? "bird" : ["cat", "dog"][branch]
      return .object([("kind", .string(tag))] + value.members.filter { $0.name != "kind" })
    }
    if let parts = schema["allOf"]?.items {
      var members: [(name: String, value: Node)] = []
      for part in parts {
        for member in value(part, api, &dice, depth: depth).members
        where !members.contains(where: { $0.name == member.name }) { members.append(member) }
      }
      return .object(members)
    }
    switch schema["type"]?.string {
    case "integer", "number": return .word("\(dice.next() % 100)")
    case "boolean": return .word("\(dice.isOne(in: 2))")
    case "string":
      return switch schema["format"]?.string {
      case "date-time": .string(dice.isOne(in: 4) ? "2019-02-31T00:00:00" : "2019-02-01T00:00:00Z")
      case "date": .string("2019-02-01")
      case "uuid": .string("123e4567-e89b-12d3-a456-426614174000")
      case "email": .string(dice.isOne(in: 4) ? "a.example" : "a@example.com")
      case "ipv4": .string("127.0.0.1")
      default: .string("abc")
      }
    case "array":
      let items = schema["items"] ?? .object([])
      return .array((0..<Int(dice.next() % 3)).map { _ in value(items, api, &dice, depth: depth + 1) })
    default:
      guard depth < 8 else { return .object([]) }
      var members: [(name: String, value: Node)] = []
      for property in schema["properties"]?.members ?? [] where !dice.isOne(in: 8) {
        members.append((property.name, value(property.value, api, &dice, depth: depth + 1)))
      }
      if case .object? = schema["additionalProperties"], let other = schema["additionalProperties"] {
        members.append(("key", value(other, api, &dice, depth: depth + 1)))
      }
      return .object(members)
    }
  }

  /// Changes one thing somewhere in a value.
  private static func change(_ value: inout Node, _ dice: inout Dice) {
    switch value {
    case .object(var members):
      if members.isEmpty || dice.isOne(in: 3) {
        members.append((dice.pick(["added", "colour", "note2"]), .string("x")))
      } else {
        let index = Int(dice.next() % UInt64(members.count))
        if dice.isOne(in: 6) { members.remove(at: index) } else { change(&members[index].value, &dice) }
      }
      value = .object(members)
    case .array(var items) where !items.isEmpty:
      change(&items[Int(dice.next() % UInt64(items.count))], &dice)
      value = .array(items)
    default:
      value = dice.pick([.word("null"), .word("-1"), .word("false"), .string("other"), .array([]), .object([])])
    }
  }
}

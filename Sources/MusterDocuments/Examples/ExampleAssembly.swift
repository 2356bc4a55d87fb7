import Muster
import MusterContracts

/// Puts a payload together from what a schema gives as examples, of itself or of its parts.
///
/// Unless it is told to fill in, nothing is made up: what has neither example nor default, `const` nor `enum` is left out,
/// and where it is required there is no payload.
struct ExampleAssembly {
  let references: DocumentReferences
  /// Which way the payload goes, so that what is only sent the other way is left out.
  let direction: Schema.Direction
  /// Whether what is required and has no example is made up.
  var fillsIn = false
  /// Which branch of a union is taken first.
  var choice = 0

  private static let depthLimit = 24
  /// How many values may be looked at for one payload.
  private static let budget = 5_000

  private indirect enum Draft {
    case value(String)
    case object([(name: String, draft: Draft)], required: Set<String>)
  }

  /// The payload; `nil` where the examples do not make one.
  func payload(of schema: Place) -> [UInt8]? {
    var walk = Walk()
    return draft(schema, depth: 0, &walk).flatMap(text).map { Array($0.utf8) }
  }

  private struct Walk {
    var budget = ExampleAssembly.budget
    /// The schemas that are being looked at: one that is met again inside of itself has no end.
    var open: Set<SchemaPlace> = []
  }

  private func draft(_ schema: Place, depth: Int, _ walk: inout Walk) -> Draft? {
    walk.budget -= 1
    guard depth < ExampleAssembly.depthLimit, walk.budget > 0, let place = try? references.resolve(schema),
      place.value.kind == .object, walk.open.insert(place.schemaPlace).inserted
    else { return nil }
    defer { walk.open.remove(place.schemaPlace) }
    if let given = given(place) { return .value(String(decoding: given.rawText, as: UTF8.self)) }
    var whole: Draft?
    for branch in place["allOf"]?.items ?? [] {
      if let draft = draft(branch, depth: depth + 1, &walk) { whole = merge(whole, draft) }
    }
    for name in ["oneOf", "anyOf"] {
      let branches = place[name]?.items ?? []
      let first = branches.isEmpty ? 0 : choice % branches.count
      for branch in branches[first...] + branches[..<first] {
        guard let draft = draft(branch, depth: depth + 1, &walk), text(draft) != nil else { continue }
        whole = merge(whole, draft)
        break
      }
    }
    if let object = object(place, depth: depth, &walk) { whole = merge(whole, object) }
    if whole == nil, let items = place["items"], let item = draft(items, depth: depth + 1, &walk).flatMap(text) {
      let count = fillsIn ? max(1, MadeUpValue(schema: place).itemCount) : 1
      return .value("[\(Array(repeating: item, count: count).joined(separator: ", "))]")
    }
    if whole == nil, fillsIn { return MadeUpValue(schema: place).text.map { .value($0) } }
    return whole
  }

  /// What the schema itself gives.
  private func given(_ schema: Place) -> JSON? {
    schema.value["example"] ?? schema["examples"]?.items.first?.value ?? schema.value["const"]
      ?? schema.value["default"] ?? schema["enum"]?.items.first?.value
  }

  private func object(_ schema: Place, depth: Int, _ walk: inout Walk) -> Draft? {
    let required = Set(schema["required"]?.items.compactMap(\.value.string) ?? [])
    var members: [(name: String, draft: Draft)] = []
    for property in schema["properties"]?.members ?? [] {
      let isOtherWay = direction == .request ? "readOnly" : "writeOnly"
      if property.place[isOtherWay]?.value.boolean == true { continue }
      if fillsIn, !required.contains(property.name) { continue }
      guard let draft = draft(property.place, depth: depth + 1, &walk),
        required.contains(property.name) || text(draft) != nil
      else { continue }
      members.append((property.name, draft))
    }
    if fillsIn {
      for name in schema["required"]?.items.compactMap(\.value.string) ?? []
      where schema["properties"]?[name] == nil && !members.contains(where: { $0.name == name }) {
        members.append((name, .value("\"text\"")))
      }
    }
    return members.isEmpty && required.isEmpty ? nil : .object(members, required: required)
  }

  private func merge(_ first: Draft?, _ second: Draft) -> Draft {
    guard case .object(var members, var required) = first, case .object(let more, let others) = second else {
      // What is more than a value is the narrower description.
      if case .object = first, case .value = second { return first ?? second }
      return second
    }
    for member in more {
      if let index = members.firstIndex(where: { $0.name == member.name }) {
        members[index].draft = merge(members[index].draft, member.draft)
      } else {
        members.append(member)
      }
    }
    required.formUnion(others)
    return .object(members, required: required)
  }

  /// The JSON of a draft; `nil` where something required is missing.
  private func text(_ draft: Draft) -> String? {
    switch draft {
    case .value(let text): return text
    case .object(let members, let required):
      var parts: [String] = []
      var names: Set<String> = []
      for member in members {
        guard let text = text(member.draft) else {
          if required.contains(member.name) { return nil }
          continue
        }
        parts.append("\(JSONText.string(member.name)): \(text)")
        names.insert(member.name)
      }
      return parts.isEmpty || !required.isSubset(of: names) ? nil : "{\(parts.joined(separator: ", "))}"
    }
  }
}

/// `discriminator`: the member of an object that names the branch of a union that the object is meant for.
///
/// By the letter it changes no verdict, only what is explained (OpenAPI 3.0.4, section 4.7.25; 3.1.1, section 4.8.25).
/// Vendors mean it to decide, and OpenAPI 3.0.3 has validation fail for a value that names no schema (Discriminator
/// Object, "Models with Composition").
extension Compiler {
  /// The tags of a union, each with its branch; the first of several for one text counts.
  private struct Tags {
    private(set) var list: [(name: UInt32, branch: UInt32)] = []
    private var known: Set<UInt32> = []
    /// The branches that `mapping` names.
    var mapped: Set<Int> = []
    /// Whether a branch that nothing names may be what a value with an unknown tag is meant for.
    var isOpen = false

    mutating func add(_ name: UInt32, _ branch: UInt32) {
      if known.insert(name).inserted { list.append((name, branch)) }
    }
  }

  /// A branch that is a reference.
  private struct NamedBranch {
    var number: Int
    var reference: SchemaNode
    /// What stands behind the last slash of the reference.
    var name: String
    /// Where the reference stands.
    var place: Place
  }

  /// Whether a `discriminator` decides about a union of so few branches that it would otherwise be none.
  func decidesAlone(_ keywords: SchemaKeywords, _ branches: [Place]) -> Bool {
    guard isIntent, let value = keywords[.discriminator]?.value, value.kind == .object else { return false }
    return value["propertyName"]?.isString == true && branches.contains { Compiler.reference(of: $0) != nil }
  }

  /// Lists the tags of a union's branches: what `mapping` says, the names of the schemas that the branches refer to, and
  /// the values that these hold the member to.
  ///
  /// - Returns: Whether the keyword can be used, if there is one.
  mutating func writeDiscriminator(
    _ keywords: SchemaKeywords, _ branches: [Place], into instruction: inout Instruction
  ) throws(SchemaError) -> Bool {
    guard let entry = keywords[.discriminator] else { return true }
    // Swagger 2.0 has the property's name alone; it knows no unions.
    guard entry.value.kind == .object, let member = entry.value["propertyName"], member.isString else {
      let mistake = error(
        .keywordValue, at: entry.origin, "'discriminator' must be an object with a 'propertyName', a string")
      if input.isStrict { throw mistake }
      pass.mistakes.add(mistake, at: entry.origin)
      return false
    }
    var named: [NamedBranch] = []
    var tags = Tags()
    for (number, branch) in branches.enumerated() {
      if let found = Compiler.reference(of: branch), let text = found.value.string {
        let name = JSONPointer.unescape(Compiler.lastName(of: text))
        named.append(NamedBranch(number: number, reference: found.value, name: name, place: found.place))
      } else if Compiler.mayBeObject(branch.schema) {
        tags.isOpen = true
      }
    }
    guard !named.isEmpty else { return true }
    pass.dependsOnReading = true
    // Names are numbered in the order in which the list has them.
    let property = pass.builder.name(member)
    if let members = entry.value["mapping"]?.members {
      for (key, value) in members where value.isString {
        let branch = self.branch(of: value, named, Place(schema: value, origin: entry.origin, base: branches[0].base))
        if let branch { tags.mapped.insert(branch) }
        tags.add(pass.builder.name(key), branch.map { UInt32($0) } ?? Instruction.noBranch)
      }
    }
    writeNames(of: named, member.string ?? "", into: &tags)
    instruction.flags |= Instruction.discriminates
    if tags.mapped.count == branches.count { instruction.flags |= Instruction.mapsAll }
    if isIntent { instruction.flags |= Instruction.decides }
    if tags.isOpen { instruction.flags |= Instruction.isOpen }
    instruction.c = UInt32(pass.builder.lists.count)
    pass.builder.lists.append(.plain(property))
    pass.builder.lists.append(.plain(UInt32(tags.list.count)))
    for (tag, branch) in tags.list {
      pass.builder.lists.append(.plain(tag))
      pass.builder.lists.append(.plain(branch))
    }
    return true
  }

  /// Adds the tags that go without a mapping.
  private mutating func writeNames(of named: [NamedBranch], _ member: String, into tags: inout Tags) {
    for branch in named {
      // By the specification a name stays good beside a mapping that does not name it.
      tags.add(pass.builder.name(branch.name), UInt32(branch.number))
      // What a reference to a whole document is called the specification leaves pass.current.schemas.
      if !tags.mapped.contains(branch.number), branch.reference.string?.contains("#") != true { tags.isOpen = true }
    }
    var stated: [(value: UInt32, branch: UInt32)] = []
    for branch in named where !tags.mapped.contains(branch.number) {
      for value in statedValues(of: member, branch.place) {
        let number = pass.builder.name(value)
        if let known = stated.firstIndex(where: { $0.value == number }) {
          // A value of several branches tells none of them.
          if stated[known].branch != UInt32(branch.number) { stated[known].branch = Instruction.anyBranch }
        } else {
          stated.append((number, UInt32(branch.number)))
        }
      }
    }
    for (value, branch) in stated { tags.add(value, branch) }
  }

  // MARK: Branches

  /// The reference that a branch is: its own `$ref`, or the one in an `allOf` of nothing else.
  private static func reference(of branch: Place) -> (value: SchemaNode, place: Place)? {
    if let value = branch.schema["$ref"] { return value.isString ? (value, branch) : nil }
    guard let list = branch.schema["allOf"], list.isArray, list.count == 1,
      let only = list.items.first(where: { _ in true }), let value = only["$ref"], value.isString
    else { return nil }
    return (value, Place(schema: only, origin: branch.origin, base: branch.base))
  }

  /// Whether an object may pass a schema, by its own `type`, `enum` and `const`.
  private static func mayBeObject(_ schema: SchemaNode) -> Bool {
    if let boolean = schema.boolean { return boolean }
    if let type = schema["type"] {
      if type.isString { return type.string == "object" }
      if type.isArray { return type.items.contains { $0.string == "object" } }
    }
    if let value = schema["const"] { return value.isObject }
    if let values = schema["enum"], values.isArray { return values.items.contains { $0.isObject } }
    return true
  }

  /// The branch that a value of `mapping` refers to: a reference, or the name of a schema.
  private mutating func branch(of target: SchemaNode, _ named: [NamedBranch], _ place: Place) -> Int? {
    guard let text = target.string else { return nil }
    if let same = named.first(where: { $0.reference.string == text }) { return same.number }
    if let same = named.first(where: { $0.name == text || Compiler.lastName(of: $0.reference.string ?? "") == text }) {
      return same.number
    }
    var wanted = try? resolve(target, place.origin, place)
    for prefix in ["#/components/schemas/", "#/definitions/", "#/$defs/"]
    where wanted == nil && !text.contains("/") && !text.contains("#") {
      wanted = try? find(prefix + text, (target, place.origin), place)
    }
    guard let wanted else { return nil }
    let key = end(ofReferencesFrom: wanted).schema.key
    for branch in named {
      guard let found = try? resolve(branch.reference, branch.place.origin, branch.place) else { continue }
      if end(ofReferencesFrom: found).schema.key == key { return branch.number }
    }
    return nil
  }

  /// How many references and parts of `allOf` are followed to find what a branch is and says.
  private static let followLimit = 16

  /// The schema that is more than a reference to another one.
  private mutating func end(ofReferencesFrom place: Place) -> Place {
    var place = place
    for _ in 0..<Compiler.followLimit {
      guard place.schema.isObject, place.schema.count == 1, let reference = place.schema["$ref"], reference.isString,
        let next = try? resolve(reference, place.origin, place)
      else { break }
      place = next
    }
    return place
  }

  // MARK: Stated values

  /// The strings that a schema holds one of its members to, by `const` or `enum`: what all parts of an `allOf` leave.
  private mutating func statedValues(of member: String, _ branch: Place) -> [String] {
    var values: [String]?
    var properties: [Place] = []
    for place in parts(of: branch) {
      guard let list = place.schema["properties"], list.isObject, let property = list[member] else { continue }
      properties.append(Place(schema: property, origin: place.origin, base: place.base))
    }
    for property in properties {
      for place in parts(of: property) {
        var own: [String]?
        if let value = place.schema["const"] { own = value.string.map { [$0] } ?? [] }
        if let list = place.schema["enum"], list.isArray { own = list.items.compactMap(\.string) }
        guard let own else { continue }
        values = values.map { known in known.filter { value in own.contains { $0.hasSameBytes(as: value) } } } ?? own
      }
    }
    return values ?? []
  }

  /// A schema, with what it refers to and the parts of its `allOf`, as far as they are followed.
  private mutating func parts(of place: Place) -> [Place] {
    var found: [Place] = []
    var rest = [place]
    while let next = rest.popLast(), found.count < Compiler.followLimit {
      guard next.schema.isObject else { continue }
      let inside = Place(
        schema: next.schema, origin: next.origin,
        base: resources.resource(enteredBy: next.schema, within: next.base))
      found.append(inside)
      if let reference = next.schema["$ref"], reference.isString,
        let target = try? resolve(reference, next.origin, inside)
      {
        rest.append(target)
      }
      guard let list = next.schema["allOf"], list.isArray else { continue }
      for item in list.items where rest.count < Compiler.followLimit {
        rest.append(Place(schema: item, origin: next.origin, base: inside.base))
      }
    }
    return found
  }

  /// What stands behind the last slash of a reference; slashes at its end do not count.
  private static func lastName(of reference: String) -> String {
    let slash = UInt8(ascii: "/")
    let text = reference.utf8
    var end = text.endIndex
    while end > text.startIndex, text[text.index(before: end)] == slash { end = text.index(before: end) }
    var start = end
    while start > text.startIndex, text[text.index(before: start)] != slash { start = text.index(before: start) }
    return start < end ? String(reference[start..<end]) : reference
  }
}

import Muster
import MusterContracts

extension StructureWalk {
  /// Looks at an object and pushes what is in it.
  ///
  /// - Parameter isWhole: Whether what it needs must be there.
  mutating func look(at value: JSON, _ kind: ObjectKind, _ parent: ObjectKind?, _ node: Int, isWhole: Bool) {
    guard value.kind == .object else {
      let expected = StructureMistake.withArticle(kind.name(in: table)) + ", which is an object,"
      return tell(.wrongKind(expected: expected, found: value.kind), value, node)
    }
    guard visit(value), let base = table.shapes[kind] else { return }
    let variant = variant(of: base, value)
    let object = Object(
      kind: kind, base: base, shape: variant?.shape ?? base, variant: variant?.text, parent: parent, value: value,
      node: node)
    var isReferring = false
    var adopted: [String: [String]] = [:]
    for member in value.members {
      let name = member.name
      if name == "$ref", member.value.kind == .string, object.shape.members[name] == nil {
        isReferring = true
        tell(
          .reference(StructureMistake.withArticle(kind.name(in: table)), isFollowed: !kind.isDescriptive), value, node)
        continue
      }
      look(atMember: name, member.value, of: object, adopted: &adopted)
    }
    for (version, names) in adopted.sorted(by: { $0.key < $1.key }) {
      let isRead = !object.shape.adoptedUnless.contains { value[$0] != nil }
      guard let first = names.first, let place = value[first] else { continue }
      tell(
        .otherVersion(names, of: kind, version: version, isRead: isRead), place, self.node(first, in: node))
    }
    guard isWhole, !isReferring, variant?.isAdopted != true else { return }
    lookForRequired(object)
    for rule in object.shape.rules { look(at: rule, of: object) }
  }

  /// An object with what its shape is.
  private struct Object {
    let kind: ObjectKind
    let base: ObjectShape
    let shape: ObjectShape
    /// The value of the member by which shapes vary, if it is one that the version has.
    let variant: String?
    let parent: ObjectKind?
    let value: JSON
    let node: Int
  }

  /// The shape that an object has for the value of a member, as of `in` or `type`.
  private func variant(
    of base: ObjectShape, _ value: JSON
  ) -> (shape: ObjectShape, text: String?, isAdopted: Bool)? {
    guard let variation = base.variation, let text = value[variation.member]?.string else { return nil }
    if case .oneOf(_, let adopted)? = base.members[variation.member]?.form, adopted.contains(text) {
      return (base, nil, true)
    }
    guard let shape = variation.shapes[text] else { return nil }
    return (shape, text, false)
  }

  private mutating func look(
    atMember name: String, _ value: JSON, of object: Object, adopted: inout [String: [String]]
  ) {
    if let member = object.shape.members[name] {
      return push(value, member.form, object.kind, node(name, in: object.node))
    }
    if object.shape.allowsExtensions, name.hasPrefix("x-") { return }
    if let others = object.shape.others {
      let place = node(name, in: object.node)
      if !others.names.accepts(name) { tell(nameFact(name, others.names), value, place) }
      return push(value, others.form, object.kind, place)
    }
    if object.base.names.contains(name) {
      // Where the version has no such variant, whatever any of them has may be meant.
      guard let variant = object.variant, let member = object.base.variation?.member else { return }
      let fact = StructureMistake.Fact.misplacedMember(name, of: object.kind, member: member, value: variant)
      return tell(fact, value, node(name, in: object.node))
    }
    if let version = otherVersion(with: name, of: object.kind) {
      if object.shape.adopted.contains(name) {
        adopted[version, default: []].append(name)
      } else {
        tell(
          .otherVersion([name], of: object.kind, version: version, isRead: false), value, node(name, in: object.node))
      }
      return
    }
    tell(
      .unknownMember(name, of: object.kind, hint: hint(name, of: object)), value, node(name, in: object.node))
  }

  private func nameFact(_ name: String, _ form: TextForm) -> StructureMistake.Fact {
    if case .status = form, let upper = StatusKey(anyCase: name) {
      return .lowerCaseRange(name, upper: upper.description)
    }
    return .wrongName(name, expected: form.words)
  }

  /// The version that has a member which this one does not have: one of OpenAPI for an object of OpenAPI.
  private func otherVersion(with name: String, of kind: ObjectKind) -> String? {
    let tables = kind.isOfOverlays ? [ShapeTable.overlay10, .overlay11] : ShapeTable.all
    return tables.first { $0.version != table.version && $0.has(name, in: kind) }?.version
  }

  private func hint(_ name: String, of object: Object) -> StructureMistake.Hint? {
    let candidates = object.shape.members.keys.filter { object.value[$0] == nil }.sorted()
    let lower = name.asciiLowercased
    if object.kind == .pathItem, candidates.contains(lower),
      case .object(.operation)? = object.shape.members[lower]?.form
    {
      return .letterCase(lower)
    }
    if let nearest = NearestName.of(name, among: candidates) { return .nearest(nearest) }
    return table.neighbour(of: object.kind, in: object.parent, with: name).map { .neighbour($0) }
  }

  // MARK: Members together

  private mutating func lookForRequired(_ object: Object) {
    let needed = object.shape.members.filter { $0.value.isRequired }.keys.sorted()
    for name in needed where object.value[name] == nil {
      tell(.missingMember(name, of: object.kind), object.value, object.node)
    }
  }

  private mutating func look(at rule: ShapeRule, of object: Object) {
    let value = object.value
    switch rule {
    case .oneOf(let names):
      // Where a form of another version stands for it, that was told.
      guard !names.contains(where: { value[$0] != nil }), !object.shape.adopted.contains(where: { value[$0] != nil })
      else { return }
      tell(.missingOneOf(names, of: object.kind), value, object.node)
    case .notTogether(let names):
      let found = names.filter { value[$0] != nil }
      if found.count > 1 { tell(.together(found, of: object.kind), value, object.node) }
    case .only(let name, let beside):
      // Both `schema` and `content` missing is told as that.
      guard let member = value[name], value[beside] == nil, value["content"] != nil else { return }
      tell(.only(name, beside: beside, of: object.kind), member, node(name, in: object.node))
    case .among(let name, let list):
      guard let text = value[name]?.string, let items = value[list], items.items.count > 0,
        !items.items.contains(where: { $0.string == text })
      else { return }
      tell(.notAmong(name, list: list), value[name] ?? value, node(name, in: object.node))
    case .notEmpty:
      if !value.members.contains(where: { !$0.name.hasPrefix("x-") }) { tell(.empty(object.kind), value, object.node) }
    case .onlyFor(let name, let member, let wanted):
      guard let found = value[name], let text = value[member]?.string, text.asciiLowercased != wanted else { return }
      tell(.onlyFor(name, member: member, value: wanted), found, node(name, in: object.node))
    case .needed(let name, let member, let values):
      guard let text = value[member]?.string, values.contains(text), value[name] == nil else { return }
      tell(.missingMember(name, of: object.kind), value, object.node)
    }
  }

  /// Tells of items that have the same members of some names as one before them.
  ///
  /// - Complexity: O(*n*) in the number of items.
  mutating func lookForDuplicates(_ list: JSON, by names: [String], _ node: Int) {
    var seen: Set<[String]> = []
    var index = -1
    for item in list.items {
      index += 1
      let key = names.compactMap { item[$0]?.string }
      guard key.count == names.count, !seen.insert(key).inserted else { continue }
      tell(.duplicate(names), item, self.node(String(index), in: node))
    }
  }

  mutating func look(atItemsOf list: JSON, _ rule: ListRule, _ node: Int) {
    var index = -1
    switch rule {
    case .distinct:
      var seen: Set<[UInt8]> = []
      for item in list.items {
        index += 1
        if !seen.insert(item.rawText).inserted { tell(.equalItems, item, self.node(String(index), in: node)) }
      }
    case .oneQueryString:
      var hasWhole = false
      var hasOne = false
      for item in list.items {
        index += 1
        let location = item["in"]?.string
        let isClash = location == "querystring" ? hasWhole || hasOne : location == "query" && hasWhole
        if isClash { tell(.queryStrings, item, self.node(String(index), in: node)) }
        if location == "querystring" { hasWhole = true }
        if location == "query" { hasOne = true }
      }
    }
  }
}

extension ObjectKind {
  /// Whether it is an object of overlays.
  fileprivate var isOfOverlays: Bool { self == .overlay || self == .overlayInfo || self == .overlayAction }
}

extension StatusKey {
  /// A key from its text, a range of statuses also in lower case.
  init?(anyCase text: String) { self.init(text.replacing("x", with: "X")) }
}

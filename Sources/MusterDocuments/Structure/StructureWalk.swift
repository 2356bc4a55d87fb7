import Muster
import MusterContracts

/// Goes through a document by the shapes of its objects, and tells what is not as its version has it.
///
/// Nothing is followed, and what no operation uses is looked at, too. Values of extensions and of examples are left alone;
/// in schemas, only the objects of OpenAPI's own are looked at.
struct StructureWalk {
  /// A value that is still to be looked at.
  struct Step {
    let value: JSON
    let form: MemberForm
    /// The object that it is in.
    let parent: ObjectKind?
    /// Where it is, as an index in `trail`.
    let node: Int
    /// Whether it is a schema within another, which may be a boolean in every version.
    var isSubschema = false
  }

  let table: ShapeTable
  let uri: String?
  private let base: JSONPointer
  /// The way to each value that was come by: the index of what it is in, and its name or number there.
  private var trail: [(parent: Int, token: String)] = []
  private var steps: [Step] = []
  /// Objects that were looked at before, where parts of one document are looked at one by one.
  private var visited: Set<Int>?
  private(set) var mistakes: [StructureMistake] = []

  /// The mistakes of a whole document.
  ///
  /// - Parameter isFragment: Whether it was put together from the parts of a page, which has no more than some of them.
  /// - Complexity: O(*n*) in the size of the document.
  static func mistakes(in root: Place, _ table: ShapeTable, isFragment: Bool = false) -> [StructureMistake] {
    var walk = StructureWalk(root, table)
    guard root.value.kind == .object else { return [] }
    walk.look(at: root.value, .document, nil, -1, isWhole: !isFragment)
    walk.run()
    return walk.sorted
  }

  /// The mistakes of a whole document that is of another form than those of OpenAPI.
  ///
  /// - Complexity: O(*n*) in the size of the document.
  static func mistakes(in root: Place, as form: MemberForm, _ table: ShapeTable) -> [StructureMistake] {
    var visited: Set<Int> = []
    return mistakes(in: root, as: form, table, visited: &visited)
  }

  /// The mistakes of a part of a document.
  ///
  /// - Parameter visited: The objects of that document that were looked at, by their offsets.
  static func mistakes(
    in part: Place, as form: MemberForm, _ table: ShapeTable, visited: inout Set<Int>
  ) -> [StructureMistake] {
    var walk = StructureWalk(part, table)
    walk.visited = visited
    walk.steps = [Step(value: part.value, form: form, parent: nil, node: -1)]
    walk.run()
    visited = walk.visited ?? visited
    return walk.sorted
  }

  private init(_ place: Place, _ table: ShapeTable) {
    self.table = table
    uri = place.uri
    base = place.pointer
  }

  /// The mistakes in the order of the document.
  private var sorted: [StructureMistake] {
    mistakes.enumerated().sorted { ($0.element.value.textOffset, $0.offset) < ($1.element.value.textOffset, $1.offset) }
      .map(\.element)
  }

  private mutating func run() {
    while let step = steps.popLast() { look(at: step) }
  }

  mutating func tell(_ fact: StructureMistake.Fact, _ value: JSON, _ node: Int) {
    var tokens: [String] = []
    var node = node
    while node >= 0 {
      tokens.append(trail[node].token)
      node = trail[node].parent
    }
    mistakes.append(
      StructureMistake(
        fact: fact, table: table, value: value, pointer: JSONPointer(base.tokens + tokens.reversed()), uri: uri))
  }

  /// The place of a member or item.
  mutating func node(_ token: String, in parent: Int) -> Int {
    trail.append((parent, token))
    return trail.count - 1
  }

  mutating func push(_ value: JSON, _ form: MemberForm, _ parent: ObjectKind?, _ node: Int, isSubschema: Bool = false) {
    steps.append(Step(value: value, form: form, parent: parent, node: node, isSubschema: isSubschema))
  }

  private mutating func look(at step: Step) {
    let value = step.value
    switch step.form {
    case .any: break
    case .text: lookForText(value, .any, step.node)
    case .textual(let form): lookForText(value, form, step.node)
    case .boolean:
      if value.kind != .boolean { tell(.wrongKind(expected: "true or false", found: value.kind), value, step.node) }
    case .onlyTrue:
      if value.boolean != true { tell(.notTrue(lastToken(step.node)), value, step.node) }
    case .oneOf(let texts, let adopted): lookForChoice(value, texts, adopted, step.node)
    case .schema: look(atSchema: step)
    case .object(let kind): look(at: value, kind, step.parent, step.node, isWhole: true)
    case .reference(let kind):
      guard value.kind == .object, value["$ref"]?.kind == .string else {
        return look(at: value, kind, step.parent, step.node, isWhole: true)
      }
      lookBesideReference(value, step.node)
    case .list(let form, let least, let names, let rule):
      look(atList: step, form, least: least)
      if !names.isEmpty { lookForDuplicates(value, by: names, step.node) }
      if let rule { look(atItemsOf: value, rule, step.node) }
    case .map(let form, let names, let least, let most):
      look(atMap: step, form, names, least: least, most: most)
    }
  }

  private func lastToken(_ node: Int) -> String { node >= 0 ? trail[node].token : "" }

  // MARK: Texts

  private mutating func lookForText(_ value: JSON, _ form: TextForm, _ node: Int) {
    guard let text = value.string else {
      if let number = value.number { return tell(.unquoted(number), value, node) }
      if let boolean = value.boolean { return tell(.unquoted(String(boolean)), value, node) }
      return tell(.wrongKind(expected: "a text", found: value.kind), value, node)
    }
    guard !form.accepts(text) else { return }
    tell(.wrongText(text, expected: form.words, nearest: nil), value, node)
  }

  private mutating func lookForChoice(_ value: JSON, _ texts: [String], _ adopted: [String], _ node: Int) {
    guard let text = value.string else {
      return tell(.wrongKind(expected: "a text", found: value.kind), value, node)
    }
    guard !texts.contains(text) else { return }
    if adopted.contains(text) {
      return tell(.otherVersionText(text, version: text == "cookie" ? "OpenAPI 3.0" : "Swagger 2.0"), value, node)
    }
    let expected = (texts.count > 1 ? "one of " : "") + texts.joined(separator: ", ")
    tell(.wrongText(text, expected: expected, nearest: NearestName.of(text, among: texts)), value, node)
  }

  // MARK: References

  private mutating func lookBesideReference(_ value: JSON, _ node: Int) {
    var names: [String] = []
    for member in value.members {
      let name = member.name
      guard name != "$ref", !table.besideReference.contains(name), !name.hasPrefix("x-") else { continue }
      names.append(name)
    }
    if !names.isEmpty { tell(.besideReference(names), value, node) }
  }

  // MARK: Lists and maps

  private mutating func look(atList step: Step, _ form: MemberForm, least: Int) {
    let value = step.value
    if value.kind == .object, value["$ref"]?.kind == .string {
      return tell(.reference("a list", isFollowed: form.object?.isDescriptive != true), value, step.node)
    }
    guard value.kind == .array else { return tell(.wrongKind(expected: "a list", found: value.kind), value, step.node) }
    if value.items.count < least { tell(.tooFew(least), value, step.node) }
    var index = 0
    for item in value.items {
      push(item, form, step.parent, node(String(index), in: step.node))
      index += 1
    }
  }

  private mutating func look(atMap step: Step, _ form: MemberForm, _ names: TextForm, least: Int, most: Int) {
    let value = step.value
    guard value.kind == .object else {
      return tell(.wrongKind(expected: "an object", found: value.kind), value, step.node)
    }
    let isReference = value["$ref"]?.kind == .string && form.object != nil
    if isReference {
      let isFollowed = form.object.map { !$0.isDescriptive } ?? false
      tell(.reference("'\(lastToken(step.node))'", isFollowed: isFollowed), value, step.node)
    } else {
      let count = value.members.count
      if count < least { tell(.tooFew(least), value, step.node) }
      if count > most { tell(.tooMany(most), value, step.node) }
    }
    for member in value.members {
      let name = member.name
      if isReference, name == "$ref" { continue }
      let place = node(name, in: step.node)
      if !names.accepts(name) { tell(.wrongName(name, expected: names.words), member.value, place) }
      push(member.value, form, step.parent, place)
    }
  }

  // MARK: Schemas

  private mutating func look(atSchema step: Step) {
    let value = step.value
    guard value.kind == .object else {
      if !step.isSubschema, value.kind != .boolean || !table.hasBooleanSchemas {
        tell(.wrongKind(expected: "a schema", found: value.kind), value, step.node)
      }
      return
    }
    guard visit(value) else { return }
    for member in value.members {
      let name = member.name
      if let form = table.schemaMembers[name] {
        push(member.value, form, .schema, node(name, in: step.node))
        continue
      }
      let positions = SubschemaPositions.inValue(of: name)
      guard positions != .none else { continue }
      let place = node(name, in: step.node)
      switch positions {
      case .none: break
      case .one: push(member.value, .schema, .schema, place, isSubschema: true)
      case .list, .oneOrList:
        guard member.value.kind == .array else {
          push(member.value, .schema, .schema, place, isSubschema: true)
          continue
        }
        var index = 0
        for item in member.value.items {
          push(item, .schema, .schema, node(String(index), in: place), isSubschema: true)
          index += 1
        }
      case .map, .mapOfSome:
        for entry in member.value.members where entry.value.kind == .object {
          push(entry.value, .schema, .schema, node(entry.name, in: place), isSubschema: true)
        }
      }
    }
  }

  /// Whether an object is looked at for the first time.
  mutating func visit(_ value: JSON) -> Bool { visited?.insert(value.textOffset).inserted ?? true }
}

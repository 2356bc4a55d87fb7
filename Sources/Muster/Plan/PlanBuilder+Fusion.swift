import MusterText

/// Joins what a list asks of the members of one object, or of the items of one array, so that they are gone over once.
///
/// `allOf` is the usual reason: each of its branches has `properties` or `items` of its own. All that a list asks must
/// hold, in whatever order it is asked, so that what several operations ask of one member may be asked together.
extension PlanBuilder {
  /// How many joint blocks a plan may have beside a quarter of its program's instructions.
  private static let leastJoints = 256
  private static let mostNames = 1_024

  /// Joins operations of the list that is open from a position on.
  mutating func fuse(from start: Int) {
    guard open.count - start > 1 else { return }
    fuseObjects(from: start)
    fuseItems(from: start)
  }

  /// Takes the shapes that only ask about one name out of operations; not before all are joined that can be.
  mutating func simplifyShapes() {
    // One set for each name, so that what is known of a member of an object serves all that ask about it.
    var sets: [[UInt8]: NameSetIndex] = [:]
    for position in operations.elements.indices {
      let index = ListIndex(UInt32(position))
      guard case .object(let number) = operations[index] else { continue }
      let shape = shapes[number]
      let isPlain = shape.patternCount == 0 && shape.additional == .accepting && shape.dependentMask == 0
      guard isPlain, shape.names.count == 1 else { continue }
      let name = names.names[shape.names.start]
      let isRequired = shape.requiredMask != 0
      if name.entry == .accepting, isRequired {
        operations[index] = .hasName(number)
      } else if name.entry != .accepting {
        let text = names.text(of: name)
        let length = UInt32(text.count)
        let set = sets[text] ?? names.addSet([UnplacedName(text: NameEntry(start: 0, length: length))], in: text)
        sets[text] = set
        operations[index] = .member(name.entry, name: set, isRequired: isRequired)
      }
    }
  }

  private mutating func fuseItems(from start: Int) {
    var position = start
    while position < open.count {
      defer { position += 1 }
      guard case .items(let entry, let first) = open[position] else { continue }
      var entries = [entry]
      var others: [Int] = []
      for other in open.indices[(position + 1)...] {
        guard case .items(let more, first) = open[other] else { continue }
        entries.append(more)
        others.append(other)
      }
      guard !others.isEmpty, let joint = joint(entries) else { continue }
      open[position] = .items(joint, from: first)
      for other in others.reversed() { open.remove(at: other) }
    }
  }

  private mutating func fuseObjects(from start: Int) {
    var objects: [(position: Int, shape: ShapeIndex)] = []
    for position in start..<open.count {
      if case .object(let shape) = open[position], shapes[shape].areNamesSettled { objects.append((position, shape)) }
    }
    if join(objects) { return }
    let plain = objects.filter { shapes[$0.shape].patternCount == 0 }
    if plain.count < objects.count { _ = join(plain) }
  }

  /// Joins the shapes of some open operations.
  private mutating func join(_ objects: [(position: Int, shape: ShapeIndex)]) -> Bool {
    guard objects.count > 1, let shape = shape(joining: objects.map(\.shape)) else { return false }
    open[objects[0].position] = .object(shape)
    for other in objects.dropFirst().reversed() { open.remove(at: other.position) }
    return true
  }

  /// A shape that asks what all of some shapes ask; `nil` if that would be too much, or if it depends on several
  /// patterns at once.
  private mutating func shape(joining indices: [ShapeIndex]) -> ShapeIndex? {
    if let known = joints.shapes[indices] { return known }
    let sources = indices.map { shapes[$0] }
    guard sources.reduce(0, { $0 + Int($1.names.count) }) <= PlanBuilder.mostNames else { return nil }
    var order: [[UInt8]] = []
    var members: [[UInt8]: [(shape: Int, name: PlanName)]] = [:]
    for (shape, source) in sources.enumerated() {
      for name in names.names(of: source.names) {
        let text = names.text(of: name)
        if members[text] == nil { order.append(text) }
        members[text, default: []].append((shape, name))
      }
    }
    guard let additional = joint(sources.map(\.additional)), let patterns = patterns(joining: sources) else {
      return nil
    }
    var result = PlanShape()
    result.additional = additional
    for source in sources where source.dependentMask != 0 {
      guard result.dependentMask == 0 else { return nil }
      result.dependentMask = source.dependentMask
    }
    place(patterns, in: &result)
    var texts: [UInt8] = []
    var joined: [UnplacedName] = []
    for text in order {
      let place = NameEntry(start: UInt32(texts.count), length: UInt32(text.count))
      guard let name = name(text, at: place, joining: members[text] ?? [], of: sources, in: &result) else { return nil }
      joined.append(name)
      texts += text
    }
    result.names = names.add(joined, in: texts)
    let index = add(result)
    joints.shapes[indices] = index
    return index
  }

  /// A name of a joint shape, which asks what all shapes ask of a member of this name.
  ///
  /// - Parameter members: The name as the shapes have it that have it.
  private mutating func name(
    _ text: [UInt8], at place: NameEntry, joining members: [(shape: Int, name: PlanName)], of sources: [PlanShape],
    in result: inout PlanShape
  ) -> UnplacedName? {
    var entries: [EntryIndex?] = Array(repeating: nil, count: sources.count)
    var name = UnplacedName(text: place)
    var isRequired = false
    for member in members {
      entries[member.shape] = member.name.entry
      if member.name.required & sources[member.shape].requiredMask != 0 { isRequired = true }
      name.required |= member.name.required & sources[member.shape].dependentMask
    }
    for shape in sources.indices where entries[shape] == nil {
      guard let entry = entry(of: text, in: sources[shape]) else { return nil }
      entries[shape] = entry
    }
    guard let entry = joint(entries.compactMap { $0 }) else { return nil }
    name.entry = entry
    if isRequired {
      let bit = result.requiredMask == 0 ? 0 : 64 - result.requiredMask.leadingZeroBitCount
      // Bits of dependent names are taken from above.
      guard bit < 64 - result.dependentMask.nonzeroBitCount else { return nil }
      name.required |= 1 << UInt64(bit)
      result.requiredMask |= 1 << UInt64(bit)
    }
    return name
  }

  /// The patterns of some shapes, each with what all of them ask if it matches.
  private mutating func patterns(joining sources: [PlanShape]) -> [PatternBlock]? {
    var patterns: [UInt32] = []
    let own = sources.map { operands.patterns(of: $0) }
    for block in own.joined() where !patterns.contains(block.pattern) { patterns.append(block.pattern) }
    guard patterns.count * sources.count <= PlanBuilder.mostNames else { return nil }
    var joined: [PatternBlock] = []
    for pattern in patterns {
      var entries: [EntryIndex] = []
      for (source, blocks) in zip(sources, own) {
        let matching = blocks.filter { $0.pattern == pattern }
        entries += matching.map(\.entry)
        if matching.isEmpty, source.additional != .accepting {
          // One of its own patterns may match as well.
          guard source.patternCount == 0 else { return nil }
          entries.append(source.additional)
        }
      }
      guard let entry = joint(entries) else { return nil }
      joined.append(PatternBlock(pattern: pattern, entry: entry))
    }
    return joined
  }

  /// What a shape asks of a member whose name is not among its own.
  private mutating func entry(of name: [UInt8], in shape: PlanShape) -> EntryIndex? {
    var entries: [EntryIndex] = []
    var scratch = PatternScratch()
    for block in operands.patterns(of: shape) {
      switch program.patterns[Int(block.pattern)].search(name.span, scratch: &scratch) {
      case .matched: entries.append(block.entry)
      case .unmatched: continue
      case .undecided: return nil
      }
    }
    return entries.isEmpty ? shape.additional : joint(entries)
  }

  /// The block that passes what all of some blocks pass; `nil` if there are too many.
  mutating func joint(_ entries: [EntryIndex]) -> EntryIndex? {
    var all: Set<EntryIndex> = []
    for entry in entries where entry != .accepting {
      if entry == .rejecting { return .rejecting }
      if let parts = joints.blocks(of: entry) { all.formUnion(parts) } else { all.insert(entry) }
    }
    guard let any = all.first else { return .accepting }
    if all.count == 1 { return any }
    let parts = all.sorted()
    if let known = joints.entry(of: parts) { return known }
    guard joints.count < PlanBuilder.leastJoints + program.instructions.count / 4 else { return nil }
    let isTracking = parts.contains { blocks[$0].isTracking }
    let entry = blocks.add(
      BlockTable.Block(start: BlockTable.Block.none, scope: context.scope, isTracking: isTracking))
    joints.note(entry, of: parts)
    return entry
  }

  /// The list of a joint block: the operations of the lists of its blocks.
  mutating func list(ofAll parts: [EntryIndex], _ kind: TapeWord.Kind, depth: Int) -> ListIndex {
    let outer = open.count
    for part in parts {
      let list = list(ofEntry: part, kind, depth: depth + 1)
      if list == .accept { continue }
      guard list != .reject else { return close(from: outer, passes: false) }
      var index = list
      while !operations[index].isEnd {
        open.append(operations[index])
        index.advance()
      }
    }
    return close(from: outer, passes: true)
  }
}

import MusterText

/// Joins what a list asks of the members of one object, or of the items of one array, so that they are gone over once.
///
/// `allOf` is the usual reason: each of its branches has `properties` or `items` of its own. All that a list asks must
/// hold, in whatever order it is asked, so that what several operations ask of one member may be asked together.
extension PlanBuilder {
  /// Blocks that must all be passed, and the shapes joined of others.
  struct Joints {
    /// For each joint block, by where its entries begin, the blocks that it is made of.
    var parts: [UInt32: [UInt32]] = [:]
    var entries: [[UInt32]: UInt32] = [:]
    var shapes: [[UInt32]: UInt32] = [:]
  }

  /// How many joint blocks a plan may have beside a quarter of its program's instructions.
  private static let leastJoints = 256
  private static let mostNames = 1_024

  /// Joins operations of the list that is open from a position on.
  mutating func fuse(from start: Int) {
    guard open.count - start > 1 else { return }
    fuseObjects(from: start)
    fuseItems(from: start)
  }

  /// Takes the shapes that only ask for one name out of operations; not before all are joined that can be.
  mutating func simplifyShapes() {
    for index in parts.operations.indices where parts.operations[index].code == .object {
      let shape = parts.shapes[Int(parts.operations[index].a)]
      let isPlain = shape.patternCount == 0 && shape.additional == 0 && shape.dependentMask == 0
      guard isPlain, shape.names.count == 1, shape.requiredMask != 0 else { continue }
      if parts.names[Int(shape.names.start)].entry == 0 { parts.operations[index].code = .hasName }
    }
  }

  private mutating func fuseItems(from start: Int) {
    var position = start
    while position < open.count {
      defer { position += 1 }
      guard open[position].code == .items else { continue }
      let others = (position + 1..<open.count).filter {
        open[$0].code == .items && open[$0].value == open[position].value
      }
      guard !others.isEmpty, let joint = joint([open[position].a] + others.map { open[$0].a }) else { continue }
      open[position].a = joint
      for other in others.reversed() { open.remove(at: other) }
    }
  }

  private mutating func fuseObjects(from start: Int) {
    let objects = (start..<open.count).filter {
      open[$0].code == .object && parts.shapes[Int(open[$0].a)].areNamesSettled
    }
    if join(objects) { return }
    let plain = objects.filter { parts.shapes[Int(open[$0].a)].patternCount == 0 }
    if plain.count < objects.count { _ = join(plain) }
  }

  /// Joins the shapes of some open operations.
  private mutating func join(_ objects: [Int]) -> Bool {
    guard objects.count > 1, let shape = shape(joining: objects.map { open[$0].a }) else { return false }
    open[objects[0]].a = shape
    for other in objects.dropFirst().reversed() { open.remove(at: other) }
    return true
  }

  /// A shape that asks what all of some shapes ask; `nil` where that would be too much, or where it depends on several
  /// patterns at once.
  private mutating func shape(joining shapes: [UInt32]) -> UInt32? {
    if let known = joints.shapes[shapes] { return known }
    let sources = shapes.map { parts.shapes[Int($0)] }
    guard sources.reduce(0, { $0 + Int($1.names.count) }) <= PlanBuilder.mostNames else { return nil }
    var order: [[UInt8]] = []
    var members: [[UInt8]: [(shape: Int, name: PlanName)]] = [:]
    for (shape, source) in sources.enumerated() {
      for position in source.names.start..<source.names.start + source.names.count {
        let name = parts.names[Int(position)]
        let text = text(of: name)
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
    result.patternCount = UInt32(patterns.count / 2)
    result.patternStart = appendList(patterns)
    var texts: [UInt8] = []
    var names: [(text: NameEntry, name: PlanName)] = []
    for text in order {
      var entries: [UInt32?] = Array(repeating: nil, count: sources.count)
      var name = PlanName()
      var isRequired = false
      for member in members[text] ?? [] {
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
      names.append((NameEntry(start: UInt32(texts.count), length: UInt32(text.count)), name))
      texts += text
    }
    result.names = nameSet(names, in: texts)
    parts.shapes.append(result)
    parts.shapeSources.append(.max)
    let index = UInt32(parts.shapes.count - 1)
    joints.shapes[shapes] = index
    return index
  }

  /// The patterns of some shapes, each with what all of them ask where it matches.
  private mutating func patterns(joining sources: [PlanShape]) -> [UInt32]? {
    var patterns: [UInt32] = []
    for source in sources {
      for pair in 0..<source.patternCount {
        let pattern = parts.lists[Int(source.patternStart + pair * 2)]
        if !patterns.contains(pattern) { patterns.append(pattern) }
      }
    }
    guard patterns.count * sources.count <= PlanBuilder.mostNames else { return nil }
    var pairs: [UInt32] = []
    for pattern in patterns {
      var entries: [UInt32] = []
      for source in sources {
        let own = (0..<source.patternCount).filter { parts.lists[Int(source.patternStart + $0 * 2)] == pattern }
        entries += own.map { parts.lists[Int(source.patternStart + $0 * 2 + 1)] }
        if own.isEmpty, source.additional != 0 {
          // One of its own patterns may match as well.
          guard source.patternCount == 0 else { return nil }
          entries.append(source.additional)
        }
      }
      guard let entry = joint(entries) else { return nil }
      pairs += [pattern, entry]
    }
    return pairs
  }

  /// What a shape asks of a member whose name is not among its own.
  private mutating func entry(of name: [UInt8], in shape: PlanShape) -> UInt32? {
    var entries: [UInt32] = []
    var scratch = PatternScratch()
    for pair in 0..<shape.patternCount {
      let pattern = program.patterns[Int(parts.lists[Int(shape.patternStart + pair * 2)])]
      switch pattern.search(name.span, scratch: &scratch) {
      case .matched: entries.append(parts.lists[Int(shape.patternStart + pair * 2 + 1)])
      case .unmatched: continue
      case .undecided: return nil
      }
    }
    return entries.isEmpty ? shape.additional : joint(entries)
  }

  /// Where the entries begin of the block that passes what all of some blocks pass; `nil` where there are too many.
  mutating func joint(_ entries: [UInt32]) -> UInt32? {
    var all: Set<UInt32> = []
    for entry in entries where entry != 0 {
      if entry == 8 { return 8 }
      if let parts = joints.parts[entry] { all.formUnion(parts) } else { all.insert(entry) }
    }
    guard let any = all.first else { return 0 }
    if all.count == 1 { return any }
    let blocks = all.sorted()
    if let known = joints.entries[blocks] { return known }
    guard joints.entries.count < PlanBuilder.leastJoints + program.instructions.count / 4 else { return nil }
    let entry = addBlock(isTracking: blocks.contains { isTracking[Int($0) / 8] })
    joints.entries[blocks] = entry
    joints.parts[entry] = blocks
    return entry
  }

  /// The list of a joint block: the operations of the lists of its blocks.
  mutating func list(ofAll blocks: [UInt32], _ kind: UInt8, depth: Int) -> UInt32 {
    let outer = open.count
    for block in blocks {
      let list = list(ofEntry: block, kind, depth: depth + 1)
      if list == Plan.accept { continue }
      guard list != Plan.reject else {
        open.removeLast(open.count - outer)
        return Plan.reject
      }
      var index = Int(list)
      while parts.operations[index].code != .accept {
        open.append(parts.operations[index])
        index += 1
      }
    }
    return open.count == outer ? Plan.accept : close(from: outer)
  }
}

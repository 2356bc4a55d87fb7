/// What is evaluated of one value, by branches: 0 stands for what holds in any case.
struct Coverage {
  struct Branch {
    /// The branch that it is in, which comes before it.
    var outer: Int
    var all = false
    var shapes: [ObjectShape] = []
    var firstItems: UInt32 = 0
    /// The blocks whose passing items are evaluated.
    var items: [EntryIndex] = []

    var evaluates: Bool { all || !shapes.isEmpty || firstItems > 0 || !items.isEmpty }
  }

  private static let mostBranches = 64

  private(set) var branches = [Branch(outer: 0)]
  /// The branch that is being worked out.
  private(set) var current = 0

  /// What holds in any case.
  var always: Branch { branches[0] }

  /// Whether what is evaluated depends on branches.
  var depends: Bool { branches.count > 1 }

  /// Whether anything says which names there are.
  var hasShapes: Bool { branches.contains { !$0.shapes.isEmpty } }

  // MARK: What is evaluated

  mutating func cover(_ shape: ObjectShape, _ properties: [PropertyEntry]) {
    if shape.additional != .any { branches[current].all = true }
    if shape.patternCount > 0 || shape.names(properties) { branches[current].shapes.append(shape) }
  }

  /// Notes that items from a position on are evaluated.
  ///
  /// - Returns: `false` if those before are not, which cannot be noted.
  mutating func cover(itemsFrom first: UInt32) -> Bool {
    // `prefixItems` comes before, with those that are not among them.
    guard branches[current].firstItems >= first else { return false }
    branches[current].all = true
    return true
  }

  mutating func cover(firstItems count: UInt32) {
    branches[current].firstItems = max(branches[current].firstItems, count)
  }

  mutating func cover(itemsPassing entry: EntryIndex) {
    if entry == .accepting { branches[current].all = true } else { branches[current].items.append(entry) }
  }

  mutating func coverAll() { branches[current].all = true }

  // MARK: Branches

  /// Begins a branch in the current one.
  ///
  /// - Returns: Its number; `nil` if there are too many.
  mutating func beginBranch() -> Int? {
    guard branches.count < Coverage.mostBranches else { return nil }
    branches.append(Branch(outer: current))
    current = branches.count - 1
    return current
  }

  /// Goes back to the branch around another one, and forgets that one with those in it if they evaluate nothing.
  ///
  /// - Returns: Whether they evaluate anything.
  mutating func endBranch(_ branch: Int) -> Bool {
    current = branches[branch].outer
    if branches[branch...].contains(where: \.evaluates) { return true }
    branches.removeLast(branches.count - branch)
    return false
  }

  /// The branches that name properties, a bit each.
  var naming: UInt64 {
    var mask: UInt64 = 0
    for (number, branch) in branches.enumerated() where !branch.shapes.isEmpty { mask |= 1 << UInt64(number) }
    return mask
  }
}

extension Coverage.Branch {
  /// The patterns that it evaluates members by, each once.
  func patterns(_ lists: [UInt32]) -> [UInt32] {
    var patterns: [UInt32] = []
    for shape in shapes {
      for pair in 0..<shape.patternCount {
        let pattern = lists[Int(shape.patternStart + pair * 2)]
        if !patterns.contains(pattern) { patterns.append(pattern) }
      }
    }
    return patterns
  }
}

extension Sequence<Coverage.Branch> {
  /// The names that some branches declare, each once; in `required` the branches, a bit each.
  func names(_ program: Program) -> [UnplacedName] {
    var positions: [ArraySlice<UInt8>: Int] = [:]
    var names: [UnplacedName] = []
    for (number, branch) in enumerated() {
      for shape in branch.shapes {
        for index in shape.propertyStart..<shape.propertyStart + shape.propertyCount {
          let property = program.properties[Int(index)]
          guard property.flags & PropertyEntry.isDeclared != 0 else { continue }
          let start = Int(property.nameStart)
          let text = program.text[start..<start + Int(property.nameLength)]
          let position = positions[text] ?? names.count
          if position == names.count {
            positions[text] = position
            names.append(UnplacedName(text: NameEntry(start: property.nameStart, length: property.nameLength)))
          }
          names[position].required |= 1 << UInt64(number)
        }
      }
    }
    return names
  }
}

extension ObjectShape {
  /// Whether every object passes it.
  var asksForNothing: Bool {
    propertyCount == 0 && patternCount == 0 && requiredMask == 0 && (additional == .any || additional == .all)
  }

  /// Whether it says something about members beyond that they must be there.
  func documents(_ properties: [PropertyEntry]) -> Bool {
    additional != .any || patternCount > 0 || names(properties)
  }

  /// Whether it declares any name.
  func names(_ properties: [PropertyEntry]) -> Bool {
    (propertyStart..<propertyStart + propertyCount).contains {
      properties[Int($0)].flags & PropertyEntry.isDeclared != 0
    }
  }
}

/// Which branches of a union an object can be meant for, by one of its members.
extension PlanBuilder {
  /// What a list asks of one member of an object, as far as it can be told.
  private struct Tags {
    /// By kind whether the member may be of it: a set bit.
    ///
    /// Bit 0 says whether it may be absent.
    var kinds: UInt8 = 0xFF
    /// The strings that it may be, by number; `nil` for any.
    var strings: Set<UInt32>?

    /// Nothing passes.
    static let impossible = Tags(kinds: 0, strings: [])

    mutating func formIntersection(_ other: Tags) {
      kinds &= other.kinds
      if let more = other.strings { strings = strings.map { $0.intersection(more) } ?? more }
    }

    mutating func formUnion(_ other: Tags) {
      kinds |= other.kinds
      if let own = strings, let more = other.strings { strings = own.union(more) } else { strings = nil }
    }

    func allows(_ kind: UInt8) -> Bool { kinds & (1 << kind) != 0 }
  }

  private static let branchLimit = 64
  private static let depthLimit = 4
  /// How many names are tried.
  private static let mostTellingNames = 8

  /// Lays out a union whose branches a member tells apart.
  ///
  /// - Returns: Where it begins among the operands (`TellingUnion`); `nil` if no member tells enough.
  mutating func tellingUnion(_ branches: [ListIndex]) -> OperandIndex? {
    guard branches.count <= PlanBuilder.branchLimit else { return nil }
    var names: [[UInt8]] = []
    for branch in branches { addTellingNames(of: branch, 0, to: &names) }
    var best: (name: [UInt8], tags: [Tags])?
    // What would be tried without telling.
    var least = branches.count * branches.count
    for name in names.prefix(PlanBuilder.mostTellingNames) {
      let tags = branches.map { self.tags(ofList: $0, name, 0) }
      // For each branch, a payload that is meant for it: how many are tried then?
      var tried = 0
      for tag in tags {
        let sample = tag.strings?.min()
        for other in tags where sample == nil || other.strings.map({ $0.contains(sample ?? 0) }) ?? true { tried += 1 }
      }
      if tried < least {
        least = tried
        best = (name, tags)
      }
    }
    return best.map { layOut($0.name, $0.tags, branches) }
  }

  private mutating func layOut(_ name: [UInt8], _ tags: [Tags], _ branches: [ListIndex]) -> OperandIndex {
    var numbers: Set<UInt32> = []
    for tag in tags { numbers.formUnion(tag.strings ?? []) }
    let told = numbers.sorted()
    let string = TapeWord.Kind.string.rawValue
    var candidates: [UInt64] = []
    for kind in 0..<UInt8(TellingUnion.kinds) {
      candidates.append(PlanBuilder.mask(tags) { $0.allows(kind) && (kind != string || $0.strings == nil) })
    }
    for number in told {
      candidates.append(PlanBuilder.mask(tags) { $0.allows(string) && $0.strings?.contains(number) ?? true })
    }
    let start = masks.append(contentsOf: candidates)
    let layout = TellingUnion(
      member: nameSet(ofStrings: [strings.number(of: name)]), texts: nameSet(ofStrings: told), candidates: start,
      lists: branches)
    return layout.append(to: &operands)
  }

  /// A bit for each of some branches that something holds of.
  private static func mask(_ tags: [Tags], _ holds: (Tags) -> Bool) -> UInt64 {
    var mask: UInt64 = 0
    for (branch, tag) in tags.enumerated() where holds(tag) { mask |= 1 << UInt64(branch) }
    return mask
  }

  // MARK: What lists ask of a member

  /// What an operation asks of the members of its value.
  private enum MemberDemand {
    /// Nothing, or nothing that is told.
    case none
    case shape(ShapeIndex)
    /// What a list asks, what one of some lists asks.
    case list(ListIndex)
    case anyList(ArraySlice<UInt32>)
    /// The list ends, or no value passes it.
    case end
    case impossible
  }

  private static func demand(
    of operation: PlannedOperation, _ operands: PlanTable<OperandIndex, UInt32>
  ) -> MemberDemand {
    switch operation {
    case .accept: .end
    case .reject: .impossible
    case .call(let list), .covering(let list): .list(list)
    case .object(let shape): .shape(shape)
    case .anyOf(let start, let count, _), .oneOf(let start, let count):
      .anyList(operands[start, count: count])
    case .tellingAnyOf(let start, _), .tellingOneOf(let start): .anyList(TellingUnion.lists(operands, at: start))
    case .decided(let start): .anyList(DecidedUnion.lists(operands, at: start))
    // What others ask of members is not told, or asked of other values than objects: they tell no branches apart.
    default: .none
    }
  }

  /// Adds the names of the members that a list holds to some strings.
  private mutating func addTellingNames(of list: ListIndex, _ depth: Int, to names: inout [[UInt8]]) {
    guard depth <= PlanBuilder.depthLimit else { return }
    var index = list
    while true {
      let demand = PlanBuilder.demand(of: operations[index], operands)
      index.advance()
      switch demand {
      case .none: continue
      case .end, .impossible: return
      case .list(let list): addTellingNames(of: list, depth + 1, to: &names)
      case .anyList(let lists): for list in lists { addTellingNames(of: ListIndex(list), depth + 1, to: &names) }
      case .shape(let shape):
        for name in self.names.names(of: shapes[shape].names) {
          guard name.entry != .undeclared, strings(ofEntry: name.entry) != nil else { continue }
          let bytes = self.names.text(of: name)
          if !names.contains(bytes) { names.append(bytes) }
        }
      }
    }
  }

  /// What a list asks of a member.
  private mutating func tags(ofList list: ListIndex, _ name: [UInt8], _ depth: Int) -> Tags {
    var tags = Tags()
    guard depth <= PlanBuilder.depthLimit else { return tags }
    var index = list
    while true {
      let demand = PlanBuilder.demand(of: operations[index], operands)
      index.advance()
      switch demand {
      case .none: continue
      case .end: return tags
      case .impossible: return .impossible
      case .list(let list): tags.formIntersection(self.tags(ofList: list, name, depth + 1))
      case .anyList(let lists):
        var union = Tags.impossible
        for list in lists { union.formUnion(self.tags(ofList: ListIndex(list), name, depth + 1)) }
        tags.formIntersection(union)
      case .shape(let shape): tags.formIntersection(self.tags(ofShape: shapes[shape], name))
      }
    }
  }

  private mutating func tags(ofShape shape: PlanShape, _ name: [UInt8]) -> Tags {
    var tags = Tags()
    for property in names.names(of: shape.names) {
      guard property.length == name.count, names.text(of: property) == name else { continue }
      if property.required & shape.requiredMask != 0 { tags.kinds &= ~1 }
      if property.entry != .undeclared { return self.tags(ofEntry: property.entry, tags) }
      return shape.patternCount > 0 ? tags : self.tags(ofEntry: shape.additional, tags)
    }
    return shape.patternCount > 0 ? tags : self.tags(ofEntry: shape.additional, tags)
  }

  private mutating func tags(ofEntry entry: EntryIndex, _ known: Tags) -> Tags {
    var tags = known
    // Not objects: their lists have unions of their own, and so on without a bound.
    for kind in PlanBuilder.kinds where kind != .object {
      if list(ofEntry: entry, kind) == .reject { tags.kinds &= ~(1 << kind.rawValue) }
    }
    tags.strings = strings(ofEntry: entry)
    return tags
  }

  /// The strings that a block holds a string to, by number; `nil` for any.
  private mutating func strings(ofEntry entry: EntryIndex) -> Set<UInt32>? {
    let first = operations[list(ofEntry: entry, .string)]
    if case .reject = first { return [] }
    // A list that begins in another way may hold them to fewer: that they are any is no mistake.
    guard case .oneOfNames(let set) = first else { return nil }
    return Set(names.names(of: names.sets[set]).map(\.number))
  }
}

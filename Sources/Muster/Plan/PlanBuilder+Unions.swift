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

    mutating func formIntersection(_ other: Tags) {
      kinds &= other.kinds
      if let more = other.strings { strings = strings.map { $0.intersection(more) } ?? more }
    }

    mutating func formUnion(_ other: Tags) {
      kinds |= other.kinds
      if let own = strings, let more = other.strings { strings = own.union(more) } else { strings = nil }
    }

    /// The bits that stand for strings.
    static let string: UInt8 = 1 << TapeWord.Kind.string.rawValue
  }

  private static let branchLimit = 64
  private static let depthLimit = 4

  /// Lays out a union whose branches a member tells apart.
  ///
  /// - Returns: Where in `lists` it begins; `nil` where no member tells enough.
  mutating func tellingUnion(_ branches: [UInt32]) -> UInt32? {
    guard branches.count <= PlanBuilder.branchLimit else { return nil }
    var names: [[UInt8]] = []
    for branch in branches { tellingNames(branch, 0, &names) }
    var best: (name: [UInt8], tags: [Tags], tried: Int)?
    // What would be tried without telling.
    var least = branches.count * branches.count
    for name in names.prefix(8) {
      let tags = branches.map { self.tags(ofList: $0, name, 0) }
      // For each branch, a payload that is meant for it: how many are tried then?
      var tried = 0
      for tag in tags {
        let sample = tag.strings?.min()
        for other in tags where sample == nil || other.strings.map({ $0.contains(sample ?? 0) }) ?? true { tried += 1 }
      }
      if tried < least {
        least = tried
        best = (name, tags, tried)
      }
    }
    guard let best else { return nil }
    return layOut(best.name, best.tags, branches)
  }

  private mutating func layOut(_ name: [UInt8], _ tags: [Tags], _ branches: [UInt32]) -> UInt32 {
    var numbers: Set<UInt32> = []
    for tag in tags { numbers.formUnion(tag.strings ?? []) }
    let told = numbers.sorted()
    let start = UInt32(parts.candidates.count)
    for kind in 0..<UInt8(8) {
      var mask: UInt64 = 0
      for (branch, tag) in tags.enumerated() where tag.kinds & (1 << kind) != 0 {
        if kind != TapeWord.Kind.string.rawValue || tag.strings == nil { mask |= 1 << UInt64(branch) }
      }
      parts.candidates.append(mask)
    }
    for number in told {
      var mask: UInt64 = 0
      for (branch, tag) in tags.enumerated() where tag.kinds & Tags.string != 0 {
        if tag.strings?.contains(number) ?? true { mask |= 1 << UInt64(branch) }
      }
      parts.candidates.append(mask)
    }
    let member = nameSet(ofStrings: [number(of: name)])
    let telling = nameSet(ofStrings: told)
    let header = UInt32(parts.lists.count)
    parts.lists.append(contentsOf: [member, telling, start, UInt32(branches.count)])
    parts.lists.append(contentsOf: branches)
    return header
  }

  /// The names of the members that a list holds to some strings.
  private mutating func tellingNames(_ list: UInt32, _ depth: Int, _ names: inout [[UInt8]]) {
    guard depth <= PlanBuilder.depthLimit else { return }
    var index = Int(list)
    while true {
      let operation = parts.operations[index]
      index += 1
      switch operation.code {
      case .accept, .reject: return
      case .call, .covering: tellingNames(operation.a, depth + 1, &names)
      case .anyOf, .oneOf:
        for branch in 0..<operation.branchCount {
          tellingNames(parts.lists[Int(operation.a) + branch], depth + 1, &names)
        }
      case .tellingAnyOf, .tellingOneOf:
        let start = Int(operation.a)
        for branch in 0..<Int(parts.lists[start + 3]) {
          tellingNames(parts.lists[start + 4 + branch], depth + 1, &names)
        }
      case .decided:
        let start = Int(operation.a)
        for branch in 0..<Int(parts.lists[start + 2]) {
          tellingNames(parts.lists[start + 3 + branch], depth + 1, &names)
        }
      case .object:
        let set = parts.shapes[Int(operation.a)].names
        for position in set.start..<set.start + set.count {
          let name = parts.names[Int(position)]
          guard name.entry != PlanName.undeclared, strings(ofEntry: name.entry) != nil else { continue }
          let bytes = text(of: name)
          if !names.contains(bytes) { names.append(bytes) }
        }
      default: break
      }
    }
  }

  /// What a list asks of a member.
  private mutating func tags(ofList list: UInt32, _ name: [UInt8], _ depth: Int) -> Tags {
    var tags = Tags()
    guard depth <= PlanBuilder.depthLimit else { return tags }
    var index = Int(list)
    while true {
      let operation = parts.operations[index]
      index += 1
      switch operation.code {
      case .accept: return tags
      case .reject: return Tags(kinds: 0, strings: [])
      case .call, .covering: tags.formIntersection(self.tags(ofList: operation.a, name, depth + 1))
      case .anyOf, .oneOf:
        tags.formIntersection(self.tags(ofUnion: Int(operation.a), operation.branchCount, name, depth))
      case .tellingAnyOf, .tellingOneOf:
        let start = Int(operation.a)
        tags.formIntersection(self.tags(ofUnion: start + 4, Int(parts.lists[start + 3]), name, depth))
      case .decided:
        let start = Int(operation.a)
        tags.formIntersection(self.tags(ofUnion: start + 3, Int(parts.lists[start + 2]), name, depth))
      case .object: tags.formIntersection(self.tags(ofShape: Int(operation.a), name))
      default: break
      }
    }
  }

  private mutating func tags(ofUnion start: Int, _ count: Int, _ name: [UInt8], _ depth: Int) -> Tags {
    var union = Tags(kinds: 0, strings: [])
    for branch in start..<start + count { union.formUnion(tags(ofList: parts.lists[branch], name, depth + 1)) }
    return union
  }

  private mutating func tags(ofShape index: Int, _ name: [UInt8]) -> Tags {
    let shape = parts.shapes[index]
    var tags = Tags()
    var entry = shape.additional
    for position in shape.names.start..<shape.names.start + shape.names.count {
      let property = parts.names[Int(position)]
      guard property.length == name.count, text(of: property) == name else { continue }
      if property.required & shape.requiredMask != 0 { tags.kinds &= ~1 }
      if property.entry != PlanName.undeclared { entry = property.entry } else if shape.patternCount > 0 { return tags }
      return self.tags(ofEntry: entry, tags)
    }
    return shape.patternCount > 0 ? tags : self.tags(ofEntry: entry, tags)
  }

  private mutating func tags(ofEntry entry: UInt32, _ known: Tags) -> Tags {
    var tags = known
    // Not objects: their lists have unions of their own, and so on without a bound.
    for kind in PlanBuilder.kinds where kind != TapeWord.Kind.object.rawValue {
      if list(ofEntry: entry, kind) == Plan.reject { tags.kinds &= ~(1 << kind) }
    }
    tags.strings = strings(ofEntry: entry)
    return tags
  }

  /// The strings that a block holds a string to, by number; `nil` for any.
  private mutating func strings(ofEntry entry: UInt32) -> Set<UInt32>? {
    let list = list(ofEntry: entry, TapeWord.Kind.string.rawValue)
    let first = parts.operations[Int(list)]
    switch first.code {
    case .reject: return []
    case .oneOfNames:
      let set = parts.nameSets[Int(first.a)]
      return Set((set.start..<set.start + set.count).map { parts.names[Int($0)].number })
    default: return nil
    }
  }

  func text(of name: PlanName) -> [UInt8] {
    let length = name.length
    if length > 16 { return Array(parts.text[Int(name.textStart)..<Int(name.textStart) + length]) }
    return (0..<length).map { index in
      let word = index < 8 ? name.prefix >> UInt64(index * 8) : name.suffix >> UInt64((index + 8 - length) * 8)
      return UInt8(truncatingIfNeeded: word)
    }
  }
}

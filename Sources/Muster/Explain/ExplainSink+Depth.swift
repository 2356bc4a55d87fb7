/// How deep the failures of a branch are in the union's value.
extension ExplainSink {
  /// Failures that lie in more containers than this are remembered, so that unions around each other do not go the whole way
  /// for each.
  private static let farDepth = 8

  /// The depth of the deepest failure in a range of the list, in containers between it and the union's value.
  ///
  /// - Complexity: O(*n* log *n*) in the failures, plus one pass over the containers that have them, down to those that were
  ///   gone over for a union inside.
  func deepest(of range: Range<Int>, below value: TapeIndex) -> Int {
    guard tape[value].isContainer else { return 0 }
    let end = tape.end(value)
    var deepest = 0
    // Each failure with the place to look for: its own, or that of a container whose distance from the failure is known.
    var targets: [(failure: TapeIndex, place: TapeIndex, depth: Int)] = []
    for position in range where memory.issues[position].kind != .held {
      let target = memory.issues[position].value
      guard target > value, target < end, targets.last?.failure != target else { continue }
      let known = memory.depths.isEmpty ? nil : memory.depths[target]
      if let known, known.value == value {
        deepest = max(deepest, known.depth)
      } else if let known, known.value > value {
        targets.append((target, known.value, known.depth))
      } else {
        targets.append((target, target, 0))
      }
    }
    if zip(targets, targets.dropFirst()).contains(where: { $0.place > $1.place }) {
      targets.sort { $0.place < $1.place }
    }
    // The containers on the way to the current failure, each with the child that was come to.
    var open: [(child: TapeIndex, end: TapeIndex, isObject: Bool)] = []
    for target in targets {
      while let last = open.last, target.place >= last.end { open.removeLast() }
      if open.isEmpty { open.append(children(of: value)) }
      let depth = descend(to: target.place, &open) + target.depth
      if depth > ExplainSink.farDepth {
        memory.depths[target.failure] = ExplainMemory.KnownDepth(value: value, depth: depth)
      }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  private func children(of container: TapeIndex) -> (child: TapeIndex, end: TapeIndex, isObject: Bool) {
    (tape.firstChild(container), tape.end(container), tape[container].kind == .object)
  }

  /// Opens the containers that a value or key is in.
  ///
  /// - Returns: How many they are.
  private func descend(
    to target: TapeIndex, _ open: inout [(child: TapeIndex, end: TapeIndex, isObject: Bool)]
  ) -> Int {
    while var level = open.popLast() {
      var inner: TapeIndex?
      while level.child < level.end {
        // A member counts as its key does.
        let value = level.isObject ? tape.next(after: level.child) : level.child
        let following = tape.next(after: value)
        if target < following {
          if target > value, tape[value].isContainer { inner = value }
          break
        }
        level.child = following
      }
      open.append(level)
      guard let inner else { break }
      open.append(children(of: inner))
    }
    return open.count
  }
}

extension TapeView {
  /// Whether a value is that of a member of an object, of which the search begins at a key and ends at one.
  func isMember(_ value: TapeIndex, of object: TapeIndex, from key: inout TapeIndex) -> Bool {
    let end = end(object)
    while key < end {
      let member = next(after: key)
      let following = next(after: member)
      if value < following { return member == value }
      key = following
    }
    return false
  }
}

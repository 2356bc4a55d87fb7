/// How deep the failures of a branch are in the union's value.
extension ExplainSink {
  /// The depth of the deepest failure in a range of the list, in containers between it and the union's value.
  ///
  /// - Complexity: O(*n* log *n*) in the failures, plus one pass over the containers that have them.
  func deepest(of range: Range<Int>, below value: TapeIndex) -> Int {
    guard tape[value].isContainer else { return 0 }
    let end = tape.end(value)
    var targets: [TapeIndex] = []
    for position in range where memory.issues[position].kind != .held {
      let target = memory.issues[position].value
      if target > value, target < end, targets.last != target { targets.append(target) }
    }
    if zip(targets, targets.dropFirst()).contains(where: { $0 > $1 }) { targets.sort() }
    var deepest = 0
    // The containers on the way to the current failure, each with the child that was come to.
    var open: [(child: TapeIndex, end: TapeIndex, isObject: Bool)] = []
    for target in targets {
      while let last = open.last, target >= last.end { open.removeLast() }
      if open.isEmpty { open.append(children(of: value)) }
      deepest = max(deepest, descend(to: target, &open))
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

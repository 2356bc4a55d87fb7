/// Whether names occur twice, found out without sorting them: nearly always they do not.
extension TapeView {
  /// More members than this are not held to each other one by one.
  private static var memberLimit: Int { 256 }

  /// Whether no object has a name twice; `false` also where that takes a closer look.
  ///
  /// - Complexity: O(*n*) in the size of the payload.
  func namesDiffer() -> Bool {
    var index = TapeIndex.root
    let count = self[index].isContainer ? end(index).rawValue : 0
    while index.rawValue < count {
      let word = self[index]
      if word.isContainer {
        if word.rawKind == TapeWord.Kind.object.rawValue, !namesDiffer(in: index) { return false }
        index = firstChild(index)
      } else {
        index = TapeIndex(index.rawValue &+ (word.isLong ? 2 : 1))
      }
    }
    return true
  }

  /// Names leave a bit each among so many that most find theirs free; one that does not is held to those before it.
  private func namesDiffer(in object: TapeIndex) -> Bool {
    let members = self.count(object)
    if members < 2 { return true }
    guard members <= TapeView.memberLimit else { return false }
    var seen = InlineArray<16, UInt64>(repeating: 0)
    var key = firstChild(object)
    let end = end(object)
    while key < end {
      let word = self[key]
      if word.flags & TapeWord.hasEscape != 0 { return false }
      let length = length(key)
      let prefix = bytes.prefix(at: word.offset, length: length)
      let suffix = length > 8 ? bytes.word(at: word.offset &+ length &- 8) : prefix
      let hash = NameHash.of(prefix: prefix, suffix: suffix, length: length)
      let bit: UInt64 = 1 << (hash & 63)
      let place = Int(truncatingIfNeeded: hash >> 6) & 15
      if seen[place] & bit != 0, occurs(key, in: object) { return false }
      seen[place] |= bit
      key = next(after: next(after: key))
    }
    return true
  }

  /// Whether an object's name occurs before.
  private func occurs(_ name: TapeIndex, in object: TapeIndex) -> Bool {
    var key = firstChild(object)
    while key < name {
      if stringsEqual(key, self, name) { return true }
      key = next(after: next(after: key))
    }
    return false
  }
}

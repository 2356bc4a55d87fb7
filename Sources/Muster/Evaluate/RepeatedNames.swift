/// Whether names occur twice, found out without sorting them: nearly always they do not.
extension TapeView {
  /// More members than this are not held to each other one by one.
  private static var memberLimit: Int { 256 }

  /// Whether no object has a name twice; `false` also where that takes a closer look.
  ///
  /// - Complexity: O(*n*) in the size of the payload.
  func namesDiffer(in value: TapeIndex = .root) -> Bool {
    var index = value
    let count = self[index].isContainer ? end(index).rawValue : 0
    while index.rawValue < count {
      let word = self[index]
      if word.rawKind == TapeWord.Kind.object.rawValue {
        guard let rest = afterDifferentNames(of: index) else { return false }
        index = rest
      } else if word.isContainer {
        index = firstChild(index)
      } else {
        index = TapeIndex(index.rawValue &+ (word.isLong ? 2 : 1))
      }
    }
    return true
  }

  /// Holds the names of an object to each other, but not those of its values.
  ///
  /// Names leave a bit each among so many that most find theirs free; one that does not is held to those before it.
  /// - Returns: The first of its values that is an object or an array, or its end; `nil` where a name occurs twice, or
  ///   that takes a closer look.
  private func afterDifferentNames(of object: TapeIndex) -> TapeIndex? {
    guard count(object) <= TapeView.memberLimit else { return nil }
    var seen = InlineArray<16, UInt64>(repeating: 0)
    var position = firstChild(object).rawValue
    let end = end(object).rawValue
    var rest = end
    while position < end {
      let key = position
      let word = self[TapeIndex(key)]
      if word.flags & TapeWord.hasEscape != 0 { return nil }
      var length = word.shortLength
      position &+= 1
      if word.isLong {
        length = Int(truncatingIfNeeded: self[TapeIndex(position)].bits)
        position &+= 1
      }
      let prefix = bytes.prefix(at: word.offset, length: length)
      let suffix = length > 8 ? bytes.word(at: word.offset &+ length &- 8) : prefix
      // Any seed will do: a name whose hash occurred before is compared with the earlier names, and there are at most 256.
      let hash = NameHash.of(prefix: prefix, suffix: suffix, length: length, seed: 1)
      let bit: UInt64 = 1 << (hash & 63)
      let place = Int(truncatingIfNeeded: hash >> 6) & 15
      if seen[place] & bit != 0, occurs(TapeIndex(key), in: object) { return nil }
      seen[place] |= bit
      let value = self[TapeIndex(position)]
      if value.isContainer {
        rest = min(rest, position)
        position = next(after: TapeIndex(position)).rawValue
      } else {
        position &+= value.isLong ? 2 : 1
      }
    }
    return TapeIndex(rest)
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

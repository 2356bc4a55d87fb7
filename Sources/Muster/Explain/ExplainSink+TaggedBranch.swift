/// The branch that tags tell: whether it is the closest, once it was run alone.
extension ExplainSink {
  /// Whether the branch that was run since a mark is the one that a union's object is meant for.
  ///
  /// - Parameter members: The members for which tags of other branches fail: a set bit for each.
  mutating func isMeant(since mark: IssueMark, of object: TapeIndex, _ members: UInt64) -> Bool {
    var holds = false
    var member = tape.firstChild(object)
    for position in min(Int(mark.issues), memory.issues.count)..<memory.issues.count {
      let issue = memory.issues[position]
      guard isTag(issue) else { continue }
      if issue.value < member { member = tape.firstChild(object) }
      guard tape.isMember(issue.value, of: object, from: &member) else { continue }
      guard issue.kind == .held else { return false }
      if !holds { holds = members & bit(of: issue.value, in: object) != 0 }
    }
    if holds { memory.noteLostUnion(of: object) }
    return holds
  }

  /// The bit of a member: the first one's is the lowest.
  private func bit(of member: TapeIndex, in object: TapeIndex) -> UInt64 {
    var key = tape.firstChild(object)
    let end = tape.end(object)
    var bit: UInt64 = 1
    while key < end {
      let value = tape.next(after: key)
      if value == member { return bit }
      bit <<= 1
      key = tape.next(after: value)
    }
    return 0
  }
}

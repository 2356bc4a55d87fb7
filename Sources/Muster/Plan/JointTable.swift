/// What was joined of others, so that it is joined once.
struct JointTable {
  private var parts: [EntryIndex: [EntryIndex]] = [:]
  private var entries: [[EntryIndex]: EntryIndex] = [:]
  /// The shapes that were joined of others, by these.
  var shapes: [[ShapeIndex]: ShapeIndex] = [:]

  /// How many joint blocks there are.
  var count: Int { entries.count }

  /// The blocks that a joint block is made of; `nil` for a block that is none.
  func blocks(of entry: EntryIndex) -> [EntryIndex]? { parts[entry] }

  /// The block that passes what all of some blocks pass, if it was noted.
  func entry(of blocks: [EntryIndex]) -> EntryIndex? { entries[blocks] }

  mutating func note(_ entry: EntryIndex, of blocks: [EntryIndex]) {
    entries[blocks] = entry
    parts[entry] = blocks
  }
}

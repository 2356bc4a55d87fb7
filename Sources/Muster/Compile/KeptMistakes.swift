/// The mistakes of a compilation that goes on after them.
struct KeptMistakes {
  private var ofBlocks: [ProgramBuilder.BlockIndex: SchemaError] = [:]
  /// The mistakes of entries whose places do not lead to a schema.
  private var ofEntries: [Int: SchemaError] = [:]
  /// Which blocks lead to which.
  private var uses: [(user: UInt32, used: UInt32)] = []

  /// Takes in the mistake of a block; the last one counts.
  mutating func set(_ mistake: SchemaError, ofBlock block: ProgramBuilder.BlockIndex) { ofBlocks[block] = mistake }

  /// Takes in the mistake of a block that may have one already, which then counts.
  mutating func add(_ mistake: SchemaError, ofBlock block: ProgramBuilder.BlockIndex) {
    if ofBlocks[block] == nil { ofBlocks[block] = mistake }
  }

  /// Takes in the mistake of an entry that leads to no schema.
  mutating func set(_ mistake: SchemaError, ofEntry entry: Int) { ofEntries[entry] = mistake }

  /// Notes that a block leads to another.
  mutating func noteUse(of used: ProgramBuilder.BlockIndex, by user: ProgramBuilder.BlockIndex) {
    uses.append((user.rawValue, used.rawValue))
  }

  /// The mistake of each entry that has one, itself or in a block that it leads to.
  ///
  /// - Parameter blocks: The block of each entry.
  /// - Complexity: O(*blocks*).
  func ofEntries(_ blocks: [ProgramBuilder.BlockIndex]) -> [Int: SchemaError] {
    guard !ofBlocks.isEmpty || !ofEntries.isEmpty else { return [:] }
    var users: [UInt32: [UInt32]] = [:]
    for use in uses { users[use.used, default: []].append(use.user) }
    var found: [UInt32: SchemaError] = [:]
    for (block, mistake) in ofBlocks.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      var rest = [block.rawValue]
      while let block = rest.popLast() {
        if found[block] != nil { continue }
        found[block] = mistake
        rest += users[block] ?? []
      }
    }
    var result = ofEntries
    for (entry, block) in blocks.enumerated() {
      if let mistake = found[block.rawValue] { result[entry] = mistake }
    }
    return result
  }
}

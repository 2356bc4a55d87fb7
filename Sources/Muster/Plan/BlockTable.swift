/// The blocks of a plan, with their entries: for each kind of value the list that judges it.
struct BlockTable {
  /// What a block is worked out from.
  struct Block {
    /// Its first instruction in the program; `none` for a block that has none of its own.
    var start: UInt32
    /// The dynamic scope that it is run in.
    var scope: UInt32
    /// Whether it notices members that nothing documents.
    var isTracking: Bool

    /// The start of blocks that are joined of others, and of the three that every plan has.
    static let none = UInt32.max
  }

  /// Eight for each block, by the kind of a value as the tape has it.
  private(set) var entries: PlanTable<EntryIndex, ListIndex>
  private(set) var blocks: [Block]
  private var plain = Directory()
  private var tracking = Directory()

  /// The three blocks that every plan has: those of `EntryIndex`.
  init() {
    var lists: [ListIndex] = []
    for list in [ListIndex.accept, .reject, .undocumented] {
      for _ in 0..<EntryIndex.kinds { lists.append(list) }
    }
    entries = PlanTable(lists)
    let own = Block(start: Block.none, scope: DynamicScopes.empty, isTracking: false)
    blocks = Array(repeating: own, count: 3)
  }

  /// How many blocks every plan has.
  static let given = 3

  subscript(entry: EntryIndex) -> Block { blocks[entry.block] }

  /// The list of a block for a kind of value.
  subscript(entry: EntryIndex, kind: TapeWord.Kind) -> ListIndex {
    get { entries[entry &+ UInt32(kind.rawValue)] }
    set { entries[entry &+ UInt32(kind.rawValue)] = newValue }
  }

  /// Adds a block whose lists are worked out later.
  mutating func add(_ block: Block) -> EntryIndex {
    blocks.append(block)
    // No value is of the kind that comes first; nothing may lead out of the tables all the same.
    let entry = entries.append(.reject)
    _ = entries.append(contentsOf: repeatElement(ListIndex.unresolved, count: Int(EntryIndex.kinds) - 1))
    return entry
  }

  /// The block that begins at an instruction, is run in a scope and tracks or does not; `nil` if it was not noted.
  func entry(of start: UInt32, in scope: UInt32, isTracking: Bool) -> EntryIndex? {
    isTracking ? tracking[start, scope] : plain[start, scope]
  }

  mutating func note(_ entry: EntryIndex, of start: UInt32, in scope: UInt32, isTracking: Bool) {
    if isTracking { tracking[start, scope] = entry } else { plain[start, scope] = entry }
  }

  /// Blocks by their first instructions and the dynamic scopes that they are run in.
  private struct Directory {
    private var unscoped = IndexTable()
    /// The scope above, the first instruction below.
    private var scoped: [UInt64: EntryIndex] = [:]

    subscript(start: UInt32, scope: UInt32) -> EntryIndex? {
      get {
        scope == DynamicScopes.empty
          ? unscoped[start].map { EntryIndex($0) } : scoped[UInt64(scope) << 32 | UInt64(start)]
      }
      set {
        if scope == DynamicScopes.empty {
          unscoped[start] = newValue?.rawValue
        } else {
          scoped[UInt64(scope) << 32 | UInt64(start)] = newValue
        }
      }
    }
  }
}

extension ListIndex {
  /// In a block's entries while the plan is built: the list is worked out later, or just now.
  static let unresolved = ListIndex(.max)
  static let underway = ListIndex(.max - 1)
}

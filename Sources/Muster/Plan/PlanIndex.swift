import MusterText

/// The index of an element of one of a plan's tables.
///
/// Each table has an index type of its own, so that an index of one is never used with another. Indices are handed out
/// by the table once their elements are in it (`PlanTable`), or count on from such an index within a run of elements.
protocol PlanIndex: Hashable, Sendable, BitwiseCopyable {
  var rawValue: UInt32 { get }

  init(_ rawValue: UInt32)
}

extension PlanIndex {
  @inline(__always)
  static func &+ (index: Self, offset: UInt32) -> Self { Self(index.rawValue &+ offset) }
}

/// Where a list begins among a plan's operations, or the place of one of its operations.
struct ListIndex: PlanIndex {
  var rawValue: UInt32

  @inline(__always)
  init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// The list that every value passes.
  static let accept = ListIndex(0)
  /// The list that no value passes.
  static let reject = ListIndex(1)
  /// The list that accepts a member and notes that nothing documents it.
  static let undocumented = ListIndex(2)

  /// Whether the list accepts or rejects every value, so that it need not be run.
  @inline(__always)
  var isDecided: Bool { rawValue <= ListIndex.reject.rawValue }

  @inline(__always)
  mutating func advance() { rawValue &+= 1 }
}

/// Where the entries of a block begin: eight lists, by the kind of a value.
struct EntryIndex: PlanIndex, Comparable {
  let rawValue: UInt32

  @inline(__always)
  init(_ rawValue: UInt32) { self.rawValue = rawValue }

  init(block: Int) { self.init(UInt32(block) * EntryIndex.kinds) }

  /// How many entries each block has: the kinds of a tape word, and one that no value is of.
  static let kinds: UInt32 = 8

  /// The block that everything passes.
  static let accepting = EntryIndex(0)
  /// The block that nothing passes.
  static let rejecting = EntryIndex(8)
  /// The block that everything passes, and that notes that nothing documents it.
  static let undocumented = EntryIndex(16)
  /// For a name that is only required: its values are judged as those without a name.
  static let undeclared = EntryIndex(.max)

  /// The number of the block.
  var block: Int { Int(rawValue / EntryIndex.kinds) }

  static func < (left: EntryIndex, right: EntryIndex) -> Bool { left.rawValue < right.rawValue }
}

/// The index of a mask of branches or of names.
struct MaskIndex: PlanIndex {
  let rawValue: UInt32

  @inline(__always)
  init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// For what has no masks.
  static let none = MaskIndex(.max)
}

/// The index of an element of a table whose indices have no values of their own.
struct TableIndex<Table>: PlanIndex {
  let rawValue: UInt32

  @inline(__always)
  init(_ rawValue: UInt32) { self.rawValue = rawValue }
}

typealias ShapeIndex = TableIndex<PlanShape>
typealias NameSetIndex = TableIndex<PlanNameSet>
typealias NameIndex = TableIndex<PlanName>
typealias RemainderIndex = TableIndex<PlanRemainder>
/// The number of a pattern of the program.
typealias PatternIndex = TableIndex<BorrowedPattern>
/// The index of a slot of the hash tables of names.
typealias SlotIndex = TableIndex<SlotTable>
/// The index of an operand of an operation, a shape or a remainder.
typealias OperandIndex = TableIndex<OperandTable>
/// The index of a byte of the plan's long names.
typealias TextIndex = TableIndex<TextBytes>

// The tables of plain numbers, as names for their indices.
enum SlotTable {}
enum OperandTable {}
enum TextBytes {}

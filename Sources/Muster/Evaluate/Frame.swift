/// What the evaluator comes back to when a block ends: an applicator and how far it has come.
struct Frame: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case call, object, items, prefixItems, contains, propertyNames, anyOf, oneOf, not, condition
    case unevaluatedProperties, unevaluatedItems
    /// The dynamic scope of the resource `cursor`.
    case scope
    /// From here on children are marked.
    case marks
    /// What the block `cursor` comes to is kept.
    case kept

    /// Whether the block is run on one child after the other, so that one whose verdict is known need not be looked at.
    @inline(__always)
    var isOfChildren: Bool { self == .object || self == .items || self == .prefixItems || self == .propertyNames }

    /// Whether the value need not pass the block.
    @inline(__always)
    var isBranch: Bool {
      switch self {
      case .anyOf, .oneOf, .not, .condition, .contains: true
      default: false
      }
    }

    /// Whether what the block documents is not documented for the value: it must not pass, or is run on a name.
    @inline(__always)
    var documentsNothing: Bool { self == .not || self == .propertyNames }
  }

  var kind: Kind
  /// Whether a declared name or a pattern covers the current member.
  var isCovered = false
  /// What has been applied to the current member: nothing, its property, then one pattern after the other; of a union,
  /// why only one branch is run: its discriminator names it (1), or tags tell it (2).
  var stage: UInt32 = 0
  /// The applicator's instruction.
  var pc: Int
  /// The value that the applicator's block is applied to.
  var value: TapeIndex
  /// The current child, and where the children end; for branches, the branch and how many there are.
  var cursor: Int = 0
  var end: Int = 0
  /// How many marks there were when the applicator began, or with those that it made itself.
  var marks: Int = 0
  /// Required names that were seen, how many branches or items passed, the generation of marks, or the members by which
  /// tags tell a branch.
  var seen: UInt64 = 0
  /// The property expected next, as vendors keep an order.
  var guess: UInt32 = 0
  /// How many issues there were when the applicator began, and when the current branch did.
  var start = IssueMark()
  var branch = IssueMark()
}

/// A point in the list of issues to come back to.
struct IssueMark: BitwiseCopyable, Equatable {
  var failures: UInt32 = 0
  var issues: UInt32 = 0
  var branches: UInt32 = 0
  var unions: UInt32 = 0
}

/// The frames of a run, kept from one run to the next.
///
/// One of the few places with unsafe pointers: growing an array checks for uniqueness at every frame. `count` never
/// exceeds `capacity`, and frames are only ever taken off the top.
@safe struct FrameStack: ~Copyable {
  private var frames: UnsafeMutablePointer<Frame>
  private var capacity = 32
  private(set) var count = 0

  init() {
    unsafe frames = UnsafeMutablePointer<Frame>.allocate(capacity: capacity)
  }

  deinit {
    unsafe frames.deallocate()
  }

  mutating func removeAll() {
    count = 0
  }

  @inline(__always)
  mutating func push(_ frame: Frame) {
    if count == capacity { grow() }
    unsafe (frames + count).initialize(to: frame)
    count &+= 1
  }

  /// Takes the top frame off; `nil` where there is none.
  @inline(__always)
  mutating func pop() -> Frame? {
    guard count > 0 else { return nil }
    count &-= 1
    return unsafe frames[count]
  }

  /// The frame at a height from the bottom; `nil` above the top.
  @inline(__always)
  subscript(height: Int) -> Frame? {
    guard height >= 0, height < count else { return nil }
    return unsafe frames[height]
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Frame>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: frames, count: count)
    unsafe frames.deallocate()
    unsafe frames = larger
    capacity *= 2
  }
}

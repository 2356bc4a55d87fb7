/// Where the evaluator says that an assertion fails.
///
/// The verdict's sink is empty: the first failure ends its branch. The explaining one takes every failure, and lets
/// branches that lost be forgotten.
protocol IssueSink {
  /// Whether failures are collected, so that evaluation goes on after one.
  static var explains: Bool { get }
  /// Whether every evaluation of a block is told apart, so that nothing is passed over that changes no verdict.
  static var records: Bool { get }
  /// How many there are.
  var mark: IssueMark { get }
  mutating func report(_ issue: RawIssue)
  /// Forgets all issues since a mark.
  mutating func rewind(to mark: IssueMark)
  /// Notes that a branch of a union has ended in failure.
  mutating func endBranch()
  /// Keeps of all branches since a mark the one that came closest.
  mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex)
  /// Notes that a value must not be shown.
  mutating func hide(_ value: TapeIndex)
  /// Notes that the instruction holds: a `const` or `enum`, which may tell the branches of a union apart, or what says
  /// that the value goes the wrong way.
  mutating func hold(_ pc: Int, _ value: TapeIndex)
  /// Notes that the frame's applicator has a block run on a value.
  ///
  /// - Returns: Whether there is room for that; if not, the run ends.
  mutating func enter(_ frame: Frame, block: Int, value: TapeIndex) -> Bool
  /// Notes that the block that was entered last and not left has ended.
  mutating func leave()
  /// Whether a block need not be run on a value, as what it comes to is known; failures are then reported.
  mutating func settle(_ block: Int, _ value: TapeIndex, _ use: BlockUse, _ scratch: inout Scratch) -> Bool
  /// Whether a value passes a block, where that is known without running it and there is nothing to note.
  mutating func verdict(_ block: Int, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool?
  /// Whether what blocks come to in unions is kept, to be found by `settle`.
  var keeps: Bool { get }
  /// Keeps what a block came to on a value: the issues since a mark.
  mutating func keep(since mark: IssueMark, block: Int, value: TapeIndex)
  /// The branch of a union that the value's discriminator names.
  func discriminatedBranch(_ pc: Int, _ value: TapeIndex) -> Int?
}

/// What a block is run for.
enum BlockUse {
  /// As a part of the block that has it run on the same value.
  case part
  /// As a branch of a union of which no branch passes.
  case branch
  /// On a member or an item.
  case child
  /// As `child`, of leaves only, so that running it costs little.
  case leaves
  /// Only for whether it passes.
  case verdict
}

extension IssueSink {
  @inline(__always) static var records: Bool { false }
  @inline(__always) mutating func hold(_ pc: Int, _ value: TapeIndex) {}
  @inline(__always) mutating func enter(_ frame: Frame, block: Int, value: TapeIndex) -> Bool { true }
  @inline(__always) mutating func leave() {}
  @inline(__always)
  mutating func settle(_ block: Int, _ value: TapeIndex, _ use: BlockUse, _ scratch: inout Scratch) -> Bool { false }
  @inline(__always)
  mutating func verdict(_ block: Int, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool? { nil }
  @inline(__always) var keeps: Bool { false }
  @inline(__always) mutating func keep(since mark: IssueMark, block: Int, value: TapeIndex) {}
  @inline(__always) func discriminatedBranch(_ pc: Int, _ value: TapeIndex) -> Int? { nil }
}

/// A failure as the evaluator knows it.
struct RawIssue: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    /// The instruction at `pc` fails for the value.
    case assertion
    /// The object lacks the property of index `detail`.
    case missingProperty
    /// The member whose key is the value is not declared.
    case undeclared
    /// Nothing has evaluated the member whose key, or the item that, the value is.
    case unevaluated
    /// No branch allows the value's type; `mask` is what all of them allow.
    case unionType
    /// Too few items match (`contains`), or too many (`maxContains`).
    case tooFew, tooMany
    /// More than one branch of a `oneOf` passes.
    case ambiguous
    /// No failure: the `const` or `enum` at `pc` holds for the value.
    case held
  }

  var kind: Kind
  var mask = TypeMask()
  var pc: UInt32
  var detail: UInt32 = 0
  var value: TapeIndex
}

/// The sink of the verdict pass.
struct VerdictSink: IssueSink {
  static var explains: Bool { false }
  @inline(__always) var mark: IssueMark { IssueMark() }
  @inline(__always) mutating func report(_ issue: RawIssue) {}
  @inline(__always) mutating func rewind(to mark: IssueMark) {}
  @inline(__always) mutating func endBranch() {}
  @inline(__always) mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex) {}
  @inline(__always) mutating func hide(_ value: TapeIndex) {}
}

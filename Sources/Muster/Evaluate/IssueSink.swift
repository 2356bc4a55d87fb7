/// Where the evaluator says that an assertion fails.
///
/// The verdict's sink is empty: the first failure ends its branch. The explaining one takes every failure, and lets
/// branches that lost be forgotten.
protocol IssueSink {
  /// Whether failures are collected, so that evaluation goes on after one.
  static var explains: Bool { get }
  /// Whether every evaluation of a block is told apart, so that nothing is passed over that changes no verdict.
  static var records: Bool { get }
  /// Whether blocks of leaves, which can be run in place, are told apart as well.
  static var recordsLeaves: Bool { get }
  /// Whether it takes in which members schemas document.
  static var documents: Bool { get }
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
  /// Notes that the block that was entered last and not left has ended, which the frame's applicator had run.
  ///
  /// - Parameter failed: Whether it failed; never in a pass that explains, where the issues tell.
  mutating func leave(_ frame: Frame, failed: Bool)
  /// What the block that was just entered came to on the same value before, if that is known.
  mutating func recall(_ block: Int, _ value: TapeIndex) -> Bool?
  /// Notes that the current block evaluates a member of its value.
  mutating func document(member: TapeIndex)
  /// Notes that the current block applies a shape to its value, an object.
  mutating func document(shape: Int)
  /// Whether a value passes although what an instruction says of it fails, in a sink that documents.
  func forgives(_ pc: Int, _ value: TapeIndex) -> Bool
  /// Whether a value passes a block, where that is known without running it and there is nothing to note.
  mutating func verdict(_ block: Int, _ value: TapeIndex, isInUnion: Bool, _ scratch: inout Scratch) -> Bool?
  /// Moves an object's or array's frame on over children of which nothing is to be said.
  mutating func passOver(members shape: Int, _ frame: inout Frame, isInUnion: Bool, _ scratch: inout Scratch)
  mutating func passOver(items block: Int, _ frame: inout Frame, isInUnion: Bool, _ scratch: inout Scratch)
  /// Whether a child is known to fail, or not worth a verdict, as it is most of what it is in.
  func isToBeRun(_ child: TapeIndex) -> Bool
  /// Reports what a block came to on a value, where that was kept.
  ///
  /// - Parameter first: How many issues there were at a point: what was reported since then is not reported again.
  /// - Returns: Whether it was.
  mutating func replay(_ block: Int, _ value: TapeIndex, isInUnion: Bool, since first: Int) -> Bool
  /// Whether what blocks come to in unions is kept, to be found by `replay`.
  var keeps: Bool { get }
  /// Whether what blocks come to is kept where a run takes long.
  var replays: Bool { get }
  /// Keeps what a block came to on a value: the issues since a mark.
  mutating func keep(since mark: IssueMark, block: Int, value: TapeIndex, isInUnion: Bool)
  /// Whether the branch that was run since a mark is the one that a union's object is meant for, as tags tell.
  ///
  /// - Parameter members: The members for which tags of other branches fail: a set bit for each.
  mutating func isMeant(since mark: IssueMark, of object: TapeIndex, _ members: UInt64) -> Bool
  /// The branch of a union that the value's discriminator names.
  func discriminatedBranch(_ pc: Int, _ value: TapeIndex) -> Int?
}

extension IssueSink {
  @inline(__always) static var records: Bool { false }
  @inline(__always) static var recordsLeaves: Bool { false }
  @inline(__always) mutating func hold(_ pc: Int, _ value: TapeIndex) {}
  @inline(__always) mutating func enter(_ frame: Frame, block: Int, value: TapeIndex) -> Bool { true }
  @inline(__always) mutating func leave(_ frame: Frame, failed: Bool) {}
  @inline(__always) static var documents: Bool { false }
  @inline(__always) mutating func recall(_ block: Int, _ value: TapeIndex) -> Bool? { nil }
  @inline(__always) mutating func document(member: TapeIndex) {}
  @inline(__always) mutating func document(shape: Int) {}
  @inline(__always) func forgives(_ pc: Int, _ value: TapeIndex) -> Bool { false }
  @inline(__always)
  mutating func verdict(_ block: Int, _ value: TapeIndex, isInUnion: Bool, _ scratch: inout Scratch) -> Bool? { nil }
  @inline(__always)
  mutating func passOver(members shape: Int, _ frame: inout Frame, isInUnion: Bool, _ scratch: inout Scratch) {}
  @inline(__always)
  mutating func passOver(items block: Int, _ frame: inout Frame, isInUnion: Bool, _ scratch: inout Scratch) {}
  @inline(__always) func isToBeRun(_ child: TapeIndex) -> Bool { false }
  @inline(__always)
  mutating func replay(_ block: Int, _ value: TapeIndex, isInUnion: Bool, since first: Int) -> Bool { false }
  @inline(__always) var keeps: Bool { false }
  @inline(__always) var replays: Bool { false }
  @inline(__always) mutating func keep(since mark: IssueMark, block: Int, value: TapeIndex, isInUnion: Bool) {}
  @inline(__always) mutating func isMeant(since mark: IssueMark, of object: TapeIndex, _ members: UInt64) -> Bool {
    false
  }
  @inline(__always) func discriminatedBranch(_ pc: Int, _ value: TapeIndex) -> Int? { nil }
}

/// A failure as the evaluator knows it.
struct RawIssue: BitwiseCopyable, Equatable {
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
    /// More than one branch of a `oneOf` passes: `matchedBranches` has two of them.
    case ambiguous
    /// The string that a `discriminator` reads names none of the branches.
    case unknownTag
    /// No branch of the union passes, and several came equally close: those at `detail` of the list of ties.
    case tied
    /// No failure: the `const` or `enum` at `pc` holds for the value.
    case held
  }

  var kind: Kind
  var mask = TypeMask()
  var pc: UInt32
  var detail: UInt32 = 0
  var value: TapeIndex
  /// An instruction of the outermost block that is applied to the value, or to the object that has the member.
  ///
  /// It is `max` if it is not known. It tells which names are declared for the object at all.
  var scope = UInt32.max

  /// The first two branches of a `oneOf` that pass, of an issue that is `ambiguous`.
  var matchedBranches: (first: Int, second: Int) { (Int(detail & 0xFFFF), Int(detail >> 16)) }

  /// The detail of an issue that is `ambiguous`.
  static func detail(first: Int, second: Int) -> UInt32 {
    UInt32(UInt16(clamping: second)) << 16 | UInt32(UInt16(clamping: first))
  }
}

/// A sink that takes no issues: only the verdict counts.
protocol SilentSink: IssueSink {}

extension SilentSink {
  @inline(__always) static var explains: Bool { false }
  @inline(__always) var mark: IssueMark { IssueMark() }
  @inline(__always) mutating func report(_ issue: RawIssue) {}
  @inline(__always) mutating func rewind(to mark: IssueMark) {}
  @inline(__always) mutating func endBranch() {}
  @inline(__always) mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex) {}
  @inline(__always) mutating func hide(_ value: TapeIndex) {}
}

/// The sink of the verdict pass.
struct VerdictSink: SilentSink {}

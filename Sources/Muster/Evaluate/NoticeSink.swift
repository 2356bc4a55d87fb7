/// The sink of the pass that finds what a check has to tell beside its verdict.
struct NoticeSink: IssueSink {
  static var explains: Bool { true }
  static var records: Bool { true }

  /// More than this is not kept.
  private static let capacity = 1_000

  /// The instructions that say that a value goes the wrong way, with the values that they say it of: an annotation, kept
  /// only where all that it is part of passes.
  private(set) var misdirected: [(pc: Int, value: TapeIndex)] = []
  /// The instructions of keywords that were passed over, in all but branches that failed.
  private(set) var unchecked: Set<Int> = []
  private let program: ProgramView
  private var failures: UInt32 = 0
  /// For each block that has not ended how much there was before.
  private var open: [Mark] = []
  /// Keywords in the order in which they were passed over.
  private var passed: [Int] = []

  private struct Mark {
    var failures: UInt32
    var misdirected: Int
    var passed: Int
  }

  init(program: ProgramView) { self.program = program }

  var mark: IssueMark { IssueMark(failures: failures) }

  mutating func report(_ issue: RawIssue) { failures &+= 1 }
  mutating func rewind(to mark: IssueMark) { failures = mark.failures }
  mutating func endBranch() {}
  mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex) {
    failures = mark.failures &+ 1
  }
  mutating func hide(_ value: TapeIndex) {}

  mutating func hold(_ pc: Int, _ value: TapeIndex) {
    switch program.instructions[pc].opcode {
    case .misdirected: if misdirected.count < NoticeSink.capacity { misdirected.append((pc, value)) }
    case .unchecked:
      guard unchecked.count < NoticeSink.capacity, unchecked.insert(pc).inserted else { return }
      passed.append(pc)
    default: break
    }
  }

  mutating func enter(_ frame: Frame, block: Int, value: TapeIndex) -> Bool {
    open.append(Mark(failures: failures, misdirected: misdirected.count, passed: passed.count))
    return true
  }

  mutating func leave(_ frame: Frame, failed: Bool) {
    guard let block = open.popLast(), failures != block.failures else { return }
    misdirected.removeLast(max(0, misdirected.count - block.misdirected))
    guard frame.kind.isBranch else { return }
    while passed.count > block.passed, let pc = passed.popLast() { unchecked.remove(pc) }
  }
}

/// The sink of the pass that finds what goes the wrong way: an annotation, kept only where all that it is part of passes.
struct DirectionSink: IssueSink {
  static var explains: Bool { true }
  static var records: Bool { true }

  /// More than this is not kept.
  private static let capacity = 1_000

  /// The instructions that say so, with the values that they say it of.
  private(set) var found: [(pc: Int, value: TapeIndex)] = []
  private let program: ProgramView
  private var failures: UInt32 = 0
  /// For each block that has not ended how many failures, and how many finds, there were before.
  private var open: [(failures: UInt32, found: Int)] = []

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
    guard program.instructions[pc].opcode == .misdirected, found.count < DirectionSink.capacity else { return }
    found.append((pc, value))
  }

  mutating func enter(_ frame: Frame, block: Int, value: TapeIndex) -> Bool {
    open.append((failures, found.count))
    return true
  }

  mutating func leave(_ frame: Frame, failed: Bool) {
    guard let block = open.popLast(), failures != block.failures else { return }
    found.removeLast(max(0, found.count - block.found))
  }
}

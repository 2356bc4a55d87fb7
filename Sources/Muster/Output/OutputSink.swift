/// The sink of the pass that makes outputs: keeps every evaluation of a subschema, whatever it came to.
struct OutputSink: IssueSink {
  static var explains: Bool { true }
  static var records: Bool { true }
  static var recordsLeaves: Bool { true }

  /// More evaluations or failures than this end the run.
  static let capacity = 1 << 20

  /// One evaluation of a subschema.
  struct Node {
    /// The evaluation that this is part of; its own index for the first one.
    var parent: Int
    /// The index after the last evaluation that is part of this one.
    var end = 0
    /// The first instruction of the subschema's block.
    var block: Int
    /// The applicator that had it run.
    var pc: Int
    var value: TapeIndex
    var failures: UInt32
    var isValid = false
  }

  /// In the order in which they began: each behind the one that it is part of.
  private(set) var nodes: [Node]
  /// The failures, each with the evaluation that it is of.
  private(set) var issues: [(node: Int, issue: RawIssue)] = []
  private(set) var hidden: Set<TapeIndex> = []
  private var failures: UInt32 = 0
  /// The innermost evaluation that has not ended.
  private var current = 0

  init(entry: Int) {
    nodes = [Node(parent: 0, block: entry, pc: entry, value: .root, failures: 0)]
  }

  /// Takes in what the whole run came to.
  mutating func finish(isValid: Bool) {
    nodes[0].isValid = isValid && failures == 0
    nodes[0].end = nodes.count
  }

  var mark: IssueMark { IssueMark(failures: failures) }

  mutating func report(_ issue: RawIssue) {
    failures &+= 1
    if issues.count < OutputSink.capacity { issues.append((current, issue)) }
  }

  mutating func rewind(to mark: IssueMark) { failures = mark.failures }

  mutating func endBranch() {}

  mutating func keepClosestBranch(since mark: IssueMark, union pc: Int, of value: TapeIndex) {
    failures = mark.failures
    report(RawIssue(kind: .assertion, pc: UInt32(truncatingIfNeeded: pc), value: value))
  }

  mutating func hide(_ value: TapeIndex) { hidden.insert(value) }

  mutating func enter(_ frame: Frame, block: Int, value: TapeIndex) -> Bool {
    guard nodes.count < OutputSink.capacity else { return false }
    nodes.append(Node(parent: current, block: block, pc: frame.pc, value: value, failures: failures))
    current = nodes.count - 1
    return true
  }

  mutating func leave(_ frame: Frame, failed: Bool) {
    nodes[current].isValid = failures == nodes[current].failures
    nodes[current].end = nodes.count
    current = nodes[current].parent
  }
}

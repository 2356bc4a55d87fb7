/// The lists of the explaining pass, kept from one run to the next.
///
/// A class, so that the sink is copied at the price of one retain. Nothing reaches it but the one sink that has it, by
/// one access at a time, which need not be watched while the program runs.
final class ExplainMemory {
  /// The failures, and tags that hold.
  @safe @exclusivity(unchecked) var issues: [RawIssue] = []
  /// Where each lost branch of the open unions ends in `issues`.
  @safe @exclusivity(unchecked) var branchEnds: [UInt32] = []
  /// The values that must not be shown.
  @safe @exclusivity(unchecked) var hidden: Set<TapeIndex> = []
  @safe @exclusivity(unchecked) var answers = KeptAnswers()
  /// The branches of unions that came equally close.
  @safe @exclusivity(unchecked) var ties: [TiedBranches] = []

  /// More elements than this are not kept room for.
  private static let limit = 1 << 12

  /// Forgets everything; memory stays unless it has grown large.
  func removeAll() {
    issues.removeAll(keepingCapacity: issues.capacity <= ExplainMemory.limit)
    if !branchEnds.isEmpty { branchEnds.removeAll(keepingCapacity: branchEnds.capacity <= ExplainMemory.limit) }
    if !hidden.isEmpty { hidden.removeAll(keepingCapacity: hidden.capacity <= ExplainMemory.limit) }
    answers.removeAll(ExplainMemory.limit)
    if !ties.isEmpty { ties.removeAll() }
  }
}

extension ExplainMemory {
  /// Leaves one of issues that say the same of one value; the list is sorted by value.
  ///
  /// The compiler writes a small schema anew wherever it is referred to, so that one place may have several instructions.
  /// - Complexity: O(*issues*) where few of them are of one value.
  func removeRepeats(_ program: ProgramView, _ origins: OriginTables) {
    guard zip(issues, issues.dropFirst()).contains(where: { $0.value == $1.value }) else { return }
    var seen: Set<IssueKey> = []
    var value: TapeIndex?
    issues.removeAll { issue in
      if issue.value != value {
        value = issue.value
        seen.removeAll(keepingCapacity: true)
      }
      return !seen.insert(IssueKey(issue, program, origins)).inserted
    }
  }

  /// What tells issues of one value apart.
  private struct IssueKey: Hashable {
    var kind: RawIssue.Kind
    var origin: UInt32
    var detail: UInt64

    init(_ issue: RawIssue, _ program: ProgramView, _ origins: OriginTables) {
      kind = issue.kind
      origin = origins.instruction(Int(issue.pc))
      detail = UInt64(issue.detail)
      switch issue.kind {
      case .missingProperty:
        let property = program.properties[issue.detail]
        detail = UInt64(property.nameStart) << 32 | UInt64(property.nameLength)
        origin = origins.shape(Int(program.instructions[issue.pc].a))?.required ?? origin
      case .undeclared:
        detail = 0
        origin = origins.shape(Int(program.instructions[issue.pc].a))?.additionalProperties ?? origin
      default: break
      }
      // Without a place only the instruction tells.
      if origin == .max {
        origin = issue.pc
        detail |= 1 << 63
      }
    }
  }
}

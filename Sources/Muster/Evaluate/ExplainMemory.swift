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
  /// The values of which a union failed; the first ones of many.
  @safe @exclusivity(unchecked) var lostUnions: [TapeIndex] = []
  /// For each deep failure, how deep it lies in the outermost value that this was asked of.
  @safe @exclusivity(unchecked) var depths: [TapeIndex: KnownDepth] = [:]
  /// The branches of unions that came equally close.
  @safe @exclusivity(unchecked) private(set) var ties: [TiedBranches] = []

  /// How deep a failure lies in a container.
  struct KnownDepth {
    /// The container.
    var value: TapeIndex
    /// The number of containers from this one down to the one that has the failure, both counted.
    var depth: Int
  }

  private var tieNumbers: [TieKey: Int] = [:]

  private struct TieKey: Hashable {
    var pc: Int
    var value: TapeIndex
  }

  /// The number of a tie in the list; the branches of one union tie for one value in one way.
  func number(of tie: TiedBranches) -> Int {
    let key = TieKey(pc: tie.pc, value: tie.value)
    if let known = tieNumbers[key], ties[known] == tie { return known }
    ties.append(tie)
    tieNumbers[key] = ties.count - 1
    return ties.count - 1
  }

  /// More elements than this are not kept room for.
  private static let limit = 1 << 12

  /// Forgets everything; memory stays unless it has grown large.
  func removeAll() {
    issues.removeAll(keepingCapacity: issues.capacity <= ExplainMemory.limit)
    if !branchEnds.isEmpty { branchEnds.removeAll(keepingCapacity: branchEnds.capacity <= ExplainMemory.limit) }
    if !hidden.isEmpty { hidden.removeAll(keepingCapacity: hidden.capacity <= ExplainMemory.limit) }
    answers.removeAll(ExplainMemory.limit)
    if !lostUnions.isEmpty { lostUnions.removeAll() }
    if !depths.isEmpty { depths.removeAll() }
    if !ties.isEmpty {
      ties.removeAll()
      tieNumbers.removeAll()
    }
  }

  /// Notes that a union failed.
  func noteLostUnion(of value: TapeIndex) {
    if lostUnions.count < ExplainMemory.limit, lostUnions.last != value { lostUnions.append(value) }
  }
}

extension ExplainMemory {
  /// Leaves one of issues that say the same of one value and come from one place of the schema; the list is sorted by
  /// value.
  ///
  /// The compiler writes a small schema anew wherever it is referred to, so that one place may have several instructions.
  /// - Complexity: O(*issues*).
  func removeRepeats(_ program: ProgramView, _ origins: OriginTables) {
    guard zip(issues, issues.dropFirst()).contains(where: { $0.value == $1.value }) else { return }
    var numbers: [IssueSignature: Int] = [:]
    // A list, so that a place is added to the set of an issue without copying the set.
    var seen: [SeenIssue] = []
    var value: TapeIndex?
    issues.removeAll { issue in
      if issue.value != value {
        value = issue.value
        numbers.removeAll(keepingCapacity: true)
        seen.removeAll(keepingCapacity: true)
      }
      let signature = IssueSignature(issue, program)
      guard let number = numbers[signature] else {
        numbers[signature] = seen.count
        seen.append(SeenIssue(first: issue))
        return false
      }
      if seen[number].places.isEmpty {
        let first = place(of: seen[number].first, program, origins)
        seen[number].places.insert(first)
      }
      return !seen[number].places.insert(place(of: issue, program, origins)).inserted
    }
  }

  /// What can be compared of an issue without looking for its place.
  private struct IssueSignature: Hashable {
    var kind: RawIssue.Kind
    var opcode: Opcode
    var name = NameEntryKey()

    struct NameEntryKey: Hashable {
      var start: UInt32 = 0
      var length: UInt32 = 0
    }

    init(_ issue: RawIssue, _ program: ProgramView) {
      kind = issue.kind
      opcode = program.instructions[issue.pc].opcode
      guard kind == .missingProperty else { return }
      let property = program.properties[issue.detail]
      name = NameEntryKey(start: property.nameStart, length: property.nameLength)
    }
  }

  /// The first issue of a signature, and the places of all once there is a second one.
  private struct SeenIssue {
    var first: RawIssue
    var places: Set<IssuePlace> = []
  }

  /// The schema location of an issue, or its instruction if no location is known.
  private struct IssuePlace: Hashable {
    var location: SchemaLocation?
    var pc: UInt32
  }

  private func place(of issue: RawIssue, _ program: ProgramView, _ origins: OriginTables) -> IssuePlace {
    let shape = Int(program.instructions[issue.pc].a)
    let origin: UInt32? =
      switch issue.kind {
      case .missingProperty: origins.shape(shape)?.required
      case .undeclared: origins.shape(shape)?.additionalProperties
      default: nil
      }
    let location = origins.location(origin ?? origins.instruction(Int(issue.pc)))
    return IssuePlace(location: location, pc: location == nil ? issue.pc : 0)
  }
}

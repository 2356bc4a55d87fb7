/// What is left of the failures in the end.
extension ExplainSink {
  /// Leaves the issues to show, in the order of the payload: several types asked of one value are one issue, with what all
  /// of them allow.
  ///
  /// - Returns: How many issues there are beyond the list: an estimate, as nobody knows which of them are repeats.
  ///
  /// Issues that say the same of one value and come from one place of the schema are one.
  mutating func merge(_ origins: OriginTables) -> Int {
    memory.issues.removeAll { $0.kind == .held }
    let failures = memory.issues.count
    if failures > 1 { reduce(origins) }
    guard self.failures > failures else { return 0 }
    // Beyond the list there are as many issues for each value as in it.
    let values = Set(memory.issues.lazy.map(\.value)).count
    let estimate = values == 0 ? 0 : valuesBeyond * memory.issues.count / values
    return min(Int(self.failures) - failures, estimate)
  }

  private mutating func reduce(_ origins: OriginTables) {
    let failures = memory.issues.count
    var count = 0
    // A list that is no longer than this is searched for an earlier issue, without a table.
    let isShort = failures <= 16
    var typeIssues: [TapeIndex: Int] = [:]
    for source in 0..<failures {
      let issue = memory.issues[source]
      memory.issues[count] = issue
      count += 1
      guard let mask = allowedTypes(issue) else { continue }
      let known =
        isShort
        ? (0..<count - 1).first { memory.issues[$0].value == issue.value && allowedTypes(memory.issues[$0]) != nil }
        : typeIssues[issue.value]
      guard let known else {
        memory.issues[count - 1].mask = mask
        if !isShort { typeIssues[issue.value] = count - 1 }
        continue
      }
      count -= 1
      let common = memory.issues[known].mask.intersection(mask)
      // The narrowest is the one to point at.
      if common == mask { memory.issues[known] = issue }
      memory.issues[known].mask = common
    }
    memory.issues.removeLast(failures - count)
    let mistyped = mistyped(in: memory.issues.indices)
    if !mistyped.isEmpty { memory.issues.removeAll { isConsequence($0, of: mistyped) } }
    memory.issues.sort { left, right in left.value != right.value ? left.value < right.value : left.pc < right.pc }
    memory.removeRepeats(program, origins)
  }

  // MARK: Consequences

  /// The values in a range of the list that are of a type that is not allowed, sorted.
  func mistyped(in range: Range<Int>) -> [TapeIndex] {
    var mistyped: [TapeIndex] = []
    for position in range where allowedTypes(memory.issues[position]) != nil {
      mistyped.append(memory.issues[position].value)
    }
    if mistyped.count > 1 { mistyped.sort() }
    return mistyped
  }

  /// How many failures in a range follow only from a wrong type.
  func consequences(in range: Range<Int>) -> Int {
    guard range.count > 1 else { return 0 }
    let mistyped = mistyped(in: range)
    return mistyped.isEmpty ? 0 : range.count { isConsequence(memory.issues[$0], of: mistyped) }
  }

  /// Whether something fails only because the value is of a type that is not allowed.
  func isConsequence(_ issue: RawIssue, of mistyped: [TapeIndex]) -> Bool {
    guard mistyped.containsSorted(issue.value) else { return false }
    switch issue.kind {
    case .assertion: return program.instructions[issue.pc].opcode.followsFromType
    case .tied:
      // A union of which every branch fails only for a value that is listed there.
      let tie = Int(issue.detail)
      guard memory.ties.indices.contains(tie) else { return false }
      return memory.ties[tie].ways.allSatisfy { way in
        way.omitted == 0 && way.issues.allSatisfy { $0.kind == .assertion && isConsequence($0, of: mistyped) }
      }
    case .unionType, .missingProperty, .undeclared, .unevaluated, .tooFew, .tooMany, .unknownTag, .ambiguous, .held:
      return false
    }
  }
}

extension Array where Element: Comparable {
  /// Whether an element is in the array, which is sorted.
  ///
  /// - Complexity: O(log *n*).
  func containsSorted(_ element: Element) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}

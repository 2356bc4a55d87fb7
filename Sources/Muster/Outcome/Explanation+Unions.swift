extension Explanation {
  /// Drops the members that nothing covers only because a union of their object fails.
  ///
  /// A branch that fails evaluates nothing (JSON Schema 2020-12 Core, section 7.7.1.1), so that `unevaluatedProperties: false`
  /// beside a union rejects all members of the closest branch along with it. What fails in the branch says it all.
  /// - Complexity: O(*issues* · *members*), nothing if no union failed.
  func dropUncovered(_ memory: ExplainMemory, _ assembly: IssueAssembly) {
    guard !memory.lostUnions.isEmpty, memory.issues.contains(where: { $0.kind == .unevaluated }) else { return }
    let lost = Set(memory.lostUnions)
    let others = memory.issues.filter { $0.kind != .unevaluated && $0.kind != .undeclared }.map(\.value)
    var scopes: [UInt32: ScopeNames] = [:]
    memory.issues.removeAll { issue in
      guard issue.kind == .unevaluated, tape[issue.value].kind == .string,
        assembly.view.instructions[issue.pc].opcode != .unevaluatedItems,
        let object = tape.container(of: issue.value), lost.contains(object)
      else { return false }
      let end = tape.end(object)
      guard others.contains(where: { $0 >= object && $0 < end }) else { return false }
      let scope = scopes[issue.pc] ?? assembly.scope(of: issue)
      scopes[issue.pc] = scope
      return scope.mentions(tape.decodedString(issue.value))
    }
  }
}

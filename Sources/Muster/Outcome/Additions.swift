/// The failures of a payload that fails only for what may have been added to it: members that closed objects do not
/// declare, and strings that enumerations do not list.
struct Additions {
  private struct Failure: Hashable {
    let pc: UInt32
    let value: TapeIndex
  }

  private var failures: Set<Failure> = []

  /// Collects the failures of a run; `nil` if any of them is something other than an addition.
  init?(_ issues: [RawIssue], _ program: ProgramView, _ tape: TapeView) {
    for issue in issues where issue.kind != .held {
      switch issue.kind {
      case .undeclared: break
      case .unevaluated where program.instructions[issue.pc].opcode == .unevaluatedProperties: break
      case .assertion where program.instructions[issue.pc].opcode == .enumeration && tape[issue.value].kind == .string:
        break
      default: return nil
      }
      failures.insert(Failure(pc: issue.pc, value: issue.value))
    }
    if failures.isEmpty { return nil }
  }

  /// Whether what an instruction says of a value fails for an addition.
  func contains(_ pc: Int, _ value: TapeIndex) -> Bool {
    failures.contains(Failure(pc: UInt32(truncatingIfNeeded: pc), value: value))
  }
}

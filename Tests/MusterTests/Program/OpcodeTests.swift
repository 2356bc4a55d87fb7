import Testing

@testable import Muster

/// What opcodes declare of themselves.
@Suite struct OpcodeTests {
  @Test(arguments: Opcode.allCases) func applicatorsAreWhatNoLeafIs(_ opcode: Opcode) {
    #expect((opcode.applicator == nil) == opcode.isLeaf)
    if let applicator = opcode.applicator { #expect("\(applicator)" == "\(opcode)") }
  }

  @Test func everyApplicatorIsAnOpcode() {
    for applicator in Opcode.Applicator.allCases { #expect(Opcode(rawValue: applicator.rawValue) != nil) }
  }

  /// An assertion that fails is explained: only what never fails has no code.
  @Test func everyAssertionHasAReason() {
    let silent: Set<Opcode> = [.end, .skipIfNull, .sensitive, .unchecked]
    for opcode in Opcode.allCases where opcode.isLeaf {
      #expect((opcode.reasonCode == nil) == silent.contains(opcode), "\(opcode)")
    }
  }

  /// Operands come one after the other, without a gap.
  @Test(arguments: Opcode.allCases) func operandsHaveNoGap(_ opcode: Opcode) {
    func isNone(_ operand: Operand) -> Bool { if case .none = operand { true } else { false } }
    let operands = opcode.operands
    if isNone(operands.first) { #expect(isNone(operands.second)) }
    if isNone(operands.second) { #expect(isNone(operands.third)) }
  }
}

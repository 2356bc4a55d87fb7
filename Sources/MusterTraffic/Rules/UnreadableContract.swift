import Muster
import MusterContracts

extension Rule {
  /// A part of a contract that is needed cannot be read.
  public static let unreadableContract = Rule(
    id: "unreadable-contract", severity: .error, category: .note,
    summary: "A part of a contract that is needed cannot be read.",
    explanation: """
      The compiled contract is damaged or was made by another version: compile it again. Or the vendor's document has a \
      mistake there, which 'muster compile' lists: correct it, and compile again.
      """)
}

extension Remark {
  /// A contract whose program cannot be trusted, or a part of one that has a mistake in the vendor's document.
  static func unreadableContract(_ error: ContractError) -> Remark {
    if error.code == .brokenPart {
      var remark = Remark(.unreadableContract, "the vendor's document has a mistake: \(error.detail)")
      if let source = error.source, let position = error.position {
        remark.schema = SchemaLocation(
          source: source, pointer: error.pointer ?? "", line: position.line, column: position.column)
      }
      return remark
    }
    return Remark(.unreadableContract, "the contract cannot be read: \(error.detail)")
  }
}

import MusterContracts

extension Rule {
  /// A part of a contract that is needed cannot be read.
  public static let unreadableContract = Rule(
    id: "unreadable-contract", severity: .error, category: .note,
    summary: "A part of a contract that is needed cannot be read.",
    explanation: """
      The compiled contract is damaged or was made by another version. Compile it again.
      """)
}

extension Remark {
  /// A contract whose program cannot be trusted.
  static func unreadableContract(_ error: ContractError) -> Remark {
    Remark(.unreadableContract, "the contract cannot be read: \(error.detail)")
  }
}

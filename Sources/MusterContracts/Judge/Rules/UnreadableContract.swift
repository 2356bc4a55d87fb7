import Muster

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
  package static func unreadableContract(_ error: ContractError) -> Remark {
    guard error.code == .brokenPart else {
      return Remark(.unreadableContract, Reason(.unreadableContract, quote: error.detail))
    }
    let location = error.source.flatMap { source in
      error.position.map {
        SourceLocation(source: source, pointer: error.pointer ?? "", line: $0.line, column: $0.column)
      }
    }
    return Remark(.unreadableContract, Reason(.brokenContract, quote: error.detail), at: location)
  }
}

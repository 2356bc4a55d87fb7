import Muster

extension Rule {
  /// The check passed over a keyword of the contract that cannot be used.
  public static let notChecked = Rule(
    id: "not-checked", severity: .note, category: .note,
    summary: "The check passed over a keyword of the contract that cannot be used.",
    explanation: """
      A value that nobody can read, such as a pattern that is no regular expression, makes its keyword unusable. \
      Everything around it was checked. 'muster compile' says what is wrong with the keyword. An overlay can mend it; \
      '--fail-on skipped' makes the run fail until somebody does.
      """)
}

extension Remark {
  /// Reports a keyword that the check passed over; the place is the keyword's.
  package static func notChecked(_ notice: Notice, side: BodyRule.Side) -> Remark {
    Remark(
      .notChecked, notice.reason ?? Reason(.notChecked), side: side, keyword: notice.reason?.names.first ?? "",
      at: SourceLocation(
        source: notice.source ?? "", pointer: notice.pointer, line: notice.position.line,
        column: notice.position.column))
  }
}

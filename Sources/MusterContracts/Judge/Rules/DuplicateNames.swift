import Muster

extension Rule {
  /// An object of a body has the same name twice.
  public static let duplicateNames = Rule(
    id: "duplicate-names", severity: .warning, category: .note,
    summary: "An object of a body has the same name twice.",
    explanation: """
      This is legal JSON, but readers differ in whether the first or the last counts, or refuse both (RFC \
      8259, section 4). Each occurrence was checked.
      """)
}

extension Remark {
  /// A name that occurs twice in an object.
  package static func duplicateNames(_ notice: Notice, side: BodyRule.Side) -> Remark {
    Remark(
      .duplicateNames, notice.reason ?? Reason(.duplicateName), side: side, keyword: "duplicateName",
      instance: JSONPointer(parsing: notice.pointer) ?? .init(), position: notice.position)
  }
}

import Muster

extension Rule {
  /// A JSON body begins with a byte order mark.
  public static let byteOrderMark = Rule(
    id: "byte-order-mark", severity: .warning, category: .note,
    summary: "A JSON body begins with a byte order mark.",
    explanation: """
      JSON that is sent over a network must not begin with a byte order mark, and a reader may skip one (RFC 8259, \
      section 8.1). Some readers refuse the body. It was skipped, and the rest was checked.
      """)
}

extension Remark {
  /// Reports a byte order mark that was skipped.
  package static func byteOrderMark(_ notice: Notice, side: BodyRule.Side) -> Remark {
    Remark(.byteOrderMark, notice.reason ?? Reason(.byteOrderMark), side: side, position: notice.position)
  }
}

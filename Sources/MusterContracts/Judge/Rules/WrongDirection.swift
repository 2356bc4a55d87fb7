import Muster

extension Rule {
  /// A request has a property that is read-only, or a response one that is write-only.
  public static let wrongDirection = Rule(
    id: "wrong-direction", severity: .note, category: .note,
    summary: "A request has a property that is read-only, or a response one that is write-only.",
    explanation: """
      Such a property should not be sent this way (OpenAPI 3.0.4, section 4.7.24.2); servers usually pass over one that is \
      read-only. What is write-only is often a secret, so a server that sends it deserves a look.
      """)
}

extension Remark {
  /// A property that goes the wrong way; its value is never shown.
  package static func wrongDirection(_ notice: Notice, side: BodyRule.Side) -> Remark {
    Remark(
      .wrongDirection, notice.reason ?? Reason(side == .request ? .readOnly : .writeOnly), side: side,
      keyword: side == .request ? "readOnly" : "writeOnly", instance: JSONPointer(parsing: notice.pointer) ?? .init(),
      position: notice.position)
  }
}

import Muster

extension Rule {
  /// A body has no Content-Type.
  public static let missingContentType = Rule(
    id: "missing-content-type", severity: .note, category: .note,
    summary: "A body has no Content-Type.",
    explanation: """
      Without it nothing says what the body is (RFC 9110, section 8.3). It is checked as JSON where it reads \
      as JSON.
      """)
}

extension Remark {
  /// A body of which nothing says what it is.
  package static func missingContentType(side: BodyRule.Side, isJSON: Bool) -> Remark {
    Remark(
      .missingContentType,
      Reason(.missingContentType, expected: Reason.Expected(content: isJSON ? ["application/json"] : [])), side: side)
  }
}

import Muster

extension Rule {
  /// A body is sent with another JSON media type than the documented one.
  public static let mediaTypeMismatch = Rule(
    id: "media-type-mismatch", severity: .warning, category: .drift,
    summary: "A body is sent with another JSON media type than the documented one.",
    explanation: """
      Errors that are documented as application/json and sent as application/problem+json are the usual case. \
      The body is checked with the documented type's schema all the same.
      """)
}

extension Remark {
  /// A body that is checked with the schema of another media type than its own.
  package static func mediaTypeMismatch(sent: String, declared: MediaType, side: BodyRule.Side) -> Remark {
    var remark = Remark(
      .mediaTypeMismatch,
      Reason(
        .mediaTypeMismatch, expected: Reason.Expected(values: [declared.name]), found: .text(sent),
        suggestion: declared.name),
      side: side, keyword: "content", at: declared.location)
    remark.mediaType = sent
    return remark
  }
}

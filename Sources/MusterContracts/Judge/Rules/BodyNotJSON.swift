import Muster

extension Rule {
  /// A body that is said to be JSON is not.
  public static let bodyNotJSON = Rule(
    id: "body-not-json", severity: .error, category: .violation,
    summary: "A body that is said to be JSON is not.",
    explanation: """
      The media type is JSON, but the bytes are no JSON text (RFC 8259). A body that was cut off, an error \
      page of a proxy, or invalid UTF-8 are the usual causes.
      """)
}

extension Remark {
  /// A body that is not the JSON that its media type says.
  package static func bodyNotJSON(_ error: JSONError, side: BodyRule.Side) -> Remark {
    Remark(.bodyNotJSON, Reason(error, subject: .body), side: side, keyword: "json", position: error.position)
  }
}

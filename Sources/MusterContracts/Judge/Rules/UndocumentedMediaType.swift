import Muster

extension Rule {
  /// A body's media type is not one that the contract documents.
  public static let undocumentedMediaType = Rule(
    id: "undocumented-media-type", severity: .warning, category: .drift,
    summary: "A body's media type is not one that the contract documents.",
    explanation: """
      The request or response is documented with other media types. Letter case and parameters such as charset \
      do not matter, and ranges and the suffix +json are followed. The body cannot be checked then, which the \
      ledger says.
      """)
}

extension Remark {
  /// A media type that a request or response does not have.
  package static func undocumentedMediaType(
    _ mediaType: String, side: BodyRule.Side, nearest: String?, at location: SourceLocation
  ) -> Remark {
    var remark = Remark(
      .undocumentedMediaType,
      Reason(
        .undocumentedMediaType, found: .text(mediaType), suggestion: nearest,
        subject: Reason.Subject(side == .request ? .request : .response, "")),
      side: side, keyword: "content", at: location)
    remark.mediaType = mediaType
    return remark
  }
}

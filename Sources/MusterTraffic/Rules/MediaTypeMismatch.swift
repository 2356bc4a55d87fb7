import Muster
import MusterContracts

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
  static func mediaTypeMismatch(sent: String, declared: MediaType, side: BodyRule.Side) -> Remark {
    var remark = Remark(
      .mediaTypeMismatch,
      "the body is \(sent) where \(declared.name) is documented; it is checked with the schema of the latter",
      side: side)
    remark.mediaType = sent
    remark.detail = sent
    remark.keyword = "content"
    remark.schema = SchemaLocation(declared.location)
    remark.nearest = declared.name
    return remark
  }
}

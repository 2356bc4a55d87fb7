import Muster

extension Rule {
  /// A path is not one that the contracts document.
  public static let undocumentedPath = Rule(
    id: "undocumented-path", severity: .warning, category: .drift,
    summary: "A path is not one that the contracts document.",
    explanation: """
      No operation of any contract has a path that matches, with or without the base path of its servers. \
      Segments that may be identifiers or secrets are shown as …. The nearest documented path is named where \
      one is near.
      """)
}

extension Remark {
  /// A path that no operation has.
  package static func undocumentedPath(method: String, shape: String, nearest: String?) -> Remark {
    Remark(
      .undocumentedPath, Reason(.undocumentedPath, found: .text("\(method) \(shape)"), suggestion: nearest),
      side: .request)
  }
}

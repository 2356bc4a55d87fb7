import MusterContracts

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
  static func undocumentedPath(method: String, shape: String, nearest: String?) -> Remark {
    var remark = Remark(
      .undocumentedPath,
      "no operation has the path of \(method) \(shape)" + (nearest.map { "; the nearest is '\($0)'" } ?? ""),
      side: .request)
    remark.detail = "\(method) \(shape)"
    remark.nearest = nearest
    return remark
  }
}

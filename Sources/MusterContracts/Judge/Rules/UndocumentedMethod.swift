import Muster

extension Rule {
  /// A path is documented, but not with this method.
  public static let undocumentedMethod = Rule(
    id: "undocumented-method", severity: .warning, category: .drift,
    summary: "A path is documented, but not with this method.",
    explanation: """
      The path matches one or more operations, none of which has the method of the request.
      """)
}

extension Remark {
  /// A method that the path does not have.
  package static func undocumentedMethod(_ method: String, path: String, documented: [String]) -> Remark {
    let nearest = NearestName.of(method, among: documented) ?? (documented.count == 1 ? documented[0] : nil)
    return Remark(
      .undocumentedMethod,
      Reason(
        .undocumentedMethod, expected: Reason.Expected(values: documented), found: .text(method), suggestion: nearest,
        subject: Reason.Subject(.operation, path)),
      side: .request)
  }
}

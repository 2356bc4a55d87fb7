import Muster
import MusterContracts

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
  static func undocumentedMethod(_ method: String, path: String, documented: [String]) -> Remark {
    var remark = Remark(
      .undocumentedMethod, "\(path) has no \(method); documented: \(documented.joined(separator: ", "))",
      side: .request)
    remark.detail = "\(method) \(path)"
    remark.nearest = NearestName.of(method, among: documented) ?? (documented.count == 1 ? documented[0] : nil)
    return remark
  }
}

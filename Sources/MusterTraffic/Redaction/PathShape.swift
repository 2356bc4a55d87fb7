import Muster

/// Paths as they may be shown: segments that may be identifiers or secrets become `…`.
enum PathShape {
  private static let segmentLimit = 24

  /// A path that no operation has, by what is documented or a plain word in it.
  static func shape(of path: String, index: OperationIndex) -> String {
    let segments = PathSegment.decoded(path)
    var shown: [String] = []
    var isAfterSensitive = false
    for segment in segments.prefix(segmentLimit) {
      guard let segment else {
        shown.append(Presentable.omission)
        continue
      }
      if segment.isEmpty || index.isDocumented(segment: segment) {
        shown.append(segment)
      } else if !isAfterSensitive, SecretShape.isPlainWord(segment) || index.isNearlyDocumented(segment: segment) {
        shown.append(segment)
      } else {
        shown.append(Presentable.omission)
      }
      isAfterSensitive = Sensitivity.isSensitive(name: segment)
    }
    return "/" + shown.joined(separator: "/") + (segments.count > segmentLimit ? "/" + Presentable.omission : "")
  }

  /// The template that a path is of, with the base path before it.
  static func template(_ template: String, of path: String, index: OperationIndex) -> String {
    let baseCount = PathSegment.decoded(path).count - PathSegment.segments(of: template).count
    guard baseCount > 0 else { return template }
    let base = PathSegment.decoded(path).prefix(baseCount).map { segment in
      segment.flatMap { index.isDocumented(segment: $0) ? $0 : nil } ?? Presentable.omission
    }
    return "/" + base.joined(separator: "/") + template
  }
}

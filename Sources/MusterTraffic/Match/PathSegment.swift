import Muster

/// A segment of a path template, as far as it tells paths apart.
enum PathSegment: Sendable, Hashable {
  /// Literal text, decoded.
  case literal(String)
  /// Text around one or more parameters.
  case mixed
  /// A parameter and nothing else.
  case parameter

  /// The segments of a template between its slashes.
  static func segments(of template: String) -> [PathSegment] {
    template.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst().map { segment in
      guard let open = segment.firstIndex(of: UInt8(ascii: "{")) else {
        return .literal(PercentEncoding.decode(segment) ?? String(decoding: segment, as: UTF8.self))
      }
      let afterFirst = segment.firstIndex(of: UInt8(ascii: "}")).map { segment.index(after: $0) }
      return open == segment.startIndex && afterFirst == segment.endIndex ? .parameter : .mixed
    }
  }

  /// The decoded segments of a concrete path; one that cannot be decoded is `nil`.
  static func decoded(_ path: String) -> [String?] {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst().map {
      PercentEncoding.decode($0)
    }
  }

  /// How much the segment says of the path: a literal more than a parameter.
  var concreteness: Int {
    switch self {
    case .literal: 2
    case .mixed: 1
    case .parameter: 0
    }
  }

  /// Whether a concrete segment may be of this one.
  func admits(_ segment: String?) -> Bool {
    switch self {
    case .literal(let text): segment.map { $0.utf8.elementsEqual(text.utf8) } ?? false
    case .mixed, .parameter: segment.map { !$0.isEmpty } ?? true
    }
  }

  /// Whether the segment is literal.
  var isLiteral: Bool { concreteness == 2 }
}

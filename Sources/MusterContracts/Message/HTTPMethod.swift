/// The methods of HTTP that a path item has fields for (OpenAPI 3.1, section 4.8.9; `query` from 3.2).
package enum HTTPMethod {
  /// The names of the fields, in lower case.
  package static let all = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

  /// Whether requests of a method usually have a body, so that one may be missing from what was recorded.
  package static func usuallyHasBody(_ method: String) -> Bool {
    !["GET", "HEAD", "OPTIONS", "TRACE", "CONNECT"].contains(method)
  }

  /// Whether a text is a method, in whatever case.
  package static func isMethod(_ name: some Sequence<UInt8>) -> Bool {
    all.contains(String(decoding: name.map(\.asciiLowercased), as: UTF8.self))
  }
}

/// The target of a request: a URL, or a path with its host known from elsewhere or from nowhere (RFC 3986, section 3).
public struct TargetURL: Sendable, Hashable {
  /// The scheme in lower case; `nil` for a path alone.
  public let scheme: String?
  /// The host in lower case, without user information and port; `nil` if it is not known.
  public let host: String?
  /// The port, if one is given.
  public let port: String?
  /// The path as it is written, percent-encoded; `/` if there is none.
  public let path: String
  /// The query without its `?`; `nil` if there is none.
  public let query: String?
  /// Whether this is a target of HTTP: a URL with that scheme or without one, or a path that begins with a slash.
  public let isHTTP: Bool

  /// Takes a target apart.
  ///
  /// - Parameters:
  ///   - text: A URL, or a path with its query.
  ///   - authority: The host with its port, as the `Host` field has it; it counts if `text` is a path.
  /// - Complexity: O(*n*) in the size of the text.
  public init(_ text: String, host authority: String? = nil) {
    let bytes = text.utf8.span
    let parts = TargetParts(bytes, isHostKnown: authority != nil)
    func string(_ range: Range<Int>) -> String {
      String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
    scheme = parts.schemeCount > 0 ? string(0..<parts.schemeCount).asciiLowercased : nil
    if let range = parts.host {
      host = string(range).asciiLowercased
      port = parts.port.map(string)
    } else if let authority, parts.isHTTP {
      let found = TargetParts.authority(authority.utf8.span, from: 0)
      let field = authority.utf8
      host =
        String(decoding: field.dropFirst(found.host.lowerBound).prefix(found.host.count), as: UTF8.self)
        .asciiLowercased
      port = found.port.map {
        String(decoding: field.dropFirst($0.lowerBound).prefix($0.count), as: UTF8.self)
      }
    } else {
      host = nil
      port = nil
    }
    var end = parts.path
    while end < bytes.count, !URLBytes.endsPath(bytes[end]) { end += 1 }
    path = end == parts.path ? "/" : string(parts.path..<end)
    if end < bytes.count, bytes[end] == UInt8(ascii: "?") {
      let start = end + 1
      end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "#") { end += 1 }
      query = string(start..<end)
    } else {
      query = nil
    }
    isHTTP = parts.isHTTP
  }
}

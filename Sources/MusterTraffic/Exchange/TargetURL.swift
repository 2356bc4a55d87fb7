/// The URL of a request, taken apart as far as matching and showing it needs (RFC 3986, section 3).
struct TargetURL: Sendable {
  /// The scheme in lower case; `nil` for a path alone.
  let scheme: String?
  /// The host in lower case, without user information and port; `nil` for a path alone.
  let host: String?
  /// The port, if one is given.
  let port: String?
  /// The path as it is written, percent-encoded; `/` where there is none.
  let path: String
  /// The query without its `?`; `nil` where there is none.
  let query: String?

  init(_ text: String) {
    var rest = Array(text.utf8)[...]
    rest = rest.prefix { $0 != UInt8(ascii: "#") }
    var scheme: String?
    var host: String?
    var port: String?
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), colon > rest.startIndex,
      rest[rest.startIndex..<colon].allSatisfy(TargetURL.isSchemeByte), rest[colon...].starts(with: "://".utf8)
    {
      scheme = TargetURL.lowercased(rest[rest.startIndex..<colon])
      rest = rest[(colon + 3)...]
      let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
      rest = rest[authority.endIndex...]
      (host, port) = TargetURL.hostAndPort(authority)
    }
    let path = rest.prefix { $0 != UInt8(ascii: "?") }
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
    query = path.endIndex < rest.endIndex ? String(decoding: rest[(path.endIndex + 1)...], as: UTF8.self) : nil
  }

  /// A URL whose host is known from elsewhere, as from the `Host` field of a request that has a path alone.
  init(_ text: String, host: String?) {
    let own = TargetURL(text)
    guard own.host == nil, let host, own.path.utf8.first == UInt8(ascii: "/") else {
      self = own
      return
    }
    scheme = own.scheme
    (self.host, port) = TargetURL.hostAndPort(Array(host.utf8)[...])
    path = own.path
    query = own.query
  }

  /// Whether it is a URL of HTTP, or a path on a host that is not known.
  var isHTTP: Bool {
    (scheme == nil || scheme == "http" || scheme == "https") && path.utf8.first == UInt8(ascii: "/")
  }

  private static func hostAndPort(_ authority: ArraySlice<UInt8>) -> (host: String, port: String?) {
    var authority = authority
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
    // The colons of an IPv6 address are inside of brackets.
    let bracket = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
    guard let colon = authority[bracket...].lastIndex(of: UInt8(ascii: ":")) else {
      return (lowercased(authority), nil)
    }
    let port = String(decoding: authority[(colon + 1)...], as: UTF8.self)
    return (lowercased(authority[authority.startIndex..<colon]), port)
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x2B && byte <= 0x39 && byte != 0x2C && byte != 0x2F)
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

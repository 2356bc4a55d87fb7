/// A server of an operation: the host and base path that its paths begin with (OpenAPI 3.1, section 4.8.5).
struct Server: Sendable, Hashable {
  /// The host in lower case, perhaps with variables in braces; `nil` where the URL is relative.
  let host: String?
  /// The segments of its path.
  let base: [PathSegment]

  init(_ text: String) {
    // Without a scheme it is that of whatever it stands in (RFC 3986, section 4.2); the host is what counts.
    let url = TargetURL(text.utf8.starts(with: "//".utf8) ? "https:" + text : text)
    host = url.host.flatMap { $0.isEmpty ? nil : $0 }
    var path = url.path
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    base = path.utf8.first == UInt8(ascii: "/") ? PathSegment.segments(of: path) : []
  }

  /// Whether a host is this server's; variables stand for anything.
  func isHost(_ other: String) -> Bool {
    guard let host else { return false }
    guard let open = host.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = host.utf8.lastIndex(of: UInt8(ascii: "}")), open < close
    else { return host == other }
    let prefix = host.utf8[..<open]
    let suffix = host.utf8[host.utf8.index(after: close)...]
    return other.utf8.count > prefix.count + suffix.count && other.utf8.starts(with: prefix)
      && other.utf8.reversed().starts(with: suffix.reversed())
  }

  /// Whether a path begins with the base path.
  func isBase(of path: [String?]) -> Bool {
    base.count <= path.count && zip(base, path).allSatisfy { $0.admits($1) }
  }

  /// Whether a host is one that stands for no vendor: a loopback or private address, or a name for such.
  static func isLocal(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    if localSuffixes.contains(where: { host.hasSuffix($0) }) { return true }
    let numbers = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard numbers.count == 4, let first = numbers[0], let second = numbers[1] else { return false }
    return first == 127 || first == 10 || (first == 192 && second == 168)
      || (first == 172 && (16...31).contains(second))
  }

  private static let localSuffixes = [".localhost", ".local", ".test", ".internal"]
}

/// Where a server is: the host and the base path that its paths begin with (OpenAPI 3.1, section 4.8.5).
struct ServerAddress: Sendable, Hashable {
  /// The host; `nil` if the URL is relative.
  let host: HostPattern?
  /// The segments of its path.
  let base: [SegmentPattern]

  init(host: HostPattern?, base: [SegmentPattern]) { (self.host, self.base) = (host, base) }

  /// Reads a server's URL, perhaps with variables in braces.
  init(_ url: String) {
    let bytes = Array(url.utf8)
    // The scheme is not looked at: it may be a variable, or be left out (RFC 3986, section 4.2).
    let schemeEnd = ServerAddress.schemeEnd(bytes)
    let text = Array(bytes[schemeEnd...])
    let parts = TargetParts(text.span)
    host = parts.host.flatMap { range in
      let host = text[range].map(\.asciiLowercased)
      return host.isEmpty ? nil : HostPattern(host)
    }
    var path = text[parts.path...].prefix { !URLBytes.endsPath($0) }
    while path.last == UInt8(ascii: "/") { path.removeLast() }
    base = path.first == UInt8(ascii: "/") ? PathTemplate(String(decoding: path, as: UTF8.self)).patterns : []
  }

  /// Where the slashes before the authority are, if there is a scheme.
  private static func schemeEnd(_ url: [UInt8]) -> Int {
    guard let slash = url.firstIndex(where: { URLBytes.endsAuthority($0) }), slash > 0,
      url[slash - 1] == UInt8(ascii: ":"), url[slash...].starts(with: "//".utf8)
    else { return 0 }
    return slash
  }
}

/// A host in lower case, as it is or with a variable.
struct HostPattern: Sendable, Hashable {
  /// What is before the variable; all of the host if it has none.
  let prefix: [UInt8]
  /// What is behind the variable; `nil` if the host has none.
  let suffix: [UInt8]?

  /// Whether any host is of this pattern.
  ///
  /// A host of nothing but variables would take in every host; they have to have values.
  let isUsable: Bool

  init(_ host: [UInt8]) {
    guard let open = host.firstIndex(of: UInt8(ascii: "{")), let close = host.lastIndex(of: UInt8(ascii: "}")),
      open < close
    else {
      (prefix, suffix, isUsable) = (host, nil, true)
      return
    }
    prefix = Array(host[..<open])
    let rest = Array(host[(close + 1)...])
    suffix = rest
    let isSingle = host[(open + 1)...close].allSatisfy { $0 != UInt8(ascii: "{") }
    // The end of a host says whose it is: `api.{domain}` is anybody's.
    isUsable = isSingle && rest.contains { $0 != UInt8(ascii: ".") }
  }

  /// Whether a host is of this pattern; a variable takes at least one character.
  @inline(__always)
  func matches(_ host: Span<UInt8>) -> Bool {
    guard let suffix else { return host.count == prefix.count && HostPattern.isAt(0, prefix, in: host) }
    return host.count > prefix.count + suffix.count && HostPattern.isAt(0, prefix, in: host)
      && HostPattern.isAt(host.count - suffix.count, suffix, in: host)
  }

  /// Whether a host has a text at an offset, whatever the case of its letters (RFC 3986, section 3.2.2).
  @inline(__always)
  private static func isAt(_ offset: Int, _ text: [UInt8], in host: Span<UInt8>) -> Bool {
    for index in text.indices where host[offset &+ index].asciiLowercased != text[index] { return false }
    return true
  }
}

/// Hosts that belong to no vendor.
enum LocalHost {
  /// Whether a host is a loopback or private address, or a name for one (RFC 1918, RFC 6761, RFC 6762).
  static func isOne(_ host: Span<UInt8>) -> Bool {
    if isName(host) { return true }
    for suffix in suffixes where ends(host, with: suffix) { return true }
    guard let (first, second) = numbers(host) else { return false }
    return first == 127 || first == 10 || (first == 192 && second == 168)
      || (first == 172 && (16...31).contains(second))
  }

  /// Whether a host is this machine itself (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3).
  static func isLoopback(_ host: Span<UInt8>) -> Bool {
    if isName(host) || ends(host, with: ".localhost") { return true }
    return numbers(host)?.0 == 127
  }

  private static func ends(_ host: Span<UInt8>, with suffix: String) -> Bool {
    guard host.count > suffix.utf8.count else { return false }
    var index = host.count - suffix.utf8.count
    for byte in suffix.utf8 {
      if host[index].asciiLowercased != byte { return false }
      index += 1
    }
    return true
  }

  private static let suffixes = [".localhost", ".local", ".test", ".internal"]

  private static func isName(_ host: Span<UInt8>) -> Bool {
    for name in ["localhost", "[::1]"] where host.count == name.utf8.count {
      if zip(0..., name.utf8).allSatisfy({ host[$0].asciiLowercased == $1 }) { return true }
    }
    return false
  }

  /// The first two numbers of an IPv4 address.
  private static func numbers(_ host: Span<UInt8>) -> (Int, Int)? {
    guard host.count >= 7, host.count <= 15 else { return nil }
    var (first, second, number, digits, place) = (0, 0, 0, 0, 0)
    for index in host.indices {
      let byte = host[index]
      if byte == UInt8(ascii: ".") {
        guard digits > 0, place < 3 else { return nil }
        if place == 0 { first = number }
        if place == 1 { second = number }
        (number, digits, place) = (0, 0, place + 1)
      } else {
        guard byte >= 0x30, byte <= 0x39, digits < 3 else { return nil }
        number = number * 10 + Int(byte - 0x30)
        digits += 1
      }
    }
    return place == 3 && digits > 0 ? (first, second) : nil
  }
}

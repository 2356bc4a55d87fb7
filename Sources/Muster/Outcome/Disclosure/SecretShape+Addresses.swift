extension SecretShape {
  /// Whether a text contains an e-mail address, or a name and a password before a host.
  ///
  /// `@mention`, `@scope/package`, `package@1.2.0` and `package@latest` are no addresses.
  static func containsAddress(_ bytes: ByteView) -> Bool {
    for index in 0..<bytes.count {
      var host = index &+ 1
      if bytes[index] == UInt8(ascii: "%") {
        // The same, escaped as in a URL.
        guard bytes[index &+ 1] == UInt8(ascii: "4"), bytes[index &+ 2] == UInt8(ascii: "0") else { continue }
        host = index &+ 3
      } else if bytes[index] != UInt8(ascii: "@") {
        continue
      }
      guard index > 0, isLocalPart(bytes, at: index &- 1),
        bytes.isWordPart(at: host) || bytes[host] == UInt8(ascii: "[")
      else { continue }
      if !isVersion(bytes, at: host) { return true }
    }
    return false
  }

  /// Whether a character can end what stands before an address's `@` (RFC 5321, section 4.1.2).
  private static func isLocalPart(_ bytes: ByteView, at offset: Int) -> Bool {
    if bytes.isWordPart(at: offset) { return true }
    return switch bytes[offset] {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "!"),
      UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "~"), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// Whether the version of a package follows its name: `1.2.0`, `v4`, `latest`.
  private static func isVersion(_ bytes: ByteView, at start: Int) -> Bool {
    if bytes.hasFolded("latest", at: start), !bytes.isWordPart(at: start &+ 6), bytes[start &+ 6] != UInt8(ascii: ".") {
      return true
    }
    var index = bytes[start] | 0x20 == UInt8(ascii: "v") ? start &+ 1 : start
    guard bytes.isDigit(at: index) else { return false }
    var dots = 0
    while index &- start < 16, bytes.isDigit(at: index) || bytes[index] == UInt8(ascii: ".") {
      if bytes[index] == UInt8(ascii: ".") { dots &+= 1 }
      index &+= 1
    }
    // Four numbers are the address of a host.
    return dots <= 2 && !bytes.isWordPart(at: index)
  }

  /// Whether a text contains a URL whose text is a secret.
  ///
  /// That is a URL with a user or password before its host (RFC 3986, section 3.2.1), one with a query or a fragment of
  /// parameters, and one whose path is a secret, as a web hook's is. A relative one counts if it has a query.
  static func containsPrivateURL(_ bytes: ByteView) -> Bool {
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ":"), bytes[index &+ 1] == UInt8(ascii: "/"),
        bytes[index &+ 2] == UInt8(ascii: "/"),
        index > 0, bytes.isAlphanumeric(at: index &- 1)
      {
        let end = endOfURL(bytes, from: index &+ 3)
        if isPrivateURL(bytes, from: index &+ 3, to: end) { return true }
        index = max(end, index &+ 3)
      } else if bytes[index] == UInt8(ascii: "?") {
        let end = endOfURL(bytes, from: index &+ 1)
        if hasParameter(bytes, from: index &+ 1, to: end) { return true }
        index = max(end, index &+ 1)
      } else {
        index &+= 1
      }
    }
    return false
  }

  private static func endOfURL(_ bytes: ByteView, from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      switch bytes[end] {
      case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"): return end
      default: end &+= 1
      }
    }
    return end
  }

  /// Whether a name and a `=` follow.
  private static func hasParameter(_ bytes: ByteView, from start: Int, to end: Int) -> Bool {
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "=") { return index > start }
      index &+= 1
    }
    return false
  }

  /// Whether a URL is private by what follows its `://`.
  private static func isPrivateURL(_ bytes: ByteView, from start: Int, to end: Int) -> Bool {
    var index = start
    // The host, and what stands before it.
    while index < end, !isDelimiter(bytes[index]) {
      if bytes[index] == UInt8(ascii: "@") { return true }
      index &+= 1
    }
    var isHook = isHookWord(bytes, from: start, to: index)
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "?"): return index &+ 1 < end
      case UInt8(ascii: "#"): return hasParameter(bytes, from: index &+ 1, to: end)
      default: break
      }
      let segment = index &+ 1
      index = segment
      while index < end, !isDelimiter(bytes[index]) { index &+= 1 }
      if isHook, index > segment { return true }
      if isHookWord(bytes, from: segment, to: index) { isHook = true }
    }
    return false
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  /// Whether a host's or segment's name says that what follows is the secret of a web hook.
  private static func isHookWord(_ bytes: ByteView, from start: Int, to end: Int) -> Bool {
    var index = start
    while index &+ 4 <= end {
      if bytes.hasFolded("hook", at: index), index == start || bytes.hasFolded("web", at: index &- 3) { return true }
      index &+= 1
    }
    return false
  }
}

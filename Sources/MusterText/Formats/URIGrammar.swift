/// The grammar that URIs and IRIs share: RFC 3986 appendix A, widened by RFC 3987 section 2.2.
struct URIGrammar {
  /// Whether code points beyond ASCII may stand where RFC 3987 lets them.
  var international: Bool

  // Bits of what an ASCII byte may be part of, `pct-encoded` aside.
  private static let userinfo: UInt8 = 1
  private static let regName: UInt8 = 2
  private static let segment: UInt8 = 4
  private static let query: UInt8 = 8

  private static let table: [UInt8] = (0..<128).map { byte -> UInt8 in
    switch UInt8(byte) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: userinfo | regName | segment | query
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      userinfo | regName | segment | query
    case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
      userinfo | regName | segment | query
    case UInt8(ascii: ":"): userinfo | segment | query
    case UInt8(ascii: "@"), UInt8(ascii: "/"): segment | query
    case UInt8(ascii: "?"): query
    default: 0
    }
  }

  /// `URI`, or with `IRI` what RFC 3987 makes of it.
  func acceptsAbsolute(_ text: Span<UInt8>) -> Bool {
    guard let colon = endOfScheme(text) else { return false }
    return acceptsHierarchy(text, from: colon + 1, relative: false)
  }

  /// `URI-reference`.
  func acceptsReference(_ text: Span<UInt8>) -> Bool {
    acceptsAbsolute(text) || acceptsHierarchy(text, from: 0, relative: true)
  }

  /// The index of the colon after `scheme`.
  private func endOfScheme(_ text: Span<UInt8>) -> Int? {
    guard text.byte(0).isLetter else { return nil }
    var index = 1
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: ":") { return index }
      guard
        byte.isLetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      else { return nil }
      index += 1
    }
    return nil
  }

  /// `hier-part` or `relative-part`, then query and fragment.
  private func acceptsHierarchy(_ text: Span<UInt8>, from start: Int, relative: Bool) -> Bool {
    let hash = text.firstIndex(of: UInt8(ascii: "#"), from: start) ?? text.count
    let mark = text.extracting(0..<hash).firstIndex(of: UInt8(ascii: "?"), from: start) ?? hash
    guard acceptsAll(text, (hash < text.count ? hash + 1 : hash)..<text.count, Self.query, privateUse: false),
      acceptsAll(text, (mark < hash ? mark + 1 : mark)..<hash, Self.query, privateUse: true)
    else { return false }
    var path = start
    if start + 1 < mark, text[start] == UInt8(ascii: "/"), text[start + 1] == UInt8(ascii: "/") {
      path = start + 2
      while path < mark, text[path] != UInt8(ascii: "/") { path += 1 }
      guard acceptsAuthority(text.extracting((start + 2)..<path)) else { return false }
    } else if relative {
      // `path-noscheme`: a colon in the first segment would make a scheme of it.
      var index = start
      while index < mark, text[index] != UInt8(ascii: "/") {
        if text[index] == UInt8(ascii: ":") { return false }
        index += 1
      }
    }
    return acceptsAll(text, path..<mark, Self.segment, privateUse: false)
  }

  /// `authority`: user information, host and port.
  private func acceptsAuthority(_ text: Span<UInt8>) -> Bool {
    var host = 0
    if let at = text.firstIndex(of: UInt8(ascii: "@")) {
      guard acceptsAll(text, 0..<at, Self.userinfo, privateUse: false) else { return false }
      host = at + 1
    }
    var end = text.count
    if text.byte(host) == UInt8(ascii: "[") {
      guard let bracket = text.firstIndex(of: UInt8(ascii: "]"), from: host),
        acceptsLiteral(text.extracting((host + 1)..<bracket))
      else { return false }
      end = bracket + 1
    } else {
      end = text.firstIndex(of: UInt8(ascii: ":"), from: host) ?? text.count
      guard acceptsAll(text, host..<end, Self.regName, privateUse: false) else { return false }
    }
    guard end < text.count else { return true }
    guard text[end] == UInt8(ascii: ":") else { return false }
    for index in (end + 1)..<text.count where !text[index].isDigit {
      return false
    }
    return true
  }

  /// What stands in the brackets of `IP-literal`: an `IPv6address` or an `IPvFuture`.
  private func acceptsLiteral(_ text: Span<UInt8>) -> Bool {
    guard text.byte(0) | 0x20 == UInt8(ascii: "v") else { return IPv6Format.accepts(text) }
    guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot > 1, dot + 1 < text.count else { return false }
    for index in 1..<dot where !text[index].isHexDigit {
      return false
    }
    for index in (dot + 1)..<text.count
    where text[index] >= 0x80 || Self.table[Int(text[index])] & Self.userinfo == 0 {
      return false
    }
    return true
  }

  /// Whether everything in a range may stand in a component, written out or `pct-encoded`.
  private func acceptsAll(_ text: Span<UInt8>, _ range: Range<Int>, _ component: UInt8, privateUse: Bool) -> Bool {
    let table = Self.table.span
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if byte < 0x80 {
        if table[Int(byte)] & component != 0 {
          index += 1
        } else if byte == UInt8(ascii: "%"), index + 2 < range.upperBound, text[index + 1].isHexDigit,
          text[index + 2].isHexDigit
        {
          index += 3
        } else {
          return false
        }
      } else {
        let decoded = text.codePoint(at: index)
        guard international, Self.isInternational(decoded.value, privateUse: privateUse) else { return false }
        index += decoded.length
      }
    }
    return true
  }

  /// `ucschar`, and in a query `iprivate`, of RFC 3987 section 2.2.
  static func isInternational(_ codePoint: UInt32, privateUse: Bool) -> Bool {
    switch codePoint {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: privateUse && codePoint & 0xFFFF <= 0xFFFD
    case 0x10000...0xDFFFF: codePoint & 0xFFFF <= 0xFFFD
    case 0xE1000...0xEFFFD: true
    default: false
    }
  }
}

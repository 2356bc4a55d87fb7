/// `Mailbox` of RFC 5321 section 4.1.2, widened by RFC 6531 section 3.3.
struct MailboxGrammar {
  /// Whether code points beyond ASCII may stand in the local part and in the domain.
  var international: Bool
  var mode: Format.Mode
  private static let longestLocalPart = 64

  func accepts(_ text: Span<UInt8>) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")), at > 0, at <= Self.longestLocalPart || mode == .relaxed else {
      return false
    }
    let local = text.extracting(0..<at)
    let domain = text.extracting((at + 1)..<text.count)
    guard local[0] == UInt8(ascii: "\"") ? acceptsQuoted(local) : acceptsDotString(local) else { return false }
    if domain.byte(0) == UInt8(ascii: "[") {
      return acceptsLiteral(domain)
    }
    return international
      ? InternationalName.accepts(domain, separators: .fullStopOnly, form: .any)
      : HostnameFormat.accepts(domain, mode: .strict)
  }

  /// Checks `Dot-string = Atom *("."  Atom)`.
  private func acceptsDotString(_ text: Span<UInt8>) -> Bool {
    var afterDot = true
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: ".") {
        if afterDot, mode == .strict { return false }
        afterDot = true
      } else {
        guard Self.isAtomText(byte) || (international && byte >= 0x80) else { return false }
        afterDot = false
      }
    }
    return !afterDot || mode == .relaxed
  }

  /// Checks `Quoted-string = DQUOTE *QcontentSMTP DQUOTE`.
  private func acceptsQuoted(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 2, text[text.count - 1] == UInt8(ascii: "\"") else { return false }
    var index = 1
    let end = text.count - 1
    while index < end {
      let byte = text[index]
      if byte == UInt8(ascii: "\\") {
        index += 1
        guard index < end, (0x20...0x7E).contains(text[index]) else { return false }
      } else {
        let plain = (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"")
        guard plain || (international && byte >= 0x80) else { return false }
      }
      index += 1
    }
    return true
  }

  /// `address-literal` of section 4.1.3.
  private func acceptsLiteral(_ text: Span<UInt8>) -> Bool {
    guard text.count > 2, text[text.count - 1] == UInt8(ascii: "]") else { return false }
    let inside = text.extracting(1..<(text.count - 1))
    guard let colon = inside.firstIndex(of: UInt8(ascii: ":")) else { return IPv4Format.accepts(inside) }
    if inside.extracting(0..<colon).equalsIgnoringCase("ipv6") {
      return IPv6Format.accepts(inside.extracting(5..<inside.count))
    }
    guard colon > 0, inside[colon - 1].isLetterOrDigit, colon + 1 < inside.count else { return false }
    for index in 0..<colon where !inside[index].isLetterOrDigit && inside[index] != UInt8(ascii: "-") {
      return false
    }
    for index in (colon + 1)..<inside.count {
      guard (0x21...0x5A).contains(inside[index]) || (0x5E...0x7E).contains(inside[index]) else { return false }
    }
    return true
  }

  /// `atext` of RFC 5322 section 3.2.3.
  static func isAtomText(_ byte: UInt8) -> Bool {
    if byte.isLetterOrDigit { return true }
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "}"): return true
    default: return byte.isTokenCharacter && byte != UInt8(ascii: ".")
    }
  }
}

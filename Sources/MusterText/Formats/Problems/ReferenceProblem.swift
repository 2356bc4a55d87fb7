/// What is wrong with URIs and IRIs: RFC 3986 appendix A, RFC 3987 section 2.2.
struct ReferenceProblem {
  /// Whether characters beyond ASCII are allowed.
  var international: Bool
  /// Whether the scheme may be missing.
  var isReference: Bool

  /// The problem of a text that the grammar does not accept.
  func problem(in text: Span<UInt8>) -> FormatProblem {
    if text.isEmpty { return FormatProblem(.empty) }
    return character(text) ?? scheme(text) ?? authority(text) ?? FormatProblem(.malformed)
  }

  /// A character that no part of a reference may have.
  private func character(_ text: Span<UInt8>) -> FormatProblem? {
    var index = 0
    var hasFragment = false
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: " "):
        return FormatProblem(.space, at: index)
      case UInt8(ascii: "%"):
        guard text.byte(index + 1).isHexDigit, text.byte(index + 2).isHexDigit else {
          return FormatProblem(.invalidPercent, at: index)
        }
      case UInt8(ascii: "\\"):
        return FormatProblem(.backslash, at: index)
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        return FormatProblem(.braces, at: index)
      case UInt8(ascii: "#"):
        if hasFragment { return FormatProblem(.severalFragments, at: index) }
        hasFragment = true
      case 0x80...:
        guard international else { return FormatProblem(.notASCII, at: index) }
        let decoded = text.codePoint(at: index)
        guard URIGrammar.isInternational(decoded.value, privateUse: true) else {
          return FormatProblem(.unexpectedCharacter, at: index)
        }
        index += decoded.length - 1
      case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"),
        UInt8(ascii: "`"), UInt8(ascii: "|"):
        return FormatProblem(.unexpectedCharacter, at: index)
      default:
        break
      }
      index += 1
    }
    return nil
  }

  /// A scheme that is missing, or a colon that makes a scheme of what is none.
  private func scheme(_ text: Span<UInt8>) -> FormatProblem? {
    var index = 0
    while text.byte(index).isLetterOrDigit || (0x2B...0x2E).contains(text.byte(index)), text.byte(index) != 0x2C {
      index += 1
    }
    if text.byte(0).isLetter, text.byte(index) == UInt8(ascii: ":") { return nil }
    guard isReference else { return FormatProblem(.missingScheme, at: 0) }
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: ":"): return FormatProblem(.colonInFirstSegment, at: index)
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
      default: break
      }
    }
    return nil
  }

  /// A host or a port that is none, or a bracket anywhere else.
  private func authority(_ text: Span<UInt8>) -> FormatProblem? {
    let slash = UInt8(ascii: "/")
    var start = 0
    if text.byte(0) != slash {
      guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return bracket(text, from: 0) }
      start = colon + 1
    }
    guard text.byte(start) == slash, text.byte(start + 1) == slash else { return bracket(text, from: start) }
    start += 2
    var end = start
    while end < text.count, text[end] != slash, text[end] != UInt8(ascii: "?"), text[end] != UInt8(ascii: "#") {
      end += 1
    }
    let authority = text.extracting(start..<end)
    let host = authority.firstIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? 0
    if let second = authority.firstIndex(of: UInt8(ascii: "@"), from: host), host > 0 {
      return FormatProblem(.unexpectedCharacter, at: start + second)
    }
    var port = authority.firstIndex(of: UInt8(ascii: ":"), from: host)
    if authority.byte(host) == UInt8(ascii: "[") {
      guard let close = authority.firstIndex(of: UInt8(ascii: "]"), from: host) else {
        return FormatProblem(.invalidHost, at: start + host)
      }
      port = close + 1 < authority.count && authority[close + 1] == UInt8(ascii: ":") ? close + 1 : nil
      if port == nil, close + 1 < authority.count { return FormatProblem(.invalidHost, at: start + close + 1) }
    }
    if let port, authority.endOfDigits(from: port + 1) < authority.count {
      return FormatProblem(.invalidPort, at: start + port + 1)
    }
    return authority.byte(host) == UInt8(ascii: "[")
      ? bracket(text, from: end) ?? FormatProblem(.invalidHost, at: start + host) : bracket(text, from: start)
  }

  private func bracket(_ text: Span<UInt8>, from start: Int) -> FormatProblem? {
    var index = start
    while index < text.count {
      if text[index] == UInt8(ascii: "[") || text[index] == UInt8(ascii: "]") {
        return FormatProblem(.brackets, at: index)
      }
      index += 1
    }
    return nil
  }
}

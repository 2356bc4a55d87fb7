/// What a recording that does not begin as JSON looks like.
enum TextForm: Equatable {
  /// A YAML document.
  case yaml
  /// Something that is not read, by the code that reasons name it with.
  case other(String)

  /// How many bytes are looked at.
  static let window = 4_096

  /// Looks at the beginning of a text; `nil` if it looks like nothing that is known.
  init?(of text: ArraySlice<UInt8>) {
    let text = text.prefix(TextForm.window)
    if text.first == UInt8(ascii: "<") {
      self = .other("xml")
      return
    }
    let lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
      .filter { line in line.contains { $0 != 0x20 && $0 != 0x09 } && line.first != UInt8(ascii: "#") }
    guard let line = lines.first else {
      // Nothing but comments: of YAML's kind.
      self = .yaml
      return
    }
    if let kind = TextForm.kind(of: line) {
      self = .other(kind)
    } else if TextForm.isYAML(line, next: lines.dropFirst().first) {
      self = .yaml
    } else {
      return nil
    }
  }

  private static func kind(of line: ArraySlice<UInt8>) -> String? {
    let words = line.split(separator: 0x20, maxSplits: 12)
    guard let first = words.first else { return nil }
    // mitmproxy's flows are netstrings: a length, a colon, the length and name of a member.
    let digits = first.prefix { isDigit($0) }
    if !digits.isEmpty, first.dropFirst(digits.count).first == UInt8(ascii: ":"),
      let second = first.dropFirst(digits.count + 1).first, isDigit(second),
      first.dropFirst(digits.count + 1).drop(while: isDigit).first == UInt8(ascii: ":")
    {
      return "mitmproxy"
    }
    if isRequestLine(words) { return "http" }
    if first.elementsEqual("curl".utf8) { return "curl" }
    if words.count >= 2, first.elementsEqual("meta".utf8), words[words.startIndex + 1].first == UInt8(ascii: "{") {
      return "bru"
    }
    // An access log quotes the request line.
    let quoted = line.split(separator: UInt8(ascii: "\""), maxSplits: 4, omittingEmptySubsequences: false)
    for part in quoted.dropFirst() where isRequestLine(part.split(separator: 0x20)) { return "access-log" }
    return nil
  }

  /// Whether words are those of a request line: a method, a target, and a version of HTTP (RFC 9112, section 3).
  private static func isRequestLine(_ words: [ArraySlice<UInt8>]) -> Bool {
    guard words.count >= 3, words[2].starts(with: "HTTP/".utf8) else { return false }
    return !words[0].isEmpty && words[0].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether a line begins a mapping or a sequence of YAML.
  private static func isYAML(_ line: ArraySlice<UInt8>, next: ArraySlice<UInt8>?) -> Bool {
    if line.starts(with: "---".utf8) || line.first == UInt8(ascii: "%") { return true }
    if line.first == UInt8(ascii: "-"), line.count == 1 || line.dropFirst().first == 0x20 { return true }
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    let isName = name.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || isDigit(byte) || "_-. \"'".utf8.contains(byte)
    }
    guard isName, !name.isEmpty, name.count < line.count else { return false }
    let after = line.dropFirst(name.count + 1)
    return after.isEmpty || after.first == 0x20
  }
}

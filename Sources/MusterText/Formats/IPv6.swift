/// An IPv6 address: RFC 4291 section 2.2, with the grammar of RFC 3986 section 3.2.2, `IPv6address`.
///
/// `::` stands for at least one group. A zone (`%eth0`) is no part of it. Relaxed is the same as strict.
enum IPv6Format {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 2, text.count <= 45 else { return false }
    var index = 0
    var groups = 0
    var compressed = false
    if text[0] == UInt8(ascii: ":") {
      guard text[1] == UInt8(ascii: ":") else { return false }
      compressed = true
      index = 2
      if index == text.count { return true }
    }
    while true {
      let start = index
      while index - start < 4, text.byte(index).isHexDigit { index += 1 }
      guard index > start else { return false }
      if text.byte(index) == UInt8(ascii: ".") {
        groups += 2
        guard IPv4Format.accepts(text.extracting(start..<text.count)) else { return false }
        return compressed ? groups <= 7 : groups == 8
      }
      groups += 1
      if index == text.count {
        return compressed ? groups <= 7 : groups == 8
      }
      guard text[index] == UInt8(ascii: ":"), groups < 8 else { return false }
      index += 1
      if text.byte(index) == UInt8(ascii: ":") {
        guard !compressed else { return false }
        compressed = true
        index += 1
        if index == text.count { return groups <= 7 }
      }
    }
  }
}

/// An IPv4 address: RFC 2673 section 3.2, `dotted-quad`, without leading zeros (RFC 3986 section 3.2.2, `IPv4address`).
///
/// Relaxed is the same as strict: a leading zero is read as octal by some, so that it means two things.
enum IPv4Format {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 7, text.count <= 15 else { return false }
    var index = 0
    for part in 0..<4 {
      if part > 0 {
        guard text.byte(index) == UInt8(ascii: ".") else { return false }
        index += 1
      }
      let start = index
      var value = 0
      while index - start < 4, text.byte(index).isDigit {
        value = value * 10 + Int(text[index] &- 0x30)
        index += 1
      }
      guard index > start, value <= 255, index - start == 1 || text[start] != UInt8(ascii: "0") else { return false }
    }
    return index == text.count
  }
}

/// A host name: RFC 1123 section 2.1 with the lengths of RFC 1034 section 3.1.
///
/// A label that starts with `xn--` must be an A-label (RFC 5890 section 2.3.2.1): the Punycode of a valid U-label.
/// Relaxed: labels may have underscores, A-labels are not decoded, and a dot may follow the last label.
enum HostnameFormat {
  static let longestName = 253
  static let longestLabel = 63

  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    var end = text.count
    if mode == .relaxed, end > 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard end > 0, end <= longestName else { return false }
    var start = 0
    var encoded = false
    var index = 0
    while index <= end {
      let byte = index < end ? text[index] : UInt8(ascii: ".")
      if byte == UInt8(ascii: ".") {
        let length = index - start
        guard length > 0, length <= longestLabel, text[start] != UInt8(ascii: "-"), text[index - 1] != UInt8(ascii: "-")
        else { return false }
        if length >= 4, hasEncodedPrefix(text, at: start) { encoded = true }
        start = index + 1
      } else if !byte.isLetterOrDigit, byte != UInt8(ascii: "-"), mode == .strict || byte != UInt8(ascii: "_") {
        return false
      }
      index += 1
    }
    return !encoded || mode == .relaxed || InternationalName.accepts(text, separators: .fullStopOnly)
  }

  /// Whether `xn--` starts at an index, in either case.
  static func hasEncodedPrefix(_ text: Span<UInt8>, at start: Int) -> Bool {
    text.byte(start) | 0x20 == UInt8(ascii: "x") && text.byte(start + 1) | 0x20 == UInt8(ascii: "n")
      && text.byte(start + 2) == UInt8(ascii: "-") && text.byte(start + 3) == UInt8(ascii: "-")
  }
}

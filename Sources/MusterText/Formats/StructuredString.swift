/// A String of a structured field: RFC 9651 section 3.3.3, in its quotes.
///
/// Only `"` and `\` are escaped, and both must be. Relaxed is the same as strict.
enum StructuredStringFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    let quote = UInt8(ascii: "\"")
    guard text.count >= 2, text[0] == quote, text[text.count - 1] == quote else { return false }
    var index = 1
    let end = text.count - 1
    while index < end {
      switch text[index] {
      case UInt8(ascii: "\\"):
        index += 1
        guard index < end, text[index] == quote || text[index] == UInt8(ascii: "\\") else { return false }
      case quote:
        return false
      case 0x20...0x7E:
        break
      default:
        return false
      }
      index += 1
    }
    return true
  }
}

/// A colour: CSS 2.1 section 4.3.6, as draft 3 of JSON Schema names it: a keyword, `#rgb`, `#rrggbb` or `rgb(…)`.
///
/// Relaxed is the same as strict.
enum ColorFormat {
  private static let keywords = [
    "maroon", "red", "orange", "yellow", "olive", "purple", "fuchsia", "white", "lime", "green", "navy", "blue", "aqua",
    "teal", "black", "silver", "gray",
  ]

  static func accepts(_ text: Span<UInt8>) -> Bool {
    if text.byte(0) == UInt8(ascii: "#") {
      guard text.count == 4 || text.count == 7 else { return false }
      for index in 1..<text.count where !text[index].isHexDigit {
        return false
      }
      return true
    }
    return keywords.contains { text.equalsIgnoringCase($0) } || acceptsFunction(text)
  }

  private static func acceptsFunction(_ text: Span<UInt8>) -> Bool {
    guard text.count > 5, text.extracting(0..<4).equalsIgnoringCase("rgb("), text[text.count - 1] == UInt8(ascii: ")")
    else { return false }
    var index = 4
    var percentages = 0
    for part in 0..<3 {
      skipSpace(text, &index)
      if text.byte(index) == UInt8(ascii: "-") || text.byte(index) == UInt8(ascii: "+") { index += 1 }
      let start = index
      while text.byte(index).isDigit { index += 1 }
      guard index > start else { return false }
      if text.byte(index) == UInt8(ascii: "%") {
        percentages += 1
        index += 1
      }
      skipSpace(text, &index)
      guard text.byte(index) == UInt8(ascii: part < 2 ? "," : ")") else { return false }
      index += 1
    }
    return index == text.count && (percentages == 0 || percentages == 3)
  }

  private static func skipSpace(_ text: Span<UInt8>, _ index: inout Int) {
    while text.byte(index) == 0x20 || text.byte(index) == 0x09 { index += 1 }
  }
}

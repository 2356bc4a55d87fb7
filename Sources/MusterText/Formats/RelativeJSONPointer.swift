/// A relative JSON Pointer: draft-bhutton-relative-json-pointer-00 section 3.
///
/// Relaxed is the same as strict.
enum RelativeJSONPointerFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    guard var index = endOfInteger(text, at: 0) else { return false }
    if text.byte(index) == UInt8(ascii: "+") || text.byte(index) == UInt8(ascii: "-") {
      guard let end = endOfInteger(text, at: index + 1) else { return false }
      index = end
    }
    if text.byte(index) == UInt8(ascii: "#") {
      return index + 1 == text.count
    }
    return JSONPointerFormat.accepts(text.extracting(index..<text.count))
  }

  /// `non-negative-integer`: no leading zeros.
  private static func endOfInteger(_ text: Span<UInt8>, at start: Int) -> Int? {
    guard text.byte(start).isDigit else { return nil }
    if text[start] == UInt8(ascii: "0") { return start + 1 }
    var index = start
    while text.byte(index).isDigit { index += 1 }
    return index
  }
}

/// A JSON Pointer: RFC 6901 section 3, `json-pointer`, in its string form.
///
/// Relaxed is the same as strict.
enum JSONPointerFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    text.isEmpty || (text[0] == UInt8(ascii: "/") && hasOnlyKnownEscapes(text))
  }

  static func hasOnlyKnownEscapes(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] == UInt8(ascii: "~") {
      let next = text.byte(index + 1)
      guard next == UInt8(ascii: "0") || next == UInt8(ascii: "1") else { return false }
    }
    return true
  }
}

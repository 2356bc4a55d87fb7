/// A single character: OpenAPI registry, `char`.
///
/// One code point, whatever it takes to write it.
enum CharFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    !text.isEmpty && text.codePoint(at: 0).length == text.count
  }
}

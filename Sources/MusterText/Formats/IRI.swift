/// An IRI with its scheme: RFC 3987 section 2.2, `IRI`.
///
/// Relaxed is the same as strict.
enum IRIFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    URIGrammar(international: true).acceptsAbsolute(text)
  }
}

/// A URI with its scheme: RFC 3986 appendix A, `URI`.
///
/// Relaxed is the same as strict.
enum URIFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    URIGrammar(international: false).acceptsAbsolute(text)
  }
}

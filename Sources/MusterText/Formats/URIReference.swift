/// A URI or a relative reference: RFC 3986 appendix A, `URI-reference`.
///
/// Relaxed is the same as strict.
enum URIReferenceFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    URIGrammar(international: false).acceptsReference(text)
  }
}

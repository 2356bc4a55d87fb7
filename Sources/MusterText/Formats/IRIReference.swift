/// An IRI or a relative reference: RFC 3987 section 2.2, `IRI-reference`.
///
/// Relaxed is the same as strict.
enum IRIReferenceFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    URIGrammar(international: true).acceptsReference(text)
  }
}

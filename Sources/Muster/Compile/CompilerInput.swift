/// What a compilation is given.
struct CompilerInput {
  let document: JSONDocument
  let options: Schema.Options
  /// Whether a mistake ends the compilation; else it is kept, and the rest is compiled.
  let isStrict: Bool
  let hasCustomKeywords: Bool
  /// Whether the options say something of single formats.
  let hasFormatOptions: Bool

  init(_ document: JSONDocument, _ options: Schema.Options, isStrict: Bool) {
    self.document = document
    self.options = options
    self.isStrict = isStrict
    hasCustomKeywords = !options.custom.keywords.isEmpty
    hasFormatOptions = !options.custom.formats.isEmpty || !options.formatPolicies.isEmpty
  }

  /// The direction of a place's payloads, if anybody knows it.
  func direction(of place: SchemaPlace) -> Schema.Direction? { place.direction ?? options.direction }
}

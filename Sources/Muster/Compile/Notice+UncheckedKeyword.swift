extension Notice.Code {
  /// A keyword that is not checked, because it cannot be used or asks for more than a limit of Muster.
  public static let uncheckedKeyword = Notice.Code(rawValue: "unchecked-keyword")
}

extension Notice {
  /// That a keyword is not checked because of a mistake in it.
  init(_ mistake: SchemaError) {
    let place = mistake.location
    self.init(
      code: .uncheckedKeyword, pointer: place.pointer, source: place.source,
      position: TextPosition(offset: 0, line: place.line, column: place.column),
      message: "\(mistake.detail); this is not checked, and everything around it is")
  }
}

extension LimitExceeded {
  /// A limit on text that JSON is made of before it is checked, as that of forms and parameters is.
  package init(ofText limit: Limit, _ value: Int) {
    self.init(limit: limit, position: TextPosition(offset: 0, line: 1, column: 1), value: value)
  }
}

extension LimitExceeded.Limit {
  /// How many entries one parameter or form may be written in.
  public static let entries = Self(name: "entries")
  /// How deep brackets in the names of entries may nest.
  public static let brackets = Self(name: "brackets")
  /// How many subschemas are looked at to tell how text is meant.
  public static let subschemas = Self(name: "subschemas")
}

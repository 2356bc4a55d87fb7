extension LimitExceeded {
  /// A limit on text that JSON is made of before it is checked, as that of forms and parameters is.
  package init(ofText limit: Limit, _ message: String) {
    self.init(limit: limit, position: TextPosition(offset: 0, line: 1, column: 1), message: message)
  }
}

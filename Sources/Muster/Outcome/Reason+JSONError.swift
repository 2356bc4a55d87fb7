extension Reason {
  /// The reason of a text that is not JSON.
  package init(_ error: JSONError, subject: Subject? = nil) {
    self.init(.notJSON, subject: subject, syntax: error)
  }

  /// The reason of a part that is not JSON, with the place inside of that part.
  package init(inner error: JSONError, subject: Subject? = nil) {
    self.init(.notJSON, subject: subject, syntax: error)
    items = [error.position.line, error.position.column]
  }
}

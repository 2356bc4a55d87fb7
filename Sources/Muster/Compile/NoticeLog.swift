/// What compiling has to say.
struct NoticeLog {
  private(set) var notices: [Notice] = []
  private var said: Set<String> = []

  /// Adds a notice, once: a schema may be written in several places.
  mutating func add(_ code: Notice.Code, at location: SchemaLocation, _ message: String) {
    guard said.insert("\(location.source)\u{0}\(location.pointer)\u{0}\(code.rawValue)").inserted else { return }
    notices.append(
      Notice(
        code: code, pointer: location.pointer, source: location.source,
        position: TextPosition(offset: 0, line: location.line, column: location.column), message: message))
  }
}

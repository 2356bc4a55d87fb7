import Muster

extension SchemaLocation {
  /// The place of a part of a contract that is no schema.
  package init(_ location: SourceLocation) {
    self.init(source: location.source, pointer: location.pointer, line: location.line, column: location.column)
  }
}

import Muster

/// A place in one of a contract's sources.
public typealias SourceLocation = SchemaLocation

extension SchemaLocation {
  /// Line and column, without an offset.
  package var position: TextPosition { TextPosition(offset: 0, line: line, column: column) }
}

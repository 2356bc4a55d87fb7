import Muster

/// A place in one of a contract's sources.
public struct SourceLocation: Sendable, Hashable {
  /// The name of the source.
  public let source: String
  /// The JSON Pointer in the document that was read from it.
  public let pointer: String
  /// The line in the source, from 1.
  public let line: Int
  /// The column in the source, from 1, in code points.
  public let column: Int

  /// A place from its parts.
  package init(
    source: String, pointer: String, line: Int, column: Int
  ) {
    self.source = source
    self.pointer = pointer
    self.line = line
    self.column = column
  }

  /// Line and column, without an offset.
  package var position: TextPosition { TextPosition(offset: 0, line: line, column: column) }

  /// The same place as issues name it.
  var schemaLocation: SchemaLocation {
    SchemaLocation(source: source, pointer: pointer, line: line, column: column)
  }
}

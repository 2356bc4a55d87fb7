/// A place in a vendor's schema.
public struct SchemaLocation: Sendable, Hashable {
  /// The name of the source that it was compiled from.
  public let source: String
  /// The keyword's location as a JSON Pointer in the document.
  public let pointer: String
  /// The line in the source, from 1.
  public let line: Int
  /// The column in the source, from 1, in code points.
  public let column: Int

  /// A location from its parts.
  public init(source: String, pointer: String, line: Int, column: Int) {
    self.source = source
    self.pointer = pointer
    self.line = line
    self.column = column
  }
}

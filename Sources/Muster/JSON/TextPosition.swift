/// A place in a text: the byte offset, and the line and column a person would look for.
public struct TextPosition: Sendable, Hashable {
  /// Bytes from the start of the text, from 0.
  public let offset: Int
  /// The line, from 1.
  ///
  /// Lines end at LF, CR LF or CR.
  public let line: Int
  /// The column, from 1, in Unicode code points.
  public let column: Int

  /// A position from its parts.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}

import Muster
import MusterContracts

extension SchemaLocation {
  /// The place of a part of a contract that is no schema.
  init(_ location: SourceLocation) {
    self.init(source: location.source, pointer: location.pointer, line: location.line, column: location.column)
  }
}

import Muster
import MusterYAML
import Testing

/// The JSON text of a YAML text.
func json(_ yaml: String, limits: YAMLReader.Limits = .init()) throws -> String {
  var assembler = JSONAssembler()
  _ = try YAMLReader(limits: limits).read(SourceText(name: "t", bytes: Array(yaml.utf8)), into: &assembler)
  return String(decoding: assembler.bytes, as: UTF8.self)
}

/// The warnings of a YAML text.
func warnings(_ yaml: String) throws -> [YAMLWarning] {
  var assembler = JSONAssembler()
  return try YAMLReader().read(SourceText(name: "t", bytes: Array(yaml.utf8)), into: &assembler)
}

/// The error that a text is rejected with; a text that is read is a failure.
func error(_ bytes: some Sequence<UInt8>, limits: YAMLReader.Limits = .init()) throws -> YAMLError {
  try #require(throws: YAMLError.self) {
    var assembler = JSONAssembler()
    _ = try YAMLReader(limits: limits).read(SourceText(name: "t", bytes: Array(bytes)), into: &assembler)
  }
}

func error(_ yaml: String, limits: YAMLReader.Limits = .init()) throws -> YAMLError {
  try error(yaml.utf8, limits: limits)
}

/// Whether an error has a code and a place.
func expect(
  _ error: YAMLError, _ code: YAMLError.Code, _ line: Int, _ column: Int,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(error.code == code, sourceLocation: sourceLocation)
  #expect(
    error.position.line == line && error.position.column == column, "\(error)", sourceLocation: sourceLocation)
}

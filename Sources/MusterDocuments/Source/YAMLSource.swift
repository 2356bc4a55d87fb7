import Muster
import MusterContracts
import MusterYAML

/// An OpenAPI document in YAML, the whole text.
struct YAMLSource {
  let text: PageText
  let fences: [Fence]

  /// The document, or `nil` where no top-level key of OpenAPI stands at the start of a line outside of fences.
  func document() throws(ContractError) -> PageDocument? {
    var offset = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while let line = text.line(at: offset) {
      if YAMLSource.isRootKey(text.bytes[line.range], allowsPaths: true), !fences.contain(line.range.lowerBound) {
        return try YAMLSource.document(text, range: nil, form: .openAPIYAML)
      }
      offset = line.next
    }
    return nil
  }

  /// Whether a line is `openapi:` or `swagger:` with a version, or a bare `paths:`.
  ///
  /// Front matter with `openapi: put /path`, as some pages have, is none of these.
  static func isRootKey(_ line: ArraySlice<UInt8>, allowsPaths: Bool) -> Bool {
    var rest = line[...]
    let quote = rest.first.flatMap { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") ? $0 : nil }
    if quote != nil { rest = rest.dropFirst() }
    let key = rest.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
    rest = rest.dropFirst(key.count)
    if let quote {
      guard rest.first == quote else { return false }
      rest = rest.dropFirst()
    }
    guard rest.first == UInt8(ascii: ":") else { return false }
    rest = rest.dropFirst().drop { $0.isASCIISpace }
    if key.elementsEqual("paths".utf8) {
      return allowsPaths && (rest.isEmpty || rest.first == UInt8(ascii: "#"))
    }
    guard key.elementsEqual("openapi".utf8) || key.elementsEqual("swagger".utf8) else { return false }
    if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") { rest = rest.dropFirst() }
    return rest.first.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? false
  }

  /// A text as UTF-8, whatever YAML allows it to be in.
  static func utf8(_ source: SourceText) throws(ContractError) -> SourceText {
    do { return try YAMLReader.utf8(source) } catch {
      throw ContractError(.yaml, source: error.source, position: error.position, detail: error.message)
    }
  }

  /// Reads YAML text, or a range of it, as a document.
  static func document(_ text: PageText, range: Range<Int>?, form: PageForm) throws(ContractError) -> PageDocument {
    var assembler = JSONAssembler()
    let warnings: [YAMLWarning]
    do {
      warnings = try YAMLReader().read(text.source, range: range, into: &assembler)
    } catch {
      throw ContractError(.yaml, source: error.source, position: error.position, detail: error.message)
    }
    let notices = warnings.map { warning in
      Notice(
        code: .yaml, pointer: "", source: warning.source, position: warning.position, message: warning.message)
    }
    let start = range?.lowerBound ?? 0
    return PageDocument(
      source: text.source, form: form, json: try text.read(assembler),
      parts: [PageDocument.Part(pointer: JSONPointer(), offset: start)], notices: notices)
  }
}

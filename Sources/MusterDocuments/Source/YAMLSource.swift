import Muster
import MusterContracts
import MusterYAML

/// An OpenAPI document in YAML, the whole text.
struct YAMLSource {
  let text: PageText
  let fences: [Fence]

  /// How sure it is that the text is such a document.
  private enum Likelihood {
    /// A top-level key of OpenAPI is at the start of a line: a mistake in the YAML is the text's mistake.
    case certain
    /// The text begins as a flow mapping, or has such a key where its first line begins: prose or code may do that, too.
    case likely
  }

  /// What reading the text as YAML came to.
  enum Result {
    case document(PageDocument)
    /// The text is probably meant as such a document, unless it is a page of another form.
    case failure(ContractError)
    /// The text is something else.
    case none
  }

  /// Reads the text if it looks like an OpenAPI document in YAML.
  ///
  /// - Throws: ``ContractError/Code/yaml`` for a text that cannot be anything else, and has a mistake.
  /// - Complexity: O(*n*) in the number of bytes.
  func document() throws(ContractError) -> Result {
    guard let likelihood = likelihood() else { return .none }
    do throws(ContractError) {
      let document = try YAMLSource.document(text, range: nil, form: .openAPIYAML)
      if likelihood == .certain || YAMLSource.isOpenAPI(document.json.root) { return .document(document) }
      return .none
    } catch {
      guard likelihood == .likely else { throw error }
      return .failure(error)
    }
  }

  /// Looks for a top-level key outside of fences: at the start of a line, or in the column of the first line.
  private func likelihood() -> Likelihood? {
    var offset = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var rootColumn: Int?
    var isLikely = false
    while let line = text.line(at: offset) {
      offset = line.next
      let content = text.trimmed(line.range)
      guard let first = text.bytes[content].first, first != UInt8(ascii: "#"), first != UInt8(ascii: "%") else {
        continue
      }
      let column = content.lowerBound - line.range.lowerBound
      if rootColumn == nil {
        // A document may begin on the line of its marker.
        if column == 0, text.hasPrefix("---", at: content.lowerBound) { continue }
        rootColumn = column
        isLikely = first == UInt8(ascii: "{") && beginsKey(after: content.lowerBound)
      }
      guard column == 0 || (column == rootColumn && !isLikely),
        YAMLSource.isRootKey(text.bytes[content], allowsPaths: true), !fences.contain(line.range.lowerBound)
      else { continue }
      if column == 0 { return .certain }
      isLikely = true
    }
    return isLikely ? .likely : nil
  }

  /// Whether a key or the end of the mapping follows a brace; tags of templates and comments of scripts begin otherwise.
  private func beginsKey(after brace: Int) -> Bool {
    var index = brace + 1
    while index < text.bytes.count, text.bytes[index].isASCIISpace { index += 1 }
    guard index < text.bytes.count else { return false }
    let byte = text.bytes[index]
    return "\"'}?#".utf8.contains(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  /// Whether a document has what only OpenAPI documents have at the top.
  private static func isOpenAPI(_ root: JSON) -> Bool {
    for name in ["openapi", "swagger"] {
      if let version = root[name], version.kind == .string || version.kind == .number { return true }
    }
    return root["paths"]?.kind == .object
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
    rest = rest.drop { $0.isASCIISpace }
    guard rest.first == UInt8(ascii: ":") else { return false }
    rest = withoutProperties(rest.dropFirst())
    if key.elementsEqual("paths".utf8) {
      return allowsPaths && (rest.isEmpty || rest.first == UInt8(ascii: "#"))
    }
    guard key.elementsEqual("openapi".utf8) || key.elementsEqual("swagger".utf8) else { return false }
    if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") { rest = rest.dropFirst() }
    return rest.first.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? false
  }

  /// The rest of a line behind its white space, anchor and tag.
  private static func withoutProperties(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line.drop { $0.isASCIISpace }
    while let first = rest.first, first == UInt8(ascii: "&") || first == UInt8(ascii: "!") {
      rest = rest.drop { !$0.isASCIISpace }.drop { $0.isASCIISpace }
    }
    return rest
  }

  /// A text as UTF-8, whatever YAML allows it to be in.
  static func utf8(_ source: SourceText) throws(ContractError) -> SourceText {
    do { return try YAMLReader.utf8(source) } catch {
      throw ContractError(.yaml, source: error.source, position: error.position, detail: error.message)
    }
  }

  /// Reads YAML text, or a range of it, as a document.
  ///
  /// It is read by intent: what YAML 1.2.2 does not allow is a notice of its own code, by which a check by the letter
  /// refuses what the document describes.
  static func document(_ text: PageText, range: Range<Int>?, form: PageForm) throws(ContractError) -> PageDocument {
    var assembler = JSONAssembler()
    let warnings: [YAMLWarning]
    do {
      warnings = try YAMLReader(reading: .intent).read(text.source, range: range, into: &assembler)
    } catch {
      throw ContractError(.yaml, source: error.source, position: error.position, detail: error.message)
    }
    let notices = warnings.map { warning in
      Notice(
        code: warning.code.isSlip ? .yamlSlip : .yaml, pointer: "", source: warning.source,
        position: warning.position, message: warning.message)
    }
    let start = range?.lowerBound ?? 0
    return PageDocument(
      source: text.source, form: form, json: try text.read(assembler),
      parts: [PageDocument.Part(pointer: JSONPointer(), offset: start)], notices: notices)
  }
}

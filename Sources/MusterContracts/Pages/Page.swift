import Muster

/// The form in which a vendor published a description of operations.
public enum PageForm: String, Sendable, Hashable, CaseIterable {
  /// An OpenAPI document in JSON.
  case openAPIJSON = "openapi-json"
  /// An OpenAPI document in YAML.
  case openAPIYAML = "openapi-yaml"
  /// Markdown with OpenAPI documents in YAML fences.
  case mintlify
  /// Markdown with OpenAPI documents in JSON fences.
  case gitBook = "gitbook"
  /// MDX whose components carry fragments of OpenAPI in their properties.
  case docusaurus
  /// Plain text with a path, a method and concatenated JSON blocks.
  case readMe = "readme"
}

/// One OpenAPI-shaped document that was found in a source.
struct PageDocument {
  /// A part that the document was put together from.
  struct Part {
    /// What it is, as a JSON Pointer into the document.
    let pointer: JSONPointer
    /// Where it begins in the source.
    let offset: Int
  }

  let source: SourceText
  let form: PageForm
  var json: JSONDocument
  let parts: [Part]
  var notices: [Notice]
}

/// What a form found on a page: documents, what there is to say, and what is lost.
struct PageContent {
  var documents: [PageDocument] = []
  var notices: [Notice] = []
  /// Mistakes, with what each takes down.
  private(set) var lost: [(error: ContractError, subject: String)] = []

  mutating func lose(_ error: ContractError, _ subject: String) { lost.append((error, subject)) }

  /// The documents with everything there is to say; none where the form is not the page's.
  ///
  /// - Throws: The first mistake, where mistakes leave no document.
  func result() throws(ContractError) -> [PageDocument] {
    guard var first = documents.first else {
      if let error = lost.first?.error { throw error }
      return []
    }
    first.notices += notices
    first.notices += lost.map { error, subject in
      Notice(
        code: .brokenPart, pointer: error.pointer ?? "", source: error.source ?? first.source.name,
        position: error.position ?? TextPosition(offset: 0, line: 1, column: 1),
        message: "\(error.detail) [not checked: \(subject)]")
    }
    return [first] + documents.dropFirst()
  }
}

/// Reads a source of whatever form, told by its structure alone, never by its name.
struct PageReader {
  let source: SourceText
  /// The files that the page may take parts from.
  var files: PageFiles?

  /// The documents on the page, in its order; never empty.
  ///
  /// An operation with a mistake does not take others with it: the mistake is among the notices, as a broken part.
  /// - Throws: ``ContractError`` with the line and column in the source, where there is nothing else.
  func documents() throws(ContractError) -> [PageDocument] {
    if source.bytes.count > Limits().bytes {
      throw ContractError(.unknownForm, in: source, at: 0, detail: "the source is larger than \(Limits().bytes) bytes")
    }
    let text = PageText(try YAMLSource.utf8(source))
    if let document = try JSONSource(text: text).document() { return [document] }
    let fences = text.fences()
    if let document = try YAMLSource(text: text, fences: fences).document() { return [document] }
    let components = try DocusaurusPage(text: text, fences: fences, files: files).content().result()
    if !components.isEmpty { return components }
    let fenced = try FencedPage(text: text, fences: fences).content().result()
    if !fenced.isEmpty { return fenced }
    let blocks = try ReadMePage(text: text, fences: fences).content().result()
    if !blocks.isEmpty { return blocks }
    throw ContractError(
      .unknownForm, in: source, at: 0,
      detail:
        "nothing in this text describes an operation; looked for an OpenAPI document (JSON or YAML), a fence with "
        + "one, <MethodEndpoint> components, and a path line, a method line and JSON blocks: give the page's source, "
        + "not its rendering" + (text.namedOperation().map { ", or the document that it names with '\($0)'" } ?? ""))
  }
}

extension PageText {
  /// What the page says of an operation that another document has: front matter as Mintlify's `openapi: PUT /path`, or a
  /// block as GitBook's `{% openapi … %}`.
  fileprivate func namedOperation() -> String? {
    var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var marks = 0
    while let line = line(at: offset) {
      let isFirst = offset <= 3
      offset = line.next
      let words = words(in: line.range)
      if words.first == "---", isFirst || marks == 1 { marks += 1 }
      if words.first == "{%", words.count > 1, words[1].hasPrefix("openapi") || words[1].hasPrefix("swagger") {
        return words.joined(separator: " ")
      }
      guard marks == 1, words.count > 1, words[0] == "openapi:" || words[0] == "openapi-schema:" else { continue }
      return words.dropFirst().joined(separator: " ").filter { $0 != "'" && $0 != "\"" }
    }
    return nil
  }

  /// A notice about a place of the text.
  func notice(_ code: Notice.Code, at offset: Int, _ message: String) -> Notice {
    Notice(code: code, pointer: "", source: source.name, position: source.position(at: offset), message: message)
  }
}

/// The bytes of a source, with what every form needs to find its way.
struct PageText {
  let source: SourceText
  let bytes: [UInt8]

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// A line of the text, without its end.
  struct Line {
    let range: Range<Int>
    /// The offset where the next line begins.
    let next: Int
  }

  /// The line that begins at an offset; `nil` at the end of the text.
  func line(at start: Int) -> Line? {
    guard start < bytes.count else { return nil }
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
    var next = end
    if next < bytes.count, bytes[next] == UInt8(ascii: "\r") { next += 1 }
    if next < bytes.count, bytes[next] == UInt8(ascii: "\n"), next == end || bytes[end] == UInt8(ascii: "\r") {
      next += 1
    }
    return Line(range: start..<end, next: next)
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, BalancedScanner.isSpace(bytes[low]) { low += 1 }
    while high > low, BalancedScanner.isSpace(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  func hasPrefix(_ text: StaticString, at offset: Int) -> Bool {
    let prefix = Array(text.description.utf8)
    guard offset >= 0, offset + prefix.count <= bytes.count else { return false }
    return bytes[offset..<(offset + prefix.count)].elementsEqual(prefix)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The error for a value whose end the scanner could not find.
  func error(_ failure: BalancedScanner.Failure, in part: String) -> ContractError {
    switch failure {
    case .unclosed(let opened):
      let place = source.position(at: opened)
      return ContractError(
        .unfinishedPart, in: source, at: bytes.count,
        detail: "the text ends inside of \(part): what opens at \(place.line):\(place.column) is never closed; "
          + "get the whole page again")
    case .mismatched(let offset, let opened):
      let place = source.position(at: opened)
      return ContractError(
        .json, in: source, at: offset,
        detail: "this bracket does not close the one at \(place.line):\(place.column) in \(part)")
    case .tooDeep(let offset):
      return ContractError(
        .json, in: source, at: offset, detail: "brackets nest deeper than \(BalancedScanner.depthLimit) in \(part)")
    case .noValue(let offset):
      return ContractError(
        offset >= bytes.count ? .unfinishedPart : .json, in: source, at: offset,
        detail: "a JSON value was expected for \(part)")
    }
  }

  /// Reads assembled JSON text as a document whose positions are the source's.
  func read(_ assembler: JSONAssembler, limits: Limits = .init()) throws(ContractError) -> JSONDocument {
    do {
      return try JSONDocument(assembler, limits: limits)
    } catch {
      throw ContractError(.json, source: source.name, position: error.position, detail: error.detail)
    }
  }
}

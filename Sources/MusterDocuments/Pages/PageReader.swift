import Muster
import MusterContracts

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
    let fences = text.fences()
    var failure: ContractError?
    do throws(ContractError) {
      if let document = try JSONSource(text: text).document() { return [document] }
    } catch {
      failure = error
    }
    if let document = try MintlifyPage(text: text).operationInFront() { return [document] }
    switch try YAMLSource(text: text, fences: fences).document() {
    case .document(var document):
      if let failure { document.notices.insert(.readAsYAML(failure, in: source), at: 0) }
      return [try MintlifyOperation.document(document) ?? document]
    case .failure(let error): failure = failure ?? error
    case .none: break
    }
    do throws(ContractError) {
      var documents: [PageDocument] = []
      for document in try pages(text, fences) { documents.append(try CircularMarks.resolve(in: document)) }
      return PageReader.withoutRepetitions(documents)
    } catch {
      throw error.code == .unknownForm ? failure ?? error : error
    }
  }

  /// The documents without those that say the same as one before; of these the first one reports it.
  ///
  /// - Complexity: O(*n*) in the size of the documents.
  private static func withoutRepetitions(_ documents: [PageDocument]) -> [PageDocument] {
    var kept: [PageDocument] = []
    var indices: [[UInt8]: Int] = [:]
    for document in documents {
      let text = document.json.root.rawText
      guard let index = indices[text] else {
        indices[text] = kept.count
        kept.append(document)
        continue
      }
      let first = kept[index].parts.first?.offset ?? 0
      let place = document.source.position(at: first)
      kept[index].notices.append(
        PageText(document.source).notice(
          .unrecognisedPart, at: document.parts.first?.offset ?? 0,
          "this is on the page already, at \(place.line):\(place.column); it is read once"))
    }
    return kept
  }

  /// The documents on a page that is not itself a document.
  private func pages(_ text: PageText, _ fences: [Fence]) throws(ContractError) -> [PageDocument] {
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

extension Notice {
  /// A text that begins as JSON does and is none, but is YAML.
  fileprivate static func readAsYAML(_ error: ContractError, in source: SourceText) -> Notice {
    Notice(
      code: .yaml, pointer: "", source: source.name,
      position: error.position ?? TextPosition(offset: 0, line: 1, column: 1),
      message: "the text is not JSON: \(error.detail); it was read as YAML")
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
}

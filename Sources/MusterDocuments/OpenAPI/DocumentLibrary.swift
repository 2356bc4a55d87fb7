import Muster
import MusterContracts

/// The documents that references may lead to, each read once: those that were given, and those that the caller lends.
///
/// Nothing is fetched here: a document that is not known is asked of the caller, or is not there.
final class DocumentLibrary: Sendable {
  /// Gives the text of a document by its URI, or throws why it cannot be had.
  typealias Loader = @Sendable (_ uri: String) throws(ContractError) -> SourceText

  private struct State {
    var sources: [String: SourceText] = [:]
    var documents: [String: Result<JSONDocument, ContractError>] = [:]
    /// The notices of documents that were read because something refers to them.
    var notices: [Notice] = []
    /// Folders that documents say they are from, with those that they were had from (OpenAPI 3.2, section 4.1.1).
    var moves: [(declared: String, actual: String)] = []
    var generated = 0
  }

  private let load: Loader?
  private let overlays: OverlaySet?
  private let state = Locked(State())

  init(load: Loader? = nil, overlays: OverlaySet? = nil) {
    self.load = load
    self.overlays = overlays
  }

  /// Adds a text that was given, to be read when something refers to it.
  func add(_ source: SourceText, at uri: String) {
    state.withLock { $0.sources[uri] = source }
  }

  /// Adds a document that was read.
  func add(_ document: JSONDocument, at uri: String) {
    state.withLock { $0.documents[uri] = .success(document) }
  }

  /// Adds a document of our own making and gives its URI.
  func add(generated document: JSONDocument) -> String {
    state.withLock { state in
      state.generated += 1
      let uri = "muster-generated:\(state.generated)"
      state.documents[uri] = .success(document)
      return uri
    }
  }

  /// Notes that a document which was had from one URI says that it is at another: what is beside it there is beside it here.
  func note(_ declared: String, for actual: String) {
    state.withLock { $0.moves.append((DocumentLibrary.folder(declared), DocumentLibrary.folder(actual))) }
  }

  /// The URI that a document's references are resolved against: its own, if it gives one (OpenAPI 3.2, section 4.1.1).
  func base(of document: JSONDocument, _ shape: DocumentShape, at actual: String) -> String {
    guard shape.hasAdditions, let own = document.root["$self"]?.string else { return actual }
    let declared = URIReference(own).resolved(against: URIReference(actual)).withoutFragment
    if declared != actual {
      note(declared, for: actual)
      add(document, at: declared)
    }
    return declared
  }

  /// Whether a document was asked for and could be read.
  func hasRead(_ uri: String) -> Bool {
    guard case .success = state.withLock({ $0.documents[uri] }) else { return false }
    return true
  }

  /// Why a document that was asked for cannot be had; `nil` if it can.
  func reason(for uri: String) -> String? {
    do throws(ContractError) {
      _ = try document(at: uri)
      return nil
    } catch {
      return error.description
    }
  }

  /// What reading the documents had to say.
  var notices: [Notice] { state.withLock { $0.notices } }

  /// The document at a URI.
  ///
  /// - Throws: ``ContractError`` that says why it cannot be had.
  func document(at uri: String) throws(ContractError) -> JSONDocument {
    if let known = state.withLock({ $0.documents[uri] }) { return try known.get() }
    let result: Result<JSONDocument, ContractError>
    do throws(ContractError) {
      result = .success(try read(try source(at: uri)))
    } catch {
      result = .failure(error)
    }
    // Two threads that ask at once may both read; one result is kept.
    return try state.withLock { state in
      if let known = state.documents[uri] { return known }
      state.documents[uri] = result
      return result
    }.get()
  }

  private func source(at uri: String) throws(ContractError) -> SourceText {
    let (given, moves) = state.withLock { ($0.sources[uri], $0.moves) }
    if let given { return given }
    for move in moves where uri.hasPrefix(move.declared) {
      let actual = move.actual + uri.dropFirst(move.declared.count)
      if let given = state.withLock({ $0.sources[actual] }) { return given }
      if let load, let found = try? load(actual) { return found }
    }
    guard let load else {
      throw ContractError(.reference, detail: "it is not here, and nothing is fetched: give it along with the others")
    }
    return try load(uri)
  }

  private func read(_ source: SourceText) throws(ContractError) -> JSONDocument {
    let text = PageText(try YAMLSource.utf8(source))
    if let document = try JSONSource(text: text).document() { return try patched(document.json, of: source) }
    let page = try YAMLSource.document(text, range: nil, form: .openAPIYAML)
    state.withLock { $0.notices += page.notices }
    return try patched(page.json, of: source)
  }

  private func patched(_ document: JSONDocument, of source: SourceText) throws(ContractError) -> JSONDocument {
    try overlays?.apply(to: document, of: source) ?? document
  }

  private static func folder(_ uri: String) -> String {
    let end = uri.utf8.lastIndex(of: UInt8(ascii: "/")).map { uri.utf8.index(after: $0) } ?? uri.startIndex
    return String(uri[..<end])
  }
}

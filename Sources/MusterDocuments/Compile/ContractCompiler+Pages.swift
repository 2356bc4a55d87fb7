import Muster
import MusterContracts

extension ContractCompiler {
  /// Adds what sources describe; those without operations may be what the others refer to.
  ///
  /// - Throws: ``ContractError`` with the line and column in the source, where nothing of one can be used.
  mutating func add(_ sources: [SourceText]) throws(ContractError) {
    var others: [(uri: String, error: ContractError)] = []
    for source in sources {
      do throws(ContractError) { try add(source) } catch {
        guard sources.count > 1, error.hasNoOperations else { throw error }
        others.append((options.uri(of: source), error))
      }
    }
    for other in others where !library.hasRead(other.uri) { throw other.error }
  }

  /// Adds what a source describes: one document, or the parts of a page, of which one with a mistake spoils no other.
  ///
  /// - Throws: ``ContractError`` with the line and column in the source, where nothing of it can be used.
  mutating func add(_ source: SourceText) throws(ContractError) {
    let files = PageFiles(uri: options.uri(of: source), library: library)
    let documents = try PageReader(source: source, files: files).documents()
    guard documents.count > 1 else {
      for document in documents { try add(document) }
      return
    }
    var mistakes: [ContractError] = []
    for document in documents {
      // What fails half-way through must leave nothing behind.
      var attempt = self
      do throws(ContractError) {
        try attempt.add(document)
        self = attempt
      } catch {
        mistakes.append(error)
      }
    }
    if mistakes.count == documents.count, let first = mistakes.first { throw first }
    for mistake in mistakes { take(BrokenPart(mistake), "what this part of the page describes") }
  }
}

extension ContractError {
  /// Whether it says of a source that there are no operations in it.
  var hasNoOperations: Bool { code == .missingPart || code == .unknownForm }
}

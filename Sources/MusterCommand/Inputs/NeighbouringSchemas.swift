import Muster

/// The files that a schema's references lead to.
final class NeighbouringSchemas: Sendable {
  private let folders: ReferenceFolders
  private let messages = Locked<[String: String]>([:])

  /// Follows references of a file; `nil` for a schema that is in none.
  init(_ file: String?, _ places: ReferencePlaces) {
    folders = places.folders(of: file.map { [$0] } ?? [])
  }

  /// Why there is no document at a URI that was asked for.
  func reason(for uri: String) -> String? { messages.withLock { $0[uri] } }

  /// The document at a URI, if that is a file with one.
  func document(at uri: String) -> JSONDocument? {
    do throws(CommandError) {
      return try SchemaFile.document(try SourceFile.read(try folders.path(at: uri))).0
    } catch {
      messages.withLock { $0[uri] = error.message }
      return nil
    }
  }
}

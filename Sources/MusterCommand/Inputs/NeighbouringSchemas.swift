import Muster

/// The files that a schema's references lead to.
final class NeighbouringSchemas: Sendable {
  private let folders: ReferenceFolders
  private let reading: Reading
  private let messages = Locked<[String: String]>([:])
  private let read = Locked<[Notice]>([])

  /// Follows references of a file; `nil` for a schema that is in none.
  init(_ file: String?, _ places: ReferencePlaces, reading: Reading) {
    folders = places.folders(of: file.map { [$0] } ?? [])
    self.reading = reading
  }

  /// What reading the files had to say.
  var notices: [Notice] { read.withLock { $0 } }

  /// Why there is no document at a URI that was asked for.
  func reason(for uri: String) -> String? { messages.withLock { $0[uri] } }

  /// The document at a URI, if that is a file with one.
  func document(at uri: String) -> JSONDocument? {
    do throws(CommandError) {
      let source = try folders.read(uri)
      let (document, notices) = try SchemaFile.document(source, reading: reading)
      read.withLock { $0 += notices }
      return document
    } catch {
      messages.withLock { $0[uri] = error.message }
      return nil
    }
  }
}

import Muster

/// The files that a schema's references lead to, within one folder.
final class NeighbouringSchemas: Sendable {
  private let folders: ReferenceFolders
  private let reading: Reading
  private let messages = Locked<[String]>([])
  private let read = Locked<[Notice]>([])

  /// Follows references within a folder; `nil` for none.
  init(root: String?, reading: Reading) {
    folders = ReferenceFolders(root.map { [$0] } ?? [])
    self.reading = reading
  }

  /// What reading the files had to say.
  var notices: [Notice] { read.withLock { $0 } }

  /// Why files that there are could not be read.
  var failures: [String] { messages.withLock { $0 } }

  /// The document at a URI, if that is a file with one.
  func document(at uri: String) -> JSONDocument? {
    // What is no file may be a schema that is known.
    guard uri.hasPrefix("file:///") else { return nil }
    do throws(CommandError) {
      let source = try SourceFile.read(try folders.path(at: uri))
      let (document, notices) = try SchemaFile.document(source, reading: reading)
      read.withLock { $0 += notices }
      return document
    } catch {
      messages.withLock { $0.append(error.message) }
      return nil
    }
  }
}

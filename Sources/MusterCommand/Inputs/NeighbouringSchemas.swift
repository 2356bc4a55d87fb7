import Muster

/// The files that a schema's references lead to, within one folder.
final class NeighbouringSchemas: Sendable {
  private let folders: ReferenceFolders
  private let messages = Locked<[String]>([])

  /// Follows references within a folder; `nil` for none.
  init(root: String?) {
    folders = ReferenceFolders(root.map { [$0] } ?? [])
  }

  /// Why files that there are could not be read.
  var failures: [String] { messages.withLock { $0 } }

  /// The document at a URI, if that is a file with one.
  func document(at uri: String) -> JSONDocument? {
    // What is no file may be a schema that is known.
    guard uri.hasPrefix("file:///") else { return nil }
    do throws(CommandError) {
      return try SchemaFile.document(try SourceFile.read(try folders.path(at: uri))).0
    } catch {
      messages.withLock { $0.append(error.message) }
      return nil
    }
  }
}

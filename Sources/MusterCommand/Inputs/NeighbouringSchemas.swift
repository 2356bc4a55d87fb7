import Muster
import Synchronization

/// The files that a schema's references lead to: relative ones and `file:` URIs, within one folder.
///
/// Nothing is fetched: a reference with another scheme leads nowhere. A file outside of the folder is not read, be the
/// way to it a `..` or a symbolic link: whoever wrote the schema must not choose what else is read.
final class NeighbouringSchemas: Sendable {
  /// The folder, without symbolic links; `nil` for none.
  private let root: String?
  private let messages = Mutex<[String]>([])

  /// Follows references within a folder.
  init(root: String?) {
    self.root = root.flatMap(SystemCalls.realPath)
  }

  /// Why files that there are could not be read.
  var failures: [String] { messages.withLock { $0 } }

  /// The document at a URI, if that is a file with one.
  func document(at uri: String) -> JSONDocument? {
    guard uri.hasPrefix("file:///"), let path = PercentEncoding.decode(String(uri.dropFirst(7))) else { return nil }
    guard let real = SystemCalls.realPath(path) else {
      note("cannot open '\(NeighbouringSchemas.shortened(path))': No such file or directory")
      return nil
    }
    guard let root, real.hasPrefix(root == "/" ? root : root + "/") else {
      note(
        "'\(NeighbouringSchemas.shortened(path))' lies outside of '\(root.map(NeighbouringSchemas.shortened) ?? ".")', "
          + "where references are followed; name a folder that holds both with '--root'")
      return nil
    }
    do throws(CommandError) {
      return try SchemaFile.document(try SourceFile.read(NeighbouringSchemas.shortened(path))).0
    } catch {
      note(error.message)
      return nil
    }
  }

  private func note(_ message: String) {
    messages.withLock { $0.append(message) }
  }

  /// The URI of a file (RFC 8089, section 2).
  static func uri(ofFile path: String) -> String? {
    var whole = path
    if !path.hasPrefix("/") {
      guard let folder = SystemCalls.currentFolder else { return nil }
      whole = "\(folder)/\(path)"
    }
    var uri = "file://"
    for byte in whole.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }

  /// The path from the current folder, for files in it.
  private static func shortened(_ path: String) -> String {
    guard let folder = SystemCalls.currentFolder else { return path }
    if path == folder { return "." }
    guard path.hasPrefix("\(folder)/") else { return path }
    return String(path.dropFirst(folder.count + 1))
  }
}

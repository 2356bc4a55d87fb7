import Muster
import Synchronization

/// The files that a schema's references lead to: relative ones, from the schema's own folder, and `file:` URIs.
///
/// Nothing is fetched: a reference with another scheme leads nowhere.
final class NeighbouringSchemas: Sendable {
  private let messages = Mutex<[String]>([])

  /// Why files that there are could not be read.
  var failures: [String] { messages.withLock { $0 } }

  /// The document at a URI, if that is a file with one.
  func document(at uri: String) -> JSONDocument? {
    guard uri.hasPrefix("file:///"), let path = PercentEncoding.decode(String(uri.dropFirst(7))) else { return nil }
    do throws(CommandError) {
      return try SchemaFile.document(try SourceFile.read(NeighbouringSchemas.shortened(path))).0
    } catch {
      messages.withLock { $0.append(error.message) }
      return nil
    }
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
    guard let folder = SystemCalls.currentFolder, path.hasPrefix("\(folder)/") else { return path }
    return String(path.dropFirst(folder.count + 1))
  }
}

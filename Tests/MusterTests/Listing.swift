import Foundation
import Testing

/// A file with a schema and what was made of it, as text: comments, the schema, and below a line of hyphens the listing.
///
/// With `MUSTER_RECORD=1` in the environment the listings are written instead: read the difference before keeping it.
struct Listing: CustomTestStringConvertible {
  let file: URL
  private let head: [String]
  private let text: String

  init(contentsOf file: URL) throws {
    self.file = file
    text = try String(contentsOf: file, encoding: .utf8)
    var head = text.components(separatedBy: "\n").prefix { $0 != "---" }
    while head.last == "" { head.removeLast() }
    self.head = Array(head)
  }

  /// The listings in the folder `Listings` beside a file of tests.
  static func all(beside tests: String, extension pathExtension: String) -> [Listing] {
    let folder = URL(filePath: tests).deletingLastPathComponent().appending(path: "Listings")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == pathExtension }.sorted { $0.path < $1.path }
      .compactMap { try? Listing(contentsOf: $0) }
  }

  var testDescription: String { file.lastPathComponent }

  /// The schema's text.
  var schema: String { head.filter { !$0.hasPrefix("#") }.joined(separator: "\n") }

  /// Whether a comment says something.
  func says(_ comment: String) -> Bool { head.contains("# " + comment) }

  /// Holds what was made of the schema against the listing.
  func expect(_ made: String) throws {
    let expected = (head + ["---", made, ""]).joined(separator: "\n")
    if ProcessInfo.processInfo.environment["MUSTER_RECORD"] != nil {
      try expected.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(expected == text, "\(file.lastPathComponent)")
    }
  }
}

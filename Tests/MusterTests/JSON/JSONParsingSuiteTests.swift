import Foundation
import Muster
import Testing

/// The conformance suite for JSON readers, read in place: `y_` must be accepted, `n_` rejected, `i_` are decided here.
@Suite struct JSONParsingSuiteTests {
  /// What this reader does where RFC 8259 leaves the choice, and why.
  static let decisions: [String: (accepts: Bool, reason: String)] = [:]

  @Test(.enabled(if: Suites.folder("json-parsing") != nil, "not run: no suites"))
  func suite() throws {
    let folder = try #require(Suites.folder("json-parsing"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
      .sorted()
    #expect(names.count == 318)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      var error: JSONError?
      do throws(JSONError) { _ = try JSONDocument(SourceText(name: name, bytes: bytes)) } catch let caught {
        error = caught
      }
      switch name.first {
      case "y": #expect(error == nil, "\(name): \(String(describing: error))")
      case "n": #expect(error != nil, "\(name)")
      default: print(name, error?.description ?? "accepted")
      }
    }
  }
}

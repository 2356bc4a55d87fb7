import Foundation
import Testing

@testable import Muster

/// The conformance suite of JSON Schema, read in place.
///
/// Every case is judged by the verdict pass, by the explaining pass, and by a program that was written and read back.
@Suite struct JSONSchemaSuiteTests {
  /// What is not there yet.
  ///
  /// A gap that closes fails until it is struck off.
  static let gaps: Set<String> = []

  /// Groups whose schema needs what is not there yet: other documents, `$dynamicRef`, `unevaluated…`, vocabularies.
  static let unsupported: Set<SchemaError.Code> = [.unsupportedKeyword, .unresolvedReference]

  static var files: [String] {
    guard let folder = Suites.folder("json-schema-test-suite/tests/draft2020-12") else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") && $0 != "vocabulary.json" }.sorted()
  }

  @Test(.enabled(if: !files.isEmpty, "not run: no suites"))
  func requiredCasesOf202012() throws {
    let folder = try #require(Suites.folder("json-schema-test-suite/tests/draft2020-12"))
    var passed = 0
    var waiting = 0
    for name in Self.files {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      let document = try JSONDocument(SourceText(name: name, bytes: bytes))
      for group in document.root.items {
        let title = "\(name): \(group["description"]?.string ?? "")"
        let tests = try #require(group["tests"]).items
        let options = Schema.Options(reading: .letter, dialect: .draft202012)
        let schema: Schema
        do throws(SchemaError) {
          schema = try Schema(group["schema"]?.rawText ?? [], options: options)
        } catch {
          #expect(Self.unsupported.contains(error.code), "\(title): \(error)")
          waiting += tests.count
          continue
        }
        let again = try SchemaSet(encoded: SchemaSet(program: schema.program).encoded())[0]
        for test in tests {
          let data = try #require(test["data"]).rawText
          let expected = try #require(test["valid"]?.boolean as Bool?)
          let place = "\(title): \(test["description"]?.string ?? "")"
          #expect(schema.accepts(data) == expected, "\(place)")
          #expect(schema.check(data).isValid == expected, "\(place)")
          #expect(again.check(data) == schema.check(data), "\(place)")
          passed += 1
        }
      }
    }
    // The first figure may only grow, the second only shrink.
    #expect(passed >= 1_011)
    #expect(waiting <= 285)
  }
}

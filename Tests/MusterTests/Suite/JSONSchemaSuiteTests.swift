import Foundation
import Testing

@testable import Muster

/// The conformance suite of JSON Schema, read in place.
@Suite struct JSONSchemaSuiteTests {
  static func files(_ draft: String) -> [String] {
    guard let folder = Suites.folder("json-schema-test-suite/tests/\(draft)") else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }

  @Test(.enabled(if: Suites.folder("json-schema-test-suite") != nil, "not run: no suites"))
  func draft202012() throws {
    var passed = 0, failed = 0, unsupported: [String: Int] = [:]
    for name in Self.files("draft2020-12") {
      let folder = try #require(Suites.folder("json-schema-test-suite/tests/draft2020-12"))
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      let document = try JSONDocument(SourceText(name: name, bytes: bytes))
      for (position, group) in document.root.items.enumerated() {
        var options = Schema.Options(reading: .letter)
        options.dialect = .draft202012
        let schema: Schema
        do throws(SchemaError) {
          let text = group["schema"]?.rawText ?? []
          schema = try Schema(text, options: options)
        } catch {
          unsupported["\(name): \(error.detail)", default: 0] += group["tests"]?.items.count ?? 0
          continue
        }
        for test in try #require(group["tests"]).items {
          let data = try #require(test["data"]).rawText
          let expected = try #require(test["valid"]?.boolean)
          let verdict = schema.accepts(data)
          let outcome = schema.check(data)
          if verdict == expected, outcome.isValid == expected {
            passed += 1
          } else {
            failed += 1
            print(
              "FAIL", name, position, group["description"]?.string ?? "", "|", test["description"]?.string ?? "",
              expected, verdict, outcome)
          }
        }
      }
    }
    print(passed, failed)
    for (key, count) in unsupported.sorted(by: { $0.key < $1.key }) { print("UNSUPPORTED", count, key) }
  }
}

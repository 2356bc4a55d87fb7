import Foundation
import Testing

@testable import Muster

/// The conformance suite of JSON Schema, read in place.
///
/// Every case is judged by the verdict pass, by the explaining pass, by a program that was written and read back, by the
/// part of it that the schema leads to, and by one that is not optimised.
@Suite struct JSONSchemaSuiteTests {
  /// The drafts with their number of required cases, and the folder of documents they refer to.
  static let drafts: [(name: String, dialect: Dialect, cases: Int)] = [
    ("draft4", .draft4, 618), ("draft6", .draft6, 839), ("draft7", .draft7, 927), ("draft2019-09", .draft201909, 1259),
    ("draft2020-12", .draft202012, 1299), ("v1", .v1, 1133),
  ]

  static var files: [String] {
    drafts.flatMap { draft -> [String] in
      guard let folder = Suites.folder("json-schema-test-suite/tests/\(draft.name)") else { return [] }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(draft.name)/\($0)" }
    }
  }

  /// The documents that the suite expects under `http://localhost:1234/`, read when they are asked for.
  static let registry: SchemaRegistry = {
    var registry = SchemaRegistry()
    registry.load = { uri in
      let prefix = "http://localhost:1234/"
      guard uri.hasPrefix(prefix), let folder = Suites.folder("json-schema-test-suite/remotes") else { return nil }
      let file = folder.appending(path: String(uri.dropFirst(prefix.count)))
      guard let data = try? Data(contentsOf: file) else { return nil }
      return try? JSONDocument(SourceText(name: uri, bytes: [UInt8](data)))
    }
    return registry
  }()

  @Test(.enabled(if: !files.isEmpty, "not run: no suites"), arguments: files)
  func requiredCases(_ file: String) throws {
    let draft = try #require(Self.drafts.first { file.hasPrefix($0.name + "/") })
    let path = try #require(Suites.folder("json-schema-test-suite/tests/\(file)"))
    let document = try JSONDocument(SourceText(name: file, bytes: [UInt8](try Data(contentsOf: path))))
    for group in document.root.items {
      let title = group["description"]?.string ?? ""
      let text = try #require(group["schema"]).rawText
      let options = Schema.Options(
        reading: .letter, defaultDialect: draft.dialect, registry: Self.registry)
      let schema: Schema
      do throws(SchemaError) {
        schema = try Schema(text, options: options)
      } catch {
        Testing.Issue.record("\(title): \(error)")
        continue
      }
      var plain = options
      plain.optimizes = false
      let unoptimized = try Schema(text, options: plain)
      let bytes = SchemaSet(program: schema.program).encoded()
      let again = try SchemaSet(encoded: bytes)[0]
      let part = try SchemaSet(deferring: PagedBytesTests.paged(bytes), in: bytes.indices).schema(0)
      for test in try #require(group["tests"]).items {
        let data = try #require(test["data"]).rawText
        let expected = try #require(test["valid"]?.boolean as Bool?)
        let place = "\(title): \(test["description"]?.string ?? "")"
        #expect(schema.accepts(data) == expected, "\(place)")
        #expect(unoptimized.accepts(data) == expected, "\(place)")
        #expect(schema.check(data).isValid == expected, "\(place)")
        #expect(again.check(data) == schema.check(data), "\(place)")
        #expect(part.accepts(data) == expected, "\(place)")
        #expect(part.check(data) == schema.check(data), "\(place)")
      }
    }
  }

  @Test(.enabled(if: !files.isEmpty, "not run: no suites"))
  func everyCaseIsThere() throws {
    for draft in Self.drafts {
      var cases = 0
      for file in Self.files where file.hasPrefix(draft.name + "/") {
        let path = try #require(Suites.folder("json-schema-test-suite/tests/\(file)"))
        let document = try JSONDocument(SourceText(name: file, bytes: [UInt8](try Data(contentsOf: path))))
        for group in document.root.items { cases += group["tests"]?.items.count ?? 0 }
      }
      #expect(cases == draft.cases, "\(draft.name)")
    }
  }
}

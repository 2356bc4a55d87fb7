import Foundation
import Muster
import MusterYAML
import Testing

@testable import MusterContracts

/// The real documents of vendors that lie beside the repository.
@Suite("Vendors' documents", .enabled(if: Repository.specs != nil, "not run: no documents"))
struct VendorDocumentTests {
  private static func source(_ name: String) throws -> SourceText {
    let file = try #require(Repository.specs).appending(path: name)
    return SourceText(name: name, bytes: try Repository.bytes(of: file))
  }

  @Test(arguments: [("cohere.openapi.yml", 41), ("anthropic.openapi.yml", 106)])
  func everyOperationCompiles(name: String, count: Int) throws {
    let source = try Self.source(name)
    let contract = try Contract(compiling: [source])
    #expect(contract.operations.count == count)
    #expect(!contract.hasBrokenParts)
    #expect(!contract.operations.contains { !$0.brokenParts.isEmpty })
  }

  @Test(arguments: ["cohere.openapi.yml", "anthropic.openapi.yml"])
  func examplesPassOrAreTheVendorsMistake(name: String) throws {
    var assembler = JSONAssembler()
    _ = try YAMLReader().read(try Self.source(name), into: &assembler)
    let document = try JSONDocument(assembler)
    let examples = DocumentExamples(document).examples
    var mistakes: [Int: SchemaError] = [:]
    let set = try SchemaSet(
      document, at: examples.map { SchemaPlace(pointer: $0.schema) }, options: .init(dialect: .openAPI31),
      mistakes: &mistakes)
    #expect(mistakes.isEmpty)
    var failures: [String] = []
    for (index, example) in examples.enumerated() {
      guard case .invalid(let issues) = set[index].check(example.value) else { continue }
      failures.append("\(example.pointer)")
      if ProcessInfo.processInfo.environment["MUSTER_SHOW"] != nil {
        print(
          "\(name):\(example.line) \(example.pointer)\n   \(String(decoding: example.value.prefix(150), as: UTF8.self))"
        )
        for issue in issues.prefix(4) { print("      \(issue.instance): \(issue.message)") }
      }
    }
    let known = try Self.knownMistakes(of: name)
    #expect(failures.filter { !known.contains($0) } == [], "examples that fail and are not in docs/vendor-mistakes.md")
    #expect(known.filter { !failures.contains($0) } == [], "examples that pass and are in docs/vendor-mistakes.md")
    #expect(examples.count > 50)
  }

  /// The pointers in the first column of the document's table in `docs/vendor-mistakes.md`.
  private static func knownMistakes(of name: String) throws -> [String] {
    let bytes = try Repository.bytes(of: Repository.root.appending(path: "docs/vendor-mistakes.md"))
    var isSection = false
    var pointers: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("## ") { isSection = line.hasPrefix("## \(name)") }
      guard isSection, line.hasPrefix("| `") else { continue }
      pointers.append(String(line.dropFirst(3).prefix { $0 != "`" }))
    }
    #expect(!pointers.isEmpty)
    return pointers
  }
}

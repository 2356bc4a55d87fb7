import Foundation
import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

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
    let report = try ExampleReport(sources: [Self.source(name)])
    #expect(report.skipped.isEmpty)
    var failures: [String] = []
    for example in report.examples where !example.isValid {
      failures.append(example.location.pointer)
      guard ProcessInfo.processInfo.environment["MUSTER_SHOW"] != nil else { continue }
      print("\(name):\(example.location.line) \(example.location.pointer)")
      print("   \(String(decoding: example.value.prefix(150), as: UTF8.self))")
      guard case .invalid(let issues) = example.outcomes[.intent] else { continue }
      for issue in issues.prefix(4) { print("      \(issue.instance): \(issue.message)") }
    }
    let known = try Self.knownMistakes(of: name)
    #expect(failures.filter { !known.contains($0) } == [], "examples that fail and are not in docs/vendor-mistakes.md")
    #expect(known.filter { !failures.contains($0) } == [], "examples that pass and are in docs/vendor-mistakes.md")
    #expect(report.examples.count > 50)
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

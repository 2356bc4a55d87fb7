import Foundation
import Muster
import MusterContracts
import MusterDocuments
import Testing

@Suite("Corpus")
struct CorpusTests {
  /// Every case of every file, under both readings, in the verdict pass and in the explain pass.
  @Test(arguments: CorpusFile.payloads)
  func holds(_ file: CorpusFile) throws {
    let problems = try file.run(against: file.contract())
    #expect(problems.isEmpty, "\(file.name)\n\(problems.joined(separator: "\n"))")
  }

  /// What is checked against our rendering of a page holds for the vendor's own page too.
  @Test(
    .enabled(if: Repository.seeds != nil, "not run: no seeds"),
    arguments: [
      ("infisical", "infisical-update-token.mintlify.md"), ("deepset", "deepset-patch-token.docusaurus.mdx"),
      ("softwareone", "softwareone-update-token.gitbook.md"),
      ("cloudflare", "cloudflare-update-service-token.readme.txt"),
    ])
  func holdsForThePublishedPage(vendor: String, page: String) throws {
    let seed = try #require(Repository.seeds).appending(path: page)
    let published = try Contract(compiling: [SourceText(name: page, bytes: Repository.bytes(of: seed))])
    let ours = try Vendor(name: vendor).contract()
    #expect(published.operations.map(\.reference) == ours.operations.map(\.reference))
    #expect(published.operations.map(\.id) == ours.operations.map(\.id))
    #expect(published.operations.map(\.security) == ours.operations.map(\.security))
    #expect(published.operations.map { $0.parameters.map(\.name) } == ours.operations.map { $0.parameters.map(\.name) })
    #expect(
      published.operations.map { $0.responses.map(\.status) } == ours.operations.map { $0.responses.map(\.status) })
    for file in CorpusFile.all where file.folder == vendor {
      let problems = try file.run(against: published)
      #expect(problems.isEmpty, "\(file.name)\n\(problems.joined(separator: "\n"))")
    }
  }

  /// Every vendor's request and every documented response has cases that pass and cases that do not.
  @Test(arguments: Vendor.all)
  func coversEveryDocumentedBody(_ vendor: Vendor) throws {
    let files = CorpusFile.all.filter { $0.folder == vendor.name }
    for operation in try vendor.contract().operations {
      let verdicts = try files.flatMap { try $0.verdicts(of: operation) }
      for key in ["request"] + operation.responses.map(\.status.description) {
        let found = Set(verdicts.filter { $0.key == key }.map(\.isValid))
        #expect(found == [true, false], "\(vendor.name): \(operation.reference), \(key)")
      }
    }
  }

  /// Every trap of TRAPS.md that shows in a payload, a path or a media type has a case.
  @Test func coversTheTraps() throws {
    var covered: Set<String> = []
    for file in CorpusFile.all { covered.formUnion(try file.traps()) }
    let due: Set = [
      "nullable-beside-allof", "nullable-beside-ref-enum", "nullable-enum-without-null", "nullable-beside-ref",
      "nullable-in-31", "enum-only-null", "object-beside-allof", "untyped", "additional-empty", "closed-response",
      "closed-in-allof", "keyword-on-wrong-type", "typeless-object", "status-range", "status-echo",
      "narrowing-allof", "no-content", "media-suffix", "problem-json", "missing-content-type", "readonly-parameter",
      "length-in-characters", "one-model-both-ways", "body-optional", "null-union", "format-traps",
      "integral-number", "keyword-named-properties", "duplicate-keys", "default-is-annotation", "prose-constraint",
      "security", "page-noise", "read-only-required", "int-or-string", "discriminator-decides", "query-in-path",
      "multi-segment", "lower-case-range", "foreign-pattern", "neighbouring-dialect", "type-alias", "number-as-text",
      "broken-keyword", "required-in-property",
    ]
    #expect(due.subtracting(covered).sorted() == [])
    #expect(covered.subtracting(due).sorted() == [], "a trap that TRAPS.md does not have, or that is due above")
  }
}

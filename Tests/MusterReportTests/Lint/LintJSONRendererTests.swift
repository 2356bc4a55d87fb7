import Foundation
import Muster
import MusterContracts
import MusterReport
import MusterTraffic
import Testing

@Suite("Lint reports as JSON")
struct LintJSONRendererTests {
  static let object = "docs/lint-report.schema.json"
  static let line = "docs/lint-report-line.schema.json"
  static let payload = "docs/payload-report.schema.json"
  /// The parts of reports that leave out what is empty.
  private static let partial: Set = ["reason", "expected", "found", "branch", "syntax", "warning"]

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: LintFixture.root.appending(path: path)))
  }

  private func schema(_ path: String) throws -> Schema { try Schema(bytes(path)) }

  private func root(_ text: String) throws -> JSON {
    try JSONDocument(SourceText(name: "report", bytes: Array(text.utf8))).root
  }

  @Test(arguments: LintFixture.cases)
  func objectsKeepTheirSchema(_ fixture: LintFixture.Case) throws {
    let text: String = LintJSONRenderer().render(fixture.report)
    let outcome = try schema(Self.object).check(text)
    guard case .valid = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let root = try root(text)
    #expect(root["findings"]?.items.count == fixture.report.findings.count { !$0.isAdvice })
    #expect(root["notes"]?.items.count == fixture.report.findings.count { $0.isAdvice })
    #expect(root["ledger"]?.items.count == fixture.report.ledger.entries.count)
    #expect(root["operations"]?.items.count == fixture.report.operations.count)
    #expect(root["recordings"]?.items.map { $0["recording"]?.string } == fixture.report.recordings.map(\.name))
    #expect(root["partial"]?.boolean == fixture.report.isPartial)
    #expect(root["omittedFindings"]?.integer == fixture.report.omittedFindings)
    #expect(root["exchanges"]?["total"]?.integer == fixture.report.exchanges.total)
    for (written, finding) in zip(
      root["findings"].map { Array($0.items) } ?? [], fixture.report.findings.filter { !$0.isAdvice })
    {
      #expect(written["message"]?.string?.utf8.elementsEqual(finding.message.utf8) == true)
      #expect(written["reason"]?["code"]?.string == finding.reason.code.description)
      #expect(written["fingerprint"]?.string == finding.fingerprint)
      #expect(written["samples"]?.items.map { $0["line"]?.integer } == finding.samples.map(\.position.line))
    }
  }

  @Test(arguments: LintFixture.cases)
  func linesKeepTheirSchema(_ fixture: LintFixture.Case) throws {
    let text: String = LintJSONLinesRenderer().render(fixture.report)
    let schema = try schema(Self.line)
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty == true)
    var types: [String] = []
    for line in lines.dropLast() {
      let outcome = schema.check(Array(line))
      guard case .valid = outcome else {
        Issue.record("\(outcome)")
        return
      }
      types.append(try root(String(decoding: line, as: UTF8.self))["type"]?.string ?? "")
    }
    #expect(types.last == "summary")
    #expect(types.count { $0 == "summary" } == 1)
    #expect(types.count { $0 == "finding" } == fixture.report.findings.count { !$0.isAdvice })
    #expect(types.count { $0 == "note" } == fixture.report.findings.count { $0.isAdvice })
    #expect(types.count { $0 == "ledger" } == fixture.report.ledger.entries.count)
    #expect(types.count { $0 == "operation" } == fixture.report.operations.count)
    #expect(types.count { $0 == "recording" } == fixture.report.recordings.count)
  }

  /// Each takes a report that keeps the schema and makes it one that does not.
  static let mistakes: [(text: String, instead: String)] = [
    ("\"partial\": false", "\"partial\": \"no\""),
    ("\"partial\": false", "\"partial\": false, \"more\": 1"),
    ("\"version\": 1,", ""), ("\"version\": 1", "\"version\": 2"),
    ("\"severity\": \"error\"", "\"severity\": \"fatal\""),
    ("\"category\": \"drift\"", "\"category\": \"driftwood\""),
    ("\"rule\": \"", "\"rule\": \"UPPER "), ("\"fingerprint\": \"", "\"fingerprint\": \"x"),
    ("\"count\": 4", "\"count\": 0"), ("\"line\": 2", "\"line\": 0"), ("\"form\": \"har\"", "\"form\": \"pcap\""),
    ("\"verdict\": \"checked\"", "\"verdict\": \"skipped\""), ("\"verdict\": \"skipped\"", "\"verdict\": \"checked\""),
    ("\"part\": \"status\"", "\"part\": \"weather\""), ("\"errors\": ", "\"errors\": -"),
    ("\"samples\": [", "\"samples\": [1, "), ("\"nearest\": null,", ""), ("\"exchange\": 0", "\"exchange\": 0.5"),
  ]

  @Test func objectsThatAreWrongAreRejected() throws {
    let text: String = LintJSONRenderer().render(LintFixture.mixed)
    let schema = try schema(Self.object)
    #expect(schema.accepts(text))
    for (part, instead) in Self.mistakes {
      let range = try #require(text.range(of: part), "the report has no \(part)")
      let wrong = text.replacingCharacters(in: range, with: instead)
      guard case .invalid = schema.check(wrong) else {
        Issue.record("accepted with \(instead)")
        continue
      }
    }
  }

  @Test func linesThatAreWrongAreRejected() throws {
    let text: String = LintJSONLinesRenderer().render(LintFixture.mixed)
    let schema = try schema(Self.line)
    for line in text.split(separator: "\n").map(String.init) {
      #expect(schema.accepts(line))
      #expect(!schema.accepts(line.replacing("\"type\":\"", with: "\"type\":\"x")))
      #expect(!schema.accepts(line.dropLast() + ",\"more\":1}"))
      #expect(!schema.accepts(line.replacing("\"count\":", with: "\"number\":").replacing("\"exchanges\":", with: "")))
    }
  }

  @Test(arguments: [object, line, payload])
  func schemasAreClosedAndDescribed(_ path: String) throws {
    let root = try JSONDocument(SourceText(name: path, bytes: bytes(path))).root
    #expect(root["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
    #expect(root["title"]?.string?.isEmpty == false)
    #expect(root["description"]?.string?.isEmpty == false)
    func look(_ schema: JSON, _ place: String) {
      if schema["type"]?.string == "object" {
        #expect(schema["additionalProperties"]?.boolean == false, "\(place) is open")
        let names = schema["properties"].map { $0.members.map(\.name) } ?? []
        let required = Set(schema["required"].map { $0.items.compactMap(\.string) } ?? [])
        let isPartial = Self.partial.contains { place == "#/$defs/\($0)" } || (path == Self.payload && place == "#")
        #expect(isPartial ? required.isSubset(of: names) : required == Set(names), "\(place)")
        for member in schema["properties"].map({ Array($0.members) }) ?? [] {
          #expect(member.value["description"]?.string?.isEmpty == false, "\(place)/\(member.name) is not described")
        }
      }
      for member in schema.members { look(member.value, "\(place)/\(member.name)") }
    }
    look(root, "#")
  }
}

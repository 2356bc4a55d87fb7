import Foundation
import Muster
import MusterContracts
import MusterDocuments
import MusterReport
import MusterTraffic
import Testing

@Suite("Lint reports as Markdown")
struct MarkdownRendererTests {
  private func lines(_ report: LintReport) -> [String] {
    MarkdownRenderer().render(report).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The cells of a row: bars that a backslash escapes are text, in code too.
  private func cells(_ row: String) -> Int {
    var count = 0
    var isEscaped = false
    for byte in row.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "|") {
        count += 1
      }
    }
    return count - 1
  }

  @Test(arguments: LintFixture.cases)
  func tablesAreWhole(_ fixture: LintFixture.Case) {
    let lines = lines(fixture.report)
    #expect(lines.first?.hasPrefix("## muster lint: ") == true)
    var columns = 0
    var rows = 0
    for (position, line) in lines.enumerated() {
      guard line.hasPrefix("|") else {
        columns = 0
        continue
      }
      if columns == 0 { columns = cells(line) }
      #expect(cells(line) == columns, "\(line.prefix(400))")
      if ["| error |", "| warning |", "| note |"].contains(where: line.hasPrefix) { rows += 1 }
      if position > 0, lines[position - 1].hasPrefix("|") == false { #expect(lines[position - 1].isEmpty) }
    }
    #expect(rows <= fixture.report.findings.count)
    let omitted = fixture.report.findings.count - rows + fixture.report.omittedFindings
    let said = lines.first { $0.hasSuffix(" not listed.") }.flatMap { Int($0.prefix { $0 != " " }) }
    #expect(said ?? 0 == omitted)
    #expect(lines.count { $0.contains("<details>") } == lines.count { $0.contains("</details>") })
  }

  @Test(arguments: LintFixture.cases)
  func namesAreNoMarkup(_ fixture: LintFixture.Case) {
    let text: String = MarkdownRenderer().render(fixture.report)
    // What is in code spans is shown as it is.
    let plain = text.replacing(/`[^`\n]*`/, with: "")
    for tag in plain.matches(of: /<[^>\n]*>?/).map({ String($0.output) }) {
      #expect(["<br>", "<details>", "</details>", "<summary>", "</summary>"].contains(tag))
    }
    #expect(plain.firstMatch(of: /@[A-Za-z0-9]/) == nil)
    #expect(plain.firstMatch(of: /#[0-9]/) == nil || !plain.contains("&#") == false)
    #expect(!plain.contains("](") && !plain.contains("**b**"))
    #expect(text.replacing("\\`", with: "").utf8.count { $0 == UInt8(ascii: "`") } % 2 == 0)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)) })
  }

  @Test func thousandsOfFindingsFitAComment() throws {
    // Only a name that looks like one of a field is told, so that each makes a finding of its own.
    let name = String(repeating: "_@$", count: 12)
    let lines = (0..<900).map { LintFixture.line(response: "{\"id\": 1, \"\(LintFixture.letters($0))\(name)\": 1}") }
    let report = LintFixture.report(lines, name: String(repeating: "dir|<\u{202E}/", count: 300))
    #expect(report.findings.count > 500)
    let text: String = MarkdownRenderer().render(report)
    #expect(text.utf8.count <= 60_000)
    #expect(text.utf8.count > 40_000)
    #expect(text.contains(" not listed."))
    #expect(text.contains("</details>"))
  }

  @Test func ledgersOfManyOperationsFit() throws {
    let paths = (0..<200).map {
      "  /\(String(repeating: "\u{1F680}`|", count: 300))\($0):\n    get: {responses: {'200': {description: d}}}"
    }
    let yaml = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n" + paths.joined(separator: "\n")
    let contract = try Contract(compiling: [SourceText(name: "many.yaml", bytes: Array(yaml.utf8))], vendor: "many")
    let report = LintFixture.report([("t", LintFixture.line())], contracts: [contract])
    #expect(report.operations.count == 200)
    #expect(MarkdownRenderer().render(report).utf8.count <= 60_000)
  }

  @Test func whatWasFoundIsSaid() {
    let text: String = MarkdownRenderer().render(LintFixture.mixed)
    #expect(text.contains("### `GET /items/{id}` (items)"))
    #expect(text.contains("`response-body-invalid`"))
    #expect(text.contains("`a/traffic one.ndjson:1:294`"))
    #expect(text.contains("<details><summary>What was checked</summary>"))
    #expect(text.contains("operations used; not used: "))
    #expect(MarkdownRenderer().render(LintFixture.nothing).hasPrefix("## muster lint: nothing found\n"))
  }
}

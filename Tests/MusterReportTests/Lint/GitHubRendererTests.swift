import Foundation
import MusterContracts
import MusterReport
import MusterTraffic
import Testing

@Suite("Lint reports as annotations of GitHub")
struct GitHubRendererTests {
  /// A workflow command as GitHub's runner takes it apart.
  private struct Command {
    var name: String
    var properties: [String: String] = [:]
    var message: String

    init?(_ line: String) {
      guard line.hasPrefix("::"), let end = line.dropFirst(2).range(of: "::") else { return nil }
      let head = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
      let words = head.split(separator: " ", maxSplits: 1)
      guard let first = words.first else { return nil }
      name = String(first)
      message = Command.unescape(String(line[end.upperBound...]))
      guard words.count > 1 else { return }
      for pair in words[1].split(separator: ",") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        properties[String(parts[0])] = Command.unescape(String(parts[1]))
      }
    }

    private static func unescape(_ text: String) -> String {
      text.replacing("%0D", with: "\r").replacing("%0A", with: "\n").replacing("%3A", with: ":")
        .replacing("%2C", with: ",").replacing("%25", with: "%")
    }
  }

  private func commands(_ report: LintReport) throws -> [Command] {
    let text: String = GitHubRenderer().render(report)
    #expect(text.utf8.last == UInt8(ascii: "\n"))
    let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" || $0.value == 0x85 || $0.value == 0x2028 }
    return try lines.map { try #require(Command(String(String.UnicodeScalarView($0))), "\(String($0))") }
  }

  @Test(arguments: LintFixture.cases)
  func everyFindingIsOneLine(_ fixture: LintFixture.Case) throws {
    let commands = try commands(fixture.report)
    #expect(commands.count == fixture.report.findings.count + 1)
    for (command, finding) in zip(commands, fixture.report.findings) {
      let names: [Severity: String] = [.error: "error", .warning: "warning", .note: "notice"]
      #expect(command.name == names[finding.severity])
      #expect(Set(command.properties.keys).isSubset(of: ["file", "line", "endLine", "col", "endColumn", "title"]))
      #expect(command.properties["title"]?.hasPrefix(finding.rule.id) == true)
      #expect(!command.message.isEmpty)
      let isInFile = finding.first.map { $0.exchange.recording != "<stdin>" } ?? false
      #expect((command.properties["file"] != nil) == isInFile)
      #expect((command.properties["line"] != nil) == isInFile)
    }
    let severities = fixture.report.findings.map(\.severity)
    #expect(severities == severities.sorted(by: >))
    #expect(commands.last?.name == (fixture.report.isPartial ? "warning" : "notice"))
  }

  @Test func theFirstPlaceIsNamed() throws {
    let command = try #require(
      try commands(LintFixture.mixed).first { $0.properties["title"]?.contains("response-body") == true })
    #expect(command.properties["file"] == "a/traffic one.ndjson")
    #expect(command.properties["line"] != nil)
    #expect(command.properties["title"] == "response-body-invalid: GET /items/{id}")
  }

  @Test func namesStayInTheirCommand() throws {
    let report = LintFixture.report([
      (name: "a,line=9:x%0A::error::y\n::error::z", text: LintFixture.line(response: #"{"id": "x"}"#))
    ])
    let text: String = GitHubRenderer().render(report)
    #expect(text.contains("file=a%2Cline=9%3Ax%250A%3A%3Aerror%3A%3Ay%0A%3A%3Aerror%3A%3Az,line=1"))
    #expect(text.split(separator: "\n").count == report.findings.count + 1)
  }
}

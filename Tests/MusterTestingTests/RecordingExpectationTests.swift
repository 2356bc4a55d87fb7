import Foundation
import Muster
import MusterContracts
import MusterTesting
import MusterTraffic
import Testing

@Suite("Recordings against contracts")
struct RecordingExpectationTests {
  private func recording(_ lines: Int...) throws -> Recording {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Payloads/traffic.ndjson")
    let all = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    return Recording(name: "captured", bytes: Array(lines.map { all[$0] }.joined(separator: "\n").utf8))
  }

  @Test func aRecordingConforms() throws {
    #expect(expectConforms(recording: try recording(0), to: try Fixtures.contract()))
  }

  @Test func violationsFailAndNameTheirPlace() throws {
    let contract = try Fixtures.contract()
    var conforms = true
    let line = #line + 2
    withKnownIssue {
      conforms = expectConforms(
        recording: .file("Payloads/traffic.ndjson"), to: contract,
        options: LintOptions(severities: [.addedResponseField: .off]), "last week's traffic")
    } matching: { issue in
      let lines = Fixtures.lines(of: issue)
      #expect(lines.first == "Payloads/traffic.ndjson: the traffic does not conform: 1 finding")
      #expect(lines.dropFirst().first?.hasPrefix("  PUT /items/{id} response 200 at /id: ") == true)
      #expect(lines.dropFirst().first?.hasSuffix("[response-body-invalid]") == true)
      #expect(lines.contains { $0.hasPrefix("    in Payloads/traffic.ndjson:2:") })
      #expect(lines.contains { $0.hasPrefix("    see items.yaml:") })
      #expect(lines.last == "last week's traffic")
      return issue.sourceLocation?.line == line
    }
    #expect(!conforms)
  }

  #if compiler(>=6.3)
  @Test func driftIsAWarning() throws {
    let contract = try Fixtures.contract()
    let recording = try recording(0, 2)
    withKnownIssue {
      #expect(expectConforms(recording: recording, to: contract))
    } matching: { issue in
      issue.severity == .warning && Fixtures.text(of: issue).hasPrefix("captured: 1 finding\n")
        && Fixtures.text(of: issue).contains("[added-response-field]")
    }
    withKnownIssue {
      #expect(expectConforms(recording: recording, to: contract, failingOn: .warning) == false)
    } matching: { issue in
      issue.severity == .error
    }
  }
  #endif

  @Test func whatIsNotCheckedFails() throws {
    let other = try Contract(contentsOf: "Schemas/infisical")
    let recording = try recording(0)
    withKnownIssue {
      expectConforms(recording: recording, to: other)
    } matching: {
      Fixtures.says("captured: the traffic does not conform", "[no-exchanges-checked]", line: #line - 2)($0)
    }
    withKnownIssue {
      expectConforms(recording: Recording(name: "captured", bytes: []), to: other)
      expectConforms(recording: .file("Payloads/nothing.har"), to: other)
    } matching: { issue in
      ["[no-exchanges-checked]", "Payloads/nothing.har: there is no such file"].contains {
        Fixtures.text(of: issue).contains($0)
      }
    }
  }

  @Test func aRuleOfOnesOwnFails() throws {
    let rule = Rule(
      id: "no-request-id", severity: .error, category: .violation, summary: "A request has no request ID.",
      explanation: "Support cannot find a call without one.")
    let requestID = LintRule(rule) { judged in
      judged.request.headers.contains("x-request-id") ? [] : ["the request has no 'X-Request-ID'"]
    }
    let contract = try Fixtures.contract()
    let recording = try recording(0)
    withKnownIssue {
      expectConforms(recording: recording, to: contract, options: LintOptions(rules: [requestID]))
    } matching: {
      Fixtures.says("PUT /items/{id}: the request has no 'X-Request-ID' [no-request-id]", line: #line - 2)($0)
    }
  }
}

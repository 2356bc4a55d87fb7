import MusterContracts
import MusterTesting
import MusterTraffic
import Testing

/// Recorded exchanges against the contract, with the report among the test's attachments.
@Suite(.contract("parcels")) struct TrafficTests {
  @Test func lastWeeksTraffic() throws {
    try expectConforms(recording: .file("Fixtures/traffic/parcels.ndjson"), to: Contract.current)
    try expectConforms(recording: .folder("Fixtures/traffic", pathExtension: "ndjson"), to: Contract.current)
  }

  @Test func oldTrafficDoesNotConform() throws {
    let parcels = try Contract.current
    withKnownIssue {
      expectConforms(
        recording: .file("Fixtures/old-traffic.ndjson"), to: parcels,
        options: LintOptions(severities: [.undocumentedResponseField: .off]))
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("POST /parcels request at /grams: ") }
    }
  }

  @Test func aRuleOfOnesOwn() throws {
    let rule = Rule(
      id: "no-request-id", severity: .error, category: .violation, summary: "A request has no request ID.",
      explanation: "Support cannot find a call without one. Send the header field 'X-Request-ID'.")
    let requestID = LintRule(rule) { judged in
      judged.request.headers.contains("x-request-id") ? [] : ["the request has no 'X-Request-ID'"]
    }
    try expectConforms(
      recording: .file("Fixtures/traffic/parcels.ndjson"), to: Contract.current,
      options: LintOptions(rules: [requestID]))
  }

  @Test func oneExchange() throws {
    let text = #"{"method": "POST", "url": "https://api.parcels.example/parcels", "status": 201}"#
    let exchanges = try Recording(name: "one.ndjson", bytes: Array(text.utf8)).map { try Exchange($0) }
    #expect(exchanges.map(\.request.method) == ["POST"])
  }
}

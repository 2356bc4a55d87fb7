import Foundation
import Muster
import MusterContracts
import MusterReport
import MusterTesting
import MusterTraffic
import Synchronization
import Testing

/// The code that the README shows is code that stands here.
struct ReadmeTests {
  private let contractBytes: [UInt8]
  private let body: [UInt8]

  init() throws {
    func bytes(_ path: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: Repository.root.appending(path: path)))
    }
    contractBytes = try bytes("Schemas/infisical/contract.muster")
    body = try bytes("Examples/payloads/infisical-token-wrong.json")
  }

  @Test func updateTokenResponse() throws {
    let body = try String(
      contentsOf: Repository.root.appending(path: "Examples/payloads/infisical-token.json"), encoding: .utf8)
    let infisical = try Contract(contentsOf: "Schemas/infisical")
    try expectValid(body, against: infisical.response("updateTokenAuthToken", status: 200))
  }

  @Test func runningClient() throws {
    let infisical = try Contract(compiled: contractBytes)
    let violations = Mutex(0)
    @Sendable func log(_ violation: Violation) { violations.withLock { $0 += 1 } }
    let gate = ResponseGuard(infisical, policy: .report(sampling: 0.05)) { violation in log(violation) }
    gate.policy = .report
    try gate.check(body.span, status: 200, mediaType: "application/json", for: "updateTokenAuthToken")
    #expect(violations.withLock { $0 } > 0)
  }

  @Test func contract() throws {
    let infisical = try Contract(compiled: contractBytes)
    let response = try infisical.operation("updateTokenAuthToken").response(status: 200)
    if case .invalid(let issues) = response.check(body) {
      for issue in issues { print(issue.instance, issue.position.line, issue.reason.code, issue.message) }
    }
    #expect(!response.accepts(body))
  }

  @Test func recordedTraffic() throws {
    let infisical = try Contract(compiled: contractBytes)
    let file = Repository.root.appending(path: "Examples/LintRecording/recordings/token-updates.har")
    let bytes = [UInt8](try Data(contentsOf: file))
    var linter = TrafficLinter(contracts: [infisical])
    linter.add(contentsOf: Recording(name: "traffic.har", bytes: bytes))
    print(LintTextRenderer().render(linter.report()))
    // A value of another type; a field and a status that were added.
    #expect(linter.report().findingCounts.errors == 1)
    #expect(linter.report().findingCounts.warnings == 2)
  }

  @Test func schema() throws {
    let schema = try Schema(#"{"type": "object", "required": ["id"]}"#.utf8)
    let isRight = schema.accepts(#"{"id": 5}"#)  // builds nothing
    let outcome = schema.check("{}")  // .invalid, with the reasons
    #expect(isRight && !outcome.isValid)
  }

  @Test func codeOfTheReadmeIsHere() throws {
    func lines(_ text: String) -> [String] {
      text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let readme = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let here = Set(lines(try String(contentsOfFile: #filePath, encoding: .utf8)))
    var count = 0
    for block in readme.components(separatedBy: "```swift\n").dropFirst() {
      for line in lines(block.components(separatedBy: "\n```").first ?? "") {
        #expect(here.contains(line), "the README shows '\(line)'")
        count += 1
      }
    }
    #expect(count > 5)
  }
}

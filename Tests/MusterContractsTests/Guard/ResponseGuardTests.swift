import Muster
import MusterContracts
import Testing

@Suite("Guard")
struct ResponseGuardTests {
  private func make(
    _ policy: ResponseGuard.Policy = .report, budget: ResponseGuard.Budget = .init(), additions: AdditionPolicy = .drift
  ) throws -> (ResponseGuard, Told) {
    let told = Told()
    let gate = ResponseGuard(
      try GuardFixtures.contract(), policy: policy, budget: budget, additions: additions
    ) { told.add($0) }
    return (gate, told)
  }

  // MARK: Policies

  @Test func rightResponsesPass() throws {
    let (gate, told) = try make(.enforce)
    let response = GuardFixtures.response(GuardFixtures.right)
    #expect(try gate.check(response, for: "putItem") == .passed)
    #expect(try gate.check(response, for: "PUT /items/{id}") == .passed)
    #expect(try gate.check(response, for: "PUT /items/7") == .passed)
    #expect(try gate.check(response, method: "put", url: "https://api.example.com/v1/items/7?x=1#y") == .passed)
    #expect(
      try gate.check(response.body.span, status: 200, mediaType: "Application/JSON; charset=utf-8", for: "putItem")
        == .passed)
    #expect(try gate.check(GuardFixtures.response("", status: 204, mediaType: nil), for: "putItem") == .passed)
    #expect(gate.counters.passed == 6)
    #expect(gate.counters.calls == 6)
    #expect(told.all.isEmpty)
  }

  @Test func enforceThrowsReportTellsOffDoesNothing() throws {
    let (gate, told) = try make(.enforce)
    let response = GuardFixtures.response(GuardFixtures.wrong)
    let rejection = #expect(throws: ResponseGuard.Rejection.self) { try gate.check(response, for: "putItem") }
    #expect(rejection?.violations.map(\.issue.keyword) == ["type"])
    #expect(
      rejection?.description
        == #"violation [response-body-invalid] PUT /items/{id} 200 at /id: expected integer, found a string of 1 character of the form "a""#
    )
    gate.policy = .report
    #expect(try gate.check(response, for: "putItem") == .violated)
    gate.policy = .off
    #expect(try gate.check(response, for: "putItem") == .skipped(.off))
    #expect(gate.policy == .off)
    #expect(told.rules == [.responseBodyInvalid])
    #expect(gate.counters.violated == 2)
    #expect(gate.counters.skipped == [.off: 1])
    #expect(gate.tally().map(\.count) == [2])
  }

  @Test(arguments: [(1.0, 1_000), (0.0, 0), (-1, 0), (2, 1_000), (Double.nan, 0)])
  func samplesByRate(rate: Double, checked: Int) throws {
    let (gate, _) = try make(.report(sampling: ResponseGuard.Sampling(rate: rate)))
    let response = GuardFixtures.response(GuardFixtures.right)
    for _ in 0..<1_000 { try gate.check(response, for: "putItem") }
    #expect(gate.counters.checked == checked)
    #expect(gate.counters.calls == 1_000)
  }

  @Test func samplesAboutAsManyAsAsked() throws {
    let (gate, _) = try make(.report(sampling: 0.05))
    let response = GuardFixtures.response(GuardFixtures.right)
    for _ in 0..<10_000 { try gate.check(response, for: "putItem") }
    #expect((400...600).contains(gate.counters.checked))
    #expect(gate.counters.skipped[.notSampled] == 10_000 - gate.counters.checked)
    #expect(abs(gate.policy.sampling.rate - 0.05) < 1e-12)
  }

  @Test func samplesAKeyAlwaysOrNever() throws {
    let response = GuardFixtures.response(GuardFixtures.right)
    var taken = 0
    for number in 0..<200 {
      let (gate, _) = try make(.report(sampling: 0.5))
      for _ in 0..<3 { try gate.check(response, for: "putItem", key: "customer-\(number)") }
      #expect(gate.counters.checked == 0 || gate.counters.checked == 3)
      taken += gate.counters.checked / 3
    }
    #expect((70...130).contains(taken))
  }

  // MARK: What is found

  @Test(arguments: [
    ("{", 200, "application/json", Rule.bodyNotJSON),
    ("", 200, "application/json", .missingResponseBody),
    ("{}", 418, "application/json", .undocumentedStatus),
    ("<html>", 200, "text/html", .undocumentedMediaType),
    ("{}", 204, "application/json", .unexpectedBody),
    ("[", 200, "application/vnd.any+json", .bodyNotJSON),
    ("{}", 202, "application/json", .undocumentedResponseBody),
  ])
  func findsWhatIsNotDocumented(body: String, status: Int, media: String, rule: Rule) throws {
    let (gate, told) = try make()
    let response = GuardFixtures.response(body, status: status, mediaType: media)
    let isViolation = rule.category == .violation
    #expect(try gate.check(response, for: "putItem") == (isViolation ? .violated : .drifted))
    #expect(told.rules == [rule])
    #expect(told.all.map(\.category) == [rule.category])
    #expect(told.all.first?.status == status)
    #expect(told.all.first?.operation == "PUT /items/{id}")
    // What is no JSON breaks no part of the contract.
    #expect(told.all.first?.issue.schema?.source == (rule == .bodyNotJSON ? nil : "items.yaml"))
    gate.policy = .enforce
    if isViolation {
      #expect(throws: ResponseGuard.Rejection.self) { try gate.check(response, for: "putItem") }
    } else {
      #expect(try gate.check(response, for: "putItem") == .drifted)
    }
  }

  @Test func findsOperationsThatAreNotDocumented() throws {
    let (gate, told) = try make()
    let response = GuardFixtures.response(GuardFixtures.right)
    #expect(try gate.check(response, for: "putItme") == .violated)
    #expect(try gate.check(response, method: "PUT", url: "https://h/v1/items/canary/rest?token=canary") == .violated)
    #expect(try gate.check(response, for: "GET /canary/x") == .violated)
    #expect(told.rules == [.undocumentedPath, .undocumentedPath, .undocumentedPath])
    #expect(told.all.map { $0.issue.message.contains("canary") } == [false, false, false])
    #expect(told.all.first?.issue.message.contains("the nearest is 'putItem'") == true)
    #expect(told.all[1].issue.message == "no operation is documented for PUT /v1/items/{…}/{…}")
  }

  @Test func aBodyThatNoSchemaDescribesIsSkippedWithItsReason() throws {
    let (gate, told) = try make(.enforce)
    #expect(
      try gate.check(GuardFixtures.response("a,b", mediaType: "text/csv"), for: "putItem") == .skipped(.notJSON))
    #expect(
      try gate.check(GuardFixtures.response("[]", mediaType: "application/vnd.any+json"), for: "putItem")
        == .skipped(.noSchema))
    #expect(try gate.check(GuardFixtures.response(""), for: "headMine") == .skipped(.noBody))
    #expect(try gate.check(GuardFixtures.request("PUT", "/v1/items/7")) == .skipped(.noBody))
    #expect(gate.counters.skipped == [.notJSON: 1, .noSchema: 1, .noBody: 2])
    #expect(told.all.isEmpty)
  }

  @Test func anotherJSONTypeIsDrift() throws {
    let (gate, told) = try make(.enforce)
    let response = GuardFixtures.response("{}", status: 400, mediaType: "application/problem+json")
    #expect(try gate.check(response, for: "postItem") == .drifted)
    #expect(told.rules == [.mediaTypeMismatch])
    #expect(told.all.map(\.category) == [.drift])
  }

  @Test func aSecretIsNeverShown() throws {
    let (gate, told) = try make()
    try gate.check(GuardFixtures.response(#"{"id": 7, "token": "canary-canary"}"#), for: "putItem")
    #expect(told.all.map(\.issue.keyword) == ["maxLength"])
    #expect(!"\(told.all) \(gate.tally())".contains("canary"))
  }

  // MARK: Forward compatibility

  @Test func anAddedFieldOfAResponseIsDrift() throws {
    let (gate, told) = try make(.enforce)
    #expect(try gate.check(GuardFixtures.response(GuardFixtures.added), for: "putItem") == .drifted)
    // Two items, one kind of finding.
    #expect(gate.tally().map(\.count) == [2])
    #expect(gate.tally().map(\.fingerprint.instance) == ["/tags/*/colour"])
    #expect(told.all.map(\.category) == [.drift])
    gate.additions = .fails
    #expect(throws: ResponseGuard.Rejection.self) {
      try gate.check(GuardFixtures.response(GuardFixtures.added), for: "putItem")
    }
    #expect(gate.counters.drifted == 1)
    #expect(gate.counters.violated == 1)
  }

  @Test(arguments: [
    (#"{"kind": "a", "x": 1, "new": 1}"#, ResponseGuard.Verdict.drifted),
    (#"{"kind": "b", "y": "s", "new": 1}"#, .drifted), (#"{"kind": "a", "x": "s", "new": 1}"#, .violated),
    (#"{"kind": "c", "new": 1}"#, .violated), (#"{"kind": "a", "x": 1}"#, .passed),
  ])
  func anAddedFieldInOneOfSeveralFormsIsDrift(body: String, verdict: ResponseGuard.Verdict) throws {
    let (gate, told) = try make()
    #expect(try gate.check(GuardFixtures.response(body), for: "getForm") == verdict, "\(told.all)")
  }

  @Test func aViolationBehindManyAdditionsIsFound() throws {
    let (gate, _) = try make(.enforce)
    let additions = Array(repeating: #"{"colour": 1}"#, count: 150).joined(separator: ",")
    #expect(
      try gate.check(GuardFixtures.response("{\"id\": 7, \"tags\": [\(additions)]}"), for: "putItem") == .drifted)
    #expect(throws: ResponseGuard.Rejection.self) {
      try gate.check(GuardFixtures.response("{\"id\": 7, \"tags\": [\(additions), 5]}"), for: "putItem")
    }
  }

  @Test func anAddedFieldOfARequestIsAViolation() throws {
    let (gate, _) = try make(.enforce)
    #expect(try gate.check(GuardFixtures.request("PUT", "/v1/items/7", #"{"name": "a"}"#)) == .passed)
    let rejection = #expect(throws: ResponseGuard.Rejection.self) {
      try gate.check(GuardFixtures.request("PUT", "/v1/items/7", #"{"name": "a", "extra": 1}"#))
    }
    #expect(rejection?.violations.map(\.issue.keyword) == ["additionalProperties"])
    #expect(rejection?.violations.map(\.side) == [.request])
  }

  // MARK: Requests

  @Test func pathAndBodyOfARequestAreBothTold() throws {
    let (gate, told) = try make(.enforce)
    let request = GuardFixtures.request("PUT", "/v1/items/seven", #"{"name": 5}"#)
    #expect(throws: ResponseGuard.Rejection.self) { try gate.check(request) }
    #expect(told.rules == [.pathParameterInvalid, .requestBodyInvalid])
  }

  @Test(arguments: ["application/json", nil])
  func aCompressedBodyIsSkipped(media: String?) throws {
    let (gate, _) = try make(.enforce)
    let body: [UInt8] = [0x1F, 0x8B, 0x08, 0x00]
    let response = ResponseGuard.Response(status: 200, mediaType: media, body: body)
    #expect(try gate.check(response, for: "putItem") == .skipped(.encoded))
    #expect(try gate.check(GuardFixtures.response("<html>", mediaType: nil), for: "putItem") == .skipped(.notJSON))
  }

  @Test func driftOfABodyThatIsNotCheckedIsTold() throws {
    let (gate, told) = try make()
    let response = GuardFixtures.response("", status: 200, mediaType: "application/vnd.any+json")
    #expect(try gate.check(response, for: "putItem") == .passed)
    #expect(try gate.check(GuardFixtures.response("", mediaType: "text/csv"), for: "putItem") == .passed)
    #expect(told.all.isEmpty)
  }

  @Test func checksRequestsBeforeTheyGoOut() throws {
    let (gate, told) = try make()
    #expect(try gate.check(GuardFixtures.request("POST", "/v1/items/7", "{}")) == .passed)
    #expect(try gate.check(GuardFixtures.request("POST", "/v1/items/7")) == .violated)
    #expect(try gate.check(GuardFixtures.request("PUT", "/v1/items/seven", #"{"name": "a"}"#)) == .violated)
    #expect(told.rules == [.missingRequestBody, .pathParameterInvalid])
    #expect(told.all.last?.parameter == "id")
    let body = Array("[]".utf8)
    #expect(try gate.check(requestBody: body.span, mediaType: "application/json", for: "postItem") == .violated)
  }

  @Test(arguments: [
    ("/v1/items/7", "putItem"), ("/items/7", "putItem"), ("http://host/stage/v1/items/7", "putItem"),
    ("https://host/v1/items/mine", "putMine"), ("//host/v1/items/mine", "putMine"), ("/v1/items/7.json", "putFile"),
    ("/v1/items/%37", "putItem"), ("/v1/items/m%69ne", "putMine"),
  ])
  func findsTheOperationOfAURL(url: String, id: String) throws {
    let (gate, told) = try make()
    try gate.check(GuardFixtures.response("", status: 999), method: "PUT", url: url)
    #expect(told.all.first?.operation == (try GuardFixtures.contract().operation(id).reference))
    #expect(told.rules == [.undocumentedStatus])
  }

  @Test(arguments: ["/v1/items/", "/v2/v1/x/items/7", "", "https://host", "/v1/items/7/", "items", "https://", "%"])
  func findsNoOperation(url: String) throws {
    let (gate, told) = try make()
    try gate.check(GuardFixtures.response(""), method: "PUT", url: url)
    #expect(told.rules == [.undocumentedPath])
  }

  // MARK: Budgets

  @Test func pastTheBudgetIsSkippedAndCounted() throws {
    let (gate, told) = try make(.enforce, budget: .init(bytes: 20))
    #expect(try gate.check(GuardFixtures.response(GuardFixtures.right), for: "putItem") == .skipped(.size))
    gate.budget = .init(bytes: 1 << 20, time: .nanoseconds(10))
    #expect(try gate.check(GuardFixtures.response(GuardFixtures.right), for: "putItem") == .skipped(.time))
    gate.budget = .init(time: .seconds(1_000_000))
    #expect(try gate.check(GuardFixtures.response(GuardFixtures.right), for: "putItem") == .passed)
    let deep = String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000)
    #expect(try gate.check(GuardFixtures.response(deep), for: "putItem") == .skipped(.depth))
    #expect(gate.counters.skipped == [.size: 1, .time: 1, .depth: 1])
    #expect(told.all.isEmpty)
  }

  @Test(arguments: [true, false])
  func aBodyThatTakesTooManyStepsIsSkipped(isClocked: Bool) throws {
    let (gate, told) = try make(.enforce, budget: .init(time: .milliseconds(1)))
    // The clock is asked for the first of sixteen.
    if !isClocked { try gate.check(GuardFixtures.response(GuardFixtures.right), for: "putItem") }
    // Each item is tried with twenty schemas.
    let body = #"{"l": ["# + Array(repeating: "1", count: 25_000).joined(separator: ",") + "]}"
    let response = GuardFixtures.response(body)
    let clock = ContinuousClock()
    let first = try clock.measure { try gate.check(response, for: "getTree") }
    // The first was begun without counting; it showed that its kind is to be counted.
    let later = try (0..<3).map { _ in try clock.measure { try gate.check(response, for: "getTree") } }
    #expect(try #require(later.min()) < first / 2, "\(first), then \(later)")
    #expect(gate.counters.skipped == [.time: 4])
    #expect(told.all.isEmpty)
  }
}

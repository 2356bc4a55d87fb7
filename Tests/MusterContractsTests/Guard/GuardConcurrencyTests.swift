import Muster
import MusterContracts
import Testing

@Suite("Guard under concurrency")
struct GuardConcurrencyTests {
  @Test func nothingIsLostAndNothingDoubled() async throws {
    let told = Told()
    let gate = ResponseGuard(try GuardFixtures.contract(), policy: .report) { told.add($0) }
    let verdicts = try await withThrowingTaskGroup(of: ResponseGuard.Verdict.self) { group in
      for number in 0..<1_000 {
        group.addTask {
          switch number % 5 {
          case 0: return try gate.check(GuardFixtures.response(GuardFixtures.wrong), for: "putItem")
          case 1: return try gate.check(GuardFixtures.response(GuardFixtures.added), for: "putItem")
          case 2: return try gate.check(GuardFixtures.response("a", mediaType: "text/csv"), for: "putItem")
          case 3:
            return try gate.check(
              GuardFixtures.response(GuardFixtures.right), method: "PUT", url: "/v1/items/\(number)")
          default: return try gate.check(GuardFixtures.response(GuardFixtures.right), for: "putItem")
          }
        }
      }
      return try await group.reduce(into: [:] as [ResponseGuard.Verdict: Int]) { $0[$1, default: 0] += 1 }
    }
    #expect(verdicts == [.violated: 200, .drifted: 200, .skipped(.notJSON): 200, .passed: 400])
    let counters = gate.counters
    #expect(counters.violated == 200)
    #expect(counters.drifted == 200)
    #expect(counters.passed == 400)
    #expect(counters.checked == 800)
    #expect(counters.skipped == [.notJSON: 200])
    #expect(counters.calls == 1_000)
    #expect(told.all.count == 2)
    #expect(gate.tally().map(\.count) == [400, 200])
  }

  @Test func manyKindsOfFindingAreEachToldOnce() async throws {
    let told = Told()
    let gate = ResponseGuard(try GuardFixtures.contract(), policy: .report) { told.add($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<1_000 {
        group.addTask {
          try gate.check(GuardFixtures.response("{\"id\": 7, \"field\(number % 100)\": 1}"), for: "putItem")
        }
      }
      try await group.waitForAll()
    }
    #expect(told.all.count == 100)
    #expect(Set(told.all.map(\.fingerprint)).count == 100)
    #expect(gate.tally().map(\.count) == Array(repeating: 10, count: 100))
  }

  @Test func inventedNamesFillNoMemory() throws {
    let told = Told()
    let gate = ResponseGuard(try GuardFixtures.contract(), policy: .report) { told.add($0) }
    for number in 0..<1_500 {
      let response = GuardFixtures.response(
        "{\"id\": 7, \"field\(number)\": 1}", mediaType: "application/json;v=\(number)")
      #expect(try gate.check(response, for: "putItem") == .drifted)
    }
    #expect(gate.counters.drifted == 1_500)
    #expect(told.all.count == 1_024)
    #expect(gate.tally().count == 1_024)
  }

  @Test func settingsChangeWhileChecksRun() async throws {
    let gate = ResponseGuard(try GuardFixtures.contract(), policy: .report)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<500 {
          gate.policy = number % 3 == 0 ? .off : .report(sampling: number % 3 == 1 ? 1.0 : 0.5)
          gate.budget = .init(bytes: number % 2 == 0 ? 10 : 1_000)
          gate.additions = number % 2 == 0 ? .drift : .fails
          await Task.yield()
        }
      }
      for _ in 0..<1_000 {
        group.addTask { try gate.check(GuardFixtures.response(GuardFixtures.added), for: "putItem") }
      }
      try await group.waitForAll()
    }
    #expect(gate.counters.calls == 1_000)
  }
}

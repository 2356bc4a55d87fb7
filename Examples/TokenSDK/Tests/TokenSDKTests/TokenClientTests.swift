import Foundation
import MusterContracts
import Testing
import TokenSDK

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The client against the server that `Examples/TokenSDK/run` starts.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct TokenClientTests {
  private let base: URL
  private let rules = Rules()

  init() throws {
    let server = try #require(ProcessInfo.processInfo.environment["TOKEN_SERVER"], "run Examples/TokenSDK/run")
    base = try #require(URL(string: server))
  }

  private func client(_ policy: ResponseGuard.Policy = .enforce) throws -> TokenClient {
    try TokenClient(base: base, policy: policy) { [rules] in rules.add($0.rule.id) }
  }

  @Test func aRightResponseComesThrough() async throws {
    let client = try client()
    #expect(try await client.rename("right", to: "n") == Token(id: "t", name: "n", uses: 1))
    // The request and the response.
    #expect(client.gate.counters.passed == 2)
  }

  @Test(arguments: [("wrong", "response-body-invalid"), ("truncated", "body-not-json")])
  func whatIsNotAsDocumentedIsRejected(id: String, rule: String) async throws {
    let client = try client()
    let rejection = await #expect(throws: ResponseGuard.Rejection.self) { try await client.rename(id, to: "n") }
    #expect(rejection?.violations.map(\.rule.id) == [rule])
    #expect(rules.all == [rule])
    #expect(client.gate.counters.violated == 1)
  }

  @Test(arguments: [("added", "added-response-field"), ("teapot", "undocumented-status")])
  func whatIsNotDocumentedIsDriftOnly(id: String, rule: String) async throws {
    let client = try client()
    #expect(try await client.rename(id, to: "n").uses == 1)
    #expect(client.gate.counters.drifted == 1)
    #expect(rules.all == [rule])
  }

  @Test func aPageOfTheNetworkIsDriftAndDoesNotDecode() async throws {
    let client = try client()
    await #expect(throws: DecodingError.self) { try await client.rename("page", to: "n") }
    #expect(client.gate.counters.drifted == 1)
    #expect(rules.all == ["undocumented-media-type"])
  }

  @Test func anAddedFieldIsRejectedWhereAdditionsFail() async throws {
    let client = try client()
    client.gate.additions = .fails
    await #expect(throws: ResponseGuard.Rejection.self) { try await client.rename("added", to: "n") }
    #expect(client.gate.counters.violated == 1)
  }

  @Test func aHugeResponseIsSkippedAndCounted() async throws {
    let client = try client()
    #expect(try await client.rename("huge", to: "n").name.utf8.count == 2 << 20)
    #expect(client.gate.counters.skipped == [.size: 1])
  }

  @Test func aConnectionThatIsCutNeverReachesTheGuard() async throws {
    let client = try client()
    await #expect(throws: (any Error).self) { try await client.rename("cut", to: "n") }
    #expect(client.gate.counters.calls <= 2)
    #expect(client.gate.counters.passed == 1)
  }

  @Test func aWrongRequestIsNotSent() async throws {
    let client = try client()
    await #expect(throws: ResponseGuard.Rejection.self) { try await client.rename("right", to: "") }
    #expect(client.gate.counters.calls == 1)
  }

  @Test func aThousandCallsAtOnceAreEachCountedOnce() async throws {
    let client = try client(.report)
    let ids = ["right", "wrong", "added", "truncated"]
    let renamed = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<1_000 {
        group.addTask { (try? await client.rename(ids[number % ids.count], to: "n")) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    let counters = client.gate.counters
    #expect(renamed == 500)
    #expect(counters.passed == 1_250)
    #expect(counters.violated == 500)
    #expect(counters.drifted == 250)
    #expect(counters.skipped.isEmpty)
    #expect(client.gate.tally().map(\.count) == [250, 250, 250])
    #expect(rules.all.sorted() == ["added-response-field", "body-not-json", "response-body-invalid"])
  }
}

/// Keeps the rules of what the guard told.
///
/// An `NSLock`, as the thread sanitizer sees its order; a contended `Mutex` hides it in the standard library.
private final class Rules: @unchecked Sendable {
  private let lock = NSLock()
  private var ids: [String] = []

  var all: [String] { lock.withLock { ids } }

  func add(_ id: String) { lock.withLock { ids.append(id) } }
}

import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Fingerprints of a guard's findings")
struct FingerprintTests {
  private func fingerprint(
    _ tokens: [String], keyword: String = "type", quote: String = "m", status: Int? = 200
  ) -> Fingerprint {
    let place = SourceLocation(source: "s.yaml", pointer: "/a/type", line: 1, column: 1)
    let remark = Remark(
      .responseBodyInvalid, Reason(.type, quote: quote), side: .response, status: status, keyword: keyword, at: place,
      instance: JSONPointer(tokens), position: TextPosition(offset: 0, line: 1, column: 1))
    return Fingerprint(remark, operation: "GET /items")
  }

  @Test func positionsAreAlike() {
    #expect(fingerprint(["items", "0", "id"]) == fingerprint(["items", "12", "id"], quote: "another"))
    #expect(fingerprint(["items", "0", "id"]).instance == "/items/*/id")
    #expect(fingerprint(["a/b", "1x", ""]).instance == "/a~1b/1x/")
    #expect(fingerprint([]).instance == "")
  }

  @Test func whatDiffersIsToldApart() {
    let some = [
      fingerprint(["a"]), fingerprint(["b"]), fingerprint(["a"], keyword: "enum"), fingerprint(["a"], status: 201),
      fingerprint(["a"], status: nil), fingerprint(["a", ""]), fingerprint([]),
    ]
    #expect(Set(some).count == some.count)
    #expect(Set(some.map(\.digest)).count == some.count)
  }

  @Test func isTheSameInEveryProcess() {
    #expect(fingerprint(["items", "3", "id"]).description == "c42ba9d20040480b")
  }

  @Test func longNamesAreCutShort() {
    let long = fingerprint(["a", String(repeating: "é", count: 5_000)])
    #expect(long.instance.utf8.count <= 520)
    #expect(long.instance.hasSuffix("…"))
  }

  @Test func isMadeOfNoPayloadValue() throws {
    let told = Told()
    let gate = ResponseGuard(try GuardFixtures.contract()) { told.add($0) }
    for value in [#""canary-1""#, #""canary-2""#, "5.5", "null"] {
      try gate.check(GuardFixtures.response("{\"id\": \(value)}"), for: "putItem")
    }
    #expect(gate.tally().map(\.count) == [4])
    #expect(told.all.count == 1)
    #expect(!"\(gate.tally().map { "\($0.fingerprint.instance)\($0.fingerprint.schema)" })".contains("canary"))
  }

  @Test func theFirstToSetAReferenceWins() async {
    final class Place: Sendable { let reference = SetOnceReference<AtomicCount>() }
    let place = Place()
    #expect(place.reference.load() == nil)
    let seen = await withTaskGroup(of: ObjectIdentifier.self) { group in
      for _ in 0..<200 { group.addTask { ObjectIdentifier(place.reference.storeIfNil(AtomicCount())) } }
      return await group.reduce(into: Set<ObjectIdentifier>()) { $0.insert($1) }
    }
    #expect(seen.count == 1)
    #expect(place.reference.load().map(ObjectIdentifier.init) == seen.first)
  }

  @Test func aReferenceIsReleasedOnce() {
    weak var kept: AtomicCount?
    weak var refused: AtomicCount?
    do {
      let reference = SetOnceReference<AtomicCount>()
      let (first, second) = (AtomicCount(), AtomicCount())
      (kept, refused) = (first, second)
      #expect(reference.storeIfNil(first) === first)
      #expect(reference.storeIfNil(second) === first)
      #expect(reference.load() === first)
    }
    #expect(kept == nil)
    #expect(refused == nil)
  }
}

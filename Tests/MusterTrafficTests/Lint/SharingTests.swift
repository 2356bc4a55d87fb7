import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// A generator that gives the same numbers every time.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// A recording that makes many different findings, each many times.
struct SharedRecording: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let text: String
}

@Suite("Sharing out")
struct SharingTests {
  /// Bodies that make many different findings, each many times.
  private static func bodies(_ count: Int) -> [String] {
    var generator = SeededGenerator(state: 7)
    return (0..<count).map { index in
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: #"{"id": 1, "status": "active"}"#
      case 1: #"{"id": \#(index), "status": "gone\#(index)"}"#
      case 2: #"{"id": 1, "status": "active", "parts": [{}, {"size": \#(index)}, {"size": "x"}, {}]}"#
      case 3: #"{"id": "é", "id": 2, "statuß": "x\n"}"#
      case 4: #"{"statusCode": 404, "message": ""}"#
      case 5: #"{"id": 1, "field\#(UnicodeScalar(UInt8(97 + index % 26)))": "active"}"#
      case 6: "{\r\n\"id\": 1,\r\"status\": \n0}"
      default: "nonsense \(index)"
      }
    }
  }

  private static let archive = SharedRecording(
    testDescription: "archive",
    text: Archive.of(
      bodies(60).enumerated().map { index, body in
        let path = index % 7 == 0 ? "/itmes/" : "/items/"
        return Archive.entry(
          index % 11 == 0 ? "PUT" : "GET", "https://api.items.dev/v2\(path)\(index % 5)?q=\(index)",
          status: index % 13 == 0 ? 404 : 200, content: #"{"text": \#(Archive.string(body))}"#)
      }))

  private static let lines = SharedRecording(
    testDescription: "lines",
    text: bodies(60).map { body in
      #"{"method":"GET","url":"/v2/items/1","status":200,"responseBody":\#(Archive.string(body))}"#
    }.joined(separator: "\n"))

  @Test(arguments: [archive, lines])
  func theReportIsTheSameForAnyPieces(recording: SharedRecording) {
    let whole = TrafficLinter.report(recording.text)
    #expect(whole.findings.count > 8)
    for piece in [1, 2, 3, 5, 7, 16, 61, 100, 997, 4_096] {
      #expect(TrafficLinter.report(recording.text, piece: piece) == whole, "pieces of \(piece)")
    }
  }

  @Test(arguments: [archive, lines])
  func theReportIsTheSameForAnyNumberOfLinters(recording: SharedRecording) {
    let whole = TrafficLinter.report(recording.text)
    for workers in [2, 3, 5, 8, 64] {
      #expect(TrafficLinter.report(recording.text, workers: workers) == whole, "\(workers) linters")
    }
  }

  /// However the remarks are shared out over collectors with little room, the same few are kept, with exact counts.
  @Test func theSameFindingsAreKeptWhereThereAreTooMany() {
    let remarks = (0..<400).map { index in
      Remark.unreadableExchange(Reason(.exchangeWithoutRequest, names: ["\(index % 97)"]))
    }
    func collected(_ workers: Int, seed: UInt64) -> (findings: [Finding], omittedByRule: [Rule: Int]) {
      var generator = SeededGenerator(state: seed)
      var collectors = Array(repeating: FindingCollector(limit: 10), count: workers)
      for (index, remark) in remarks.enumerated() {
        let context = FindingCollector.Context(
          place: ExchangePlace(recording: "r", index: index), vendor: nil, operation: nil, operationID: nil,
          target: { "" })
        let turn = Int.random(in: 0..<workers, using: &generator)
        collectors[turn].add(remark, severity: .warning, context: context, body: nil)
      }
      var merged = FindingCollector(limit: 10)
      for collector in collectors { merged.merge(collector) }
      return merged.findings()
    }
    let alone = collected(1, seed: 1)
    #expect(alone.findings.count == 10)
    let counted: Int = alone.findings.map(\.count).reduce(0, +)
    let omitted: Int = alone.omittedByRule.values.reduce(0, +)
    #expect(counted + omitted == 400)
    for (seed, workers) in [2, 3, 7, 40].enumerated() {
      let shared = collected(workers, seed: UInt64(seed))
      #expect(shared.findings == alone.findings)
      #expect(shared.omittedByRule == alone.omittedByRule)
    }
  }

  @Test func identicalFindingsAreOne() throws {
    let report = TrafficLinter.report(Self.archive.text)
    let finding = try #require(report.findings.first { $0.instancePattern == "/parts/*/size" })
    #expect(finding.samples.count == 3)
    #expect(Set(finding.samples.map(\.exchange)).count == 3)
    #expect(finding.samples.map(\.exchange) == finding.samples.map(\.exchange).sorted())
    #expect(finding.count > 3)
    #expect(Set(report.findings.map(\.fingerprint)).count == report.findings.count)
  }

  /// Any change to the bytes of a recording is survived, with every exchange accounted for.
  @Test func changedBytesAreSurvived() {
    var generator = SeededGenerator(state: 99)
    for recording in [Self.archive, Self.lines] {
      let bytes = Array(recording.text.utf8)
      for _ in 0..<50 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          let index = Int.random(in: 0..<changed.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: changed[index] = UInt8.random(in: 0...255, using: &generator)
          case 1: changed[index] = Array(#"{}[]",:\"#.utf8)[Int.random(in: 0..<8, using: &generator)]
          default: changed.removeSubrange(index..<min(changed.count, index + 30))
          }
        }
        let report = TrafficLinter.report(changed, piece: 777, limits: RecordingLimits(exchangeBytes: 1 << 14))
        let counts = report.exchanges
        #expect(counts.total == counts.checked + counts.undocumented + counts.skipped)
        #expect(report.recordings.map(\.exchanges) == [counts.total])
      }
    }
  }
}

import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

@Suite("HTTP Archives")
struct ArchiveTests {
  static let item = #"{"id": 1, "status": "active"}"#
  static let text = #"{"mimeType": "application/json", "text": \#(Archive.string(item))}"#

  private func exchange(_ entry: String) throws -> Exchange {
    try ExchangeReader.read(Array(entry.utf8), form: .har, place: ExchangePlace(recording: "test"))
  }

  @Test(arguments: [
    (#"{"text": "{}"}"#, "{}"), (#"{"text": "e30=", "encoding": "base64"}"#, "{}"),
    (#"{"text": "", "size": 0}"#, ""), (#"{"size": 0}"#, ""), (#"{"text": "e30=", "encoding": "none"}"#, "e30="),
    (#"{"text": "a\u00e9\ud83d\ude00"}"#, "aé😀"),
  ])
  func readsContent(content: String, body: String) throws {
    let exchange = try exchange(Archive.entry(content: content))
    #expect(exchange.response?.body.bytes == Array(body.utf8))
  }

  @Test func knowsWhatIsNotThere() throws {
    func content(_ text: String) throws -> MessageBody? {
      try exchange(Archive.entry(content: text)).response?.body
    }
    guard case .elsewhere = try content(#"{"_file": "a.json", "size": 4}"#)?.content else {
      Issue.record("a body in a file")
      return
    }
    guard case .notRecorded = try content("{}")?.content, case .notRecorded = try content(#"{"size": 12}"#)?.content
    else {
      Issue.record("a body that is left out")
      return
    }
    guard case .undecodable = try content(#"{"text": "***", "encoding": "base64"}"#)?.content else {
      Issue.record("malformed base64")
      return
    }
  }

  @Test(arguments: [0, -1])
  func noResponseHasAStatusThatIsNone(status: Int) throws {
    #expect(try exchange(Archive.entry(status: status, content: "{}")).response == nil)
  }

  @Test(arguments: ["[]", "{}", #"{"request": {"method": "GET"}}"#, #"{"request": 1, "response": {}}"#, "{", "7", ""])
  func tellsWhatIsNoExchange(text: String) {
    #expect(throws: ExchangeReader.Mistake.self) { try exchange(text) }
  }

  @Test func keepsNoHeaderFieldThatIsNotNeeded() throws {
    let exchange = try exchange(
      #"""
      {"request": {"method": "GET", "url": "/x", "headers": [{"name": "Authorization", "value": "Bearer canary"},
        {"name": "Content-Type", "value": "a/b"}]}}
      """#)
    #expect(exchange.request.headers["content-type"] == "a/b")
    #expect(!String(describing: exchange.request.headers).contains("canary"))
  }

  @Test func findsEntriesWhateverStandsAround() {
    let archive = Archive.of([
      Archive.entry(content: Self.text), Archive.entry(content: #"{"text": "{}"}"#), "7", "null",
      Archive.entry(content: Self.text),
    ])
    for prefix in ["", "\u{FEFF}", " \n\t"] {
      let report = TrafficLinter.report(prefix + archive)
      #expect(report.recordings.map(\.form) == [.har])
      #expect(report.recordings.map(\.exchanges) == [5])
      #expect(report.exchanges == ExchangeCounts(total: 5, checked: 3, undocumented: 0, skipped: 2))
      #expect(report.findings.map(\.rule.id) == ["response-body-invalid", "unreadable-exchange"])
      #expect(report.findings.map(\.count) == [1, 2])
      #expect(report.findings.first?.first?.exchange.index == 1)
    }
  }

  @Test func placesAreThoseOfTheRecording() throws {
    let body = "{\n  \"id\": 1,\n  \"status\": \"gone\"\n}"
    let archive = Archive.of([
      Archive.entry(content: #"{"comment": "é\u00e9", "text": \#(Archive.string(body))}"#)
    ])
    let sample = try #require(TrafficLinter.report(archive).findings.first?.first)
    #expect(sample.payloadPosition == TextPosition(offset: 25, line: 3, column: 13))
    let offset = try #require(archive.utf8.firstOffset(of: #"\"gone\""#))
    let expected = SourceText(name: "", bytes: Array(archive.utf8)).position(at: offset)
    #expect(sample.position == expected)
    let start = try #require(archive.utf8.firstOffset(of: #"{"_id""#))
    #expect(
      sample.exchange.position == SourceText(name: "", bytes: Array(archive.utf8)).position(at: start))
    #expect(sample.excerpt?.text == #"{ …, "status": "gone" }"#)
    #expect(sample.excerpt.map { [$0.column, $0.length] } == [16, 6])
  }

  @Test func theCutOfARecordingIsTold() throws {
    let archive = Archive.of([Archive.entry(content: Self.text), Archive.entry(content: Self.text)])
    let bytes = Array(archive.utf8)
    let second = try #require(archive.utf8.firstOffset(of: #"{"_id""#, occurrence: 2))
    for cut in 0..<bytes.count - 1 {
      let report = TrafficLinter.report(Array(bytes[..<cut]), form: .har)
      let isTold = report.findings.contains { ["truncated-recording", "unreadable-recording"].contains($0.rule.id) }
      #expect(isTold, "cut at \(cut)")
    }
    let report = TrafficLinter.report(Array(bytes[..<(second + 40)]))
    #expect(report.findings.map(\.rule.id) == ["truncated-recording"])
    #expect(report.exchanges == ExchangeCounts(total: 2, checked: 1, undocumented: 0, skipped: 1))
    #expect(report.findings.first?.first?.position.offset == second)
  }

  @Test func whatIsTooLargeIsPassedOver() {
    let large = Archive.entry(content: #"{"text": "\#(String(repeating: "x", count: 4_000))"}"#)
    let archive = Archive.of([Archive.entry(content: Self.text), large, Archive.entry(content: Self.text)])
    let report = TrafficLinter.report(archive, piece: 100, limits: RecordingLimits(exchangeBytes: 2_000))
    #expect(report.findings.map(\.rule.id) == ["oversized-exchange"])
    #expect(report.exchanges == ExchangeCounts(total: 3, checked: 2, undocumented: 0, skipped: 1))
    #expect(report.rows == ["exchange oversized-exchange"])
  }
}

extension String.UTF8View {
  /// The offset of an occurrence of a text.
  func firstOffset(of text: String, occurrence: Int = 1) -> Int? {
    let bytes = Array(self)
    let wanted = Array(text.utf8)
    let found = (0...Swift.max(0, bytes.count - wanted.count)).filter { bytes[$0...].starts(with: wanted) }
    return found.count >= occurrence ? found[occurrence - 1] : nil
  }
}

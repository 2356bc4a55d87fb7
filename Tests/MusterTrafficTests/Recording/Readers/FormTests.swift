import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

@Suite("Recordings of every form")
struct FormTests {
  @Test func everyFormThatIsADocumentHasACase() {
    let tested = Set(FormCase.all.map(\.form))
    #expect(RecordingForm.allCases.filter { $0.isDocument && !tested.contains($0) } == [])
    #expect(Set(RecordingGuide.all.map(\.form)) == Set(RecordingForm.allCases))
    #expect(RecordingGuide.all.count == RecordingForm.allCases.count)
  }

  @Test(arguments: FormCase.all) func findsTheSameAtExactPlaces(_ example: FormCase) throws {
    for form in [nil, example.form] {
      let report = TrafficLinter.report(example.text, form: form, piece: 1_000)
      #expect(report.recordings.map(\.form) == [example.form])
      let source = SourceText(name: "", bytes: Array(example.text.utf8))
      var expected: Set<String> = []
      let wrong = try #require(example.text.utf8.firstOffset(of: example.wrong))
      expected.insert("undocumented-enum-value /status \(place(source, wrong))")
      if let packed = example.packed {
        let offset = try #require(example.text.utf8.firstOffset(of: packed))
        expected.insert("response-body-invalid /name \(place(source, offset))")
      }
      if !example.isUnanswered { expected.insert("unreadable-exchange") }
      let found = report.findings.filter { !FormTests.others.contains($0.rule.id) }.map { finding in
        finding.rule.id
          + (finding.instance.map { pointer in
            " \(pointer) \(finding.first.map { "\($0.position.line):\($0.position.column)" } ?? "")"
          } ?? "")
      }
      #expect(Set(found) == expected)
      #expect(report.exchanges.total == (example.packed == nil ? 3 : 4))
      #expect(report.rows.contains("response-body no-response") == example.isUnanswered, "\(report.rows)")
    }
  }

  /// Rules that say something of how a recording names a media type.
  private static let others: Set = ["missing-content-type", "media-type-mismatch", "undocumented-media-type"]

  private func place(_ source: SourceText, _ offset: Int) -> String {
    let position = source.position(at: offset)
    return "\(position.line):\(position.column)"
  }

  @Test(arguments: RecordingForm.allCases) func theExampleOfAFormIsOne(_ form: RecordingForm) {
    let report = TrafficLinter.report(form.guide.example)
    #expect(report.recordings.map(\.form) == [form])
    #expect(report.exchanges.total == 1)
    #expect(!report.findings.contains { $0.rule == .unreadableExchange || $0.rule == .unreadableRecording })
  }

  /// Texts that are like recordings and are none, or none whole, end neither the program nor its patience.
  @Test(arguments: FormCase.all) func mutatedRecordingsAreReadToTheEnd(_ example: FormCase) {
    var random = SeededGenerator(state: 15)
    let bytes = Array(example.text.utf8)
    let tokens = [
      "{", "}", "[", "]", "\"", ":", ",", "- ", "\n", "null", "0", "!!binary ", "&a ", "*a", "|", "\\", "{{",
    ]
    for _ in 0..<60 {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        guard mutant.count > 2 else { break }
        let index = Int.random(in: 0..<mutant.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: mutant[index] = UInt8.random(in: 0...255, using: &random)
        case 1: mutant.removeSubrange(index..<min(mutant.count, index + Int.random(in: 1...40, using: &random)))
        case 2: mutant.insert(contentsOf: (tokens.randomElement(using: &random) ?? "").utf8, at: index)
        default: mutant = Array(mutant[..<index])
        }
      }
      let report = TrafficLinter.report(mutant, piece: 500)
      #expect(report.recordings.count == 1)
    }
  }

  @Test func aDocumentBeyondTheLimitIsTold() {
    let text = FormCase.all.first { $0.form == .vcr }?.text ?? ""
    let report = TrafficLinter.report(text, limits: RecordingLimits(documentBytes: 500))
    #expect(report.findings.map(\.rule.id) == ["no-exchanges-checked", "unreadable-recording"])
    #expect(report.findings.last?.message.contains("more than 500 bytes") == true)
  }
}

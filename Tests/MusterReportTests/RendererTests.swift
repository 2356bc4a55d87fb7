import Muster
import MusterReport
import Testing

struct RendererTests {
  private let payload = Array(#"{"id": 5}"#.utf8)

  private func issue(_ message: String = "expected string") -> Muster.Issue {
    Muster.Issue(
      Reason(.custom, quote: message), keyword: "type", instance: JSONPointer(["id"]),
      position: TextPosition(offset: 7, line: 1, column: 8),
      schema: SchemaLocation(source: "s.json", pointer: "/properties/id/type", line: 2, column: 3))
  }

  private func rendered(_ renderer: some PayloadRenderer, _ reports: [PayloadReport]) -> String {
    var renderer = renderer
    var output: [UInt8] = []
    var summary = ReportSummary()
    renderer.begin(into: &output)
    for report in reports {
      summary.count(report.verdict)
      renderer.render(report, payload: payload.span, into: &output)
    }
    renderer.end(summary, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func positionsOfALineAreThoseOfTheSource() {
    let notice = Notice(
      code: .duplicateName, pointer: "/a", source: nil, position: TextPosition(offset: 3, line: 1, column: 4),
      message: "twice")
    let other = Notice(
      code: .unknownFormat, pointer: "/b", source: "s.json", position: TextPosition(offset: 3, line: 9, column: 4),
      message: "unknown")
    let report = PayloadReport(.invalid([issue()]), notices: [notice, other], source: "x.jsonl", line: 41)
    #expect(report.issues[0].position == TextPosition(offset: 7, line: 41, column: 8))
    #expect(report.warnings.map(\.position.line) == [41, 9])
  }

  @Test func outcomes() {
    let valid = PayloadReport(.valid, source: "a")
    let invalid = PayloadReport(.invalid([issue()]), omittedIssues: 2, source: "b")
    #expect(
      rendered(JSONLinesRenderer(), [valid, invalid]) == """
        {"source":"a","valid":true,"issues":[],"warnings":[]}
        {"source":"b","valid":false,"issues":[{"keyword":"type","instance":"/id","line":1,"column":8,"schema":\
        {"source":"s.json","pointer":"/properties/id/type","line":2,"column":3},"message":"expected string",\
        "reason":{"code":"custom-keyword","quote":"expected string"}}],\
        "omittedIssues":2,"warnings":[]}

        """)
    #expect(
      rendered(TextRenderer(), [valid, invalid]) == """
        a: valid
        b: invalid, 3 issues
        b:1:8: /id: expected string [type]
            1 | {"id": …}
              |        ^
            schema s.json:2:3 #/properties/id/type
          and 2 more issues
        2 payloads: 1 valid, 1 invalid

        """)
  }

  @Test func unreadablePayload() throws {
    let outcome = try Schema("{}".utf8).check("{nonsense")
    let report = PayloadReport(outcome, source: "a")
    #expect(report.verdict == .invalid)
    #expect(report.issues.map(\.keyword) == ["json"])
  }

  @Test func stoppedCheckIsNoVerdict() throws {
    let outcome = try Schema("{}".utf8).check("[[[]]]", limits: Limits(depth: 2))
    let report = PayloadReport(outcome, source: "a")
    #expect(report.verdict == .undecided)
    #expect(report.issues.map(\.keyword) == ["limit"])
    #expect(rendered(JSONLinesRenderer(), [report]).contains("\"valid\":false"))
  }

  @Test func arraysHoldWhateverThereIs() {
    let report = PayloadReport(.valid, source: "a")
    #expect(rendered(JSONRenderer(isList: true), []) == "[]\n")
    let object = "{\n  \"source\": \"a\",\n  \"valid\": true,\n  \"issues\": [],\n  \"warnings\": []\n}"
    #expect(rendered(JSONRenderer(isList: false), [report]) == object + "\n")
    let indented = object.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    #expect(rendered(JSONRenderer(isList: true), [report, report]) == "[\n\(indented),\n\(indented)\n]\n")
  }

  @Test func textObeysNoControlCharacter() {
    let report = PayloadReport(
      .invalid([
        Muster.Issue(
          Reason(.custom, quote: "a\u{7}b"), keyword: "type", instance: JSONPointer(["\u{1B}[2J\u{202E}"]))
      ]), source: "\u{1B}]0;x\u{7}")
    let text = rendered(TextRenderer(), [report])
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !($0.value < 0x20 || $0.value == 0x202E) })
    #expect(text.contains(#"/\u{1b}[2J\u{202e}: a\u{7}b"#))
    #expect(TerminalText.escape("plain é") == "plain é")
  }

  @Test func noteworthyListing() {
    let valid = PayloadReport(.valid, source: "a", line: 1)
    let text = rendered(TextRenderer(listing: .noteworthy), [valid, valid])
    #expect(text == "2 payloads: 2 valid, 0 invalid\n")
  }
}

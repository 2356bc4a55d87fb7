import Muster
import MusterContracts
import MusterReport
import MusterTraffic
import Testing

/// Private texts in every place of an exchange, and every form of report.
@Suite("Private texts in reports")
struct CanaryTests {
  @Test(arguments: PrivateText.all)
  func areInNoReportOfTraffic(_ text: PrivateText) {
    let traces = Traces(text.secret)
    for additions in [AdditionPolicy.drift, .fails] {
      let options = LintOptions(judging: JudgeOptions(additions: additions))
      for place in CanaryPlace.all {
        let report = LintFixture.report(
          [("recording", place.line(text))], contracts: [CanaryContract.contract], options: options)
        for form in LintFixture.forms {
          let leak = traces.found(in: form.renderer.render(report))
          #expect(leak == nil, "\(place.testDescription), \(form.testDescription)")
        }
        guard additions == .drift else { continue }
        let leak = traces.found(in: everything(report))
        #expect(leak == nil, "\(place.testDescription), as data")
      }
    }
  }

  /// What the readers of a report's values get, in every way that Swift can write it.
  private func everything(_ value: some Any) -> String {
    var text = String(reflecting: value)
    dump(value, to: &text, maxDepth: 40, maxItems: 100_000)
    return text
  }

  @Test(arguments: PrivateText.all)
  func areInNoReportOfPayloads(_ text: PrivateText) throws {
    let traces = Traces(text.secret)
    let contract = try #require(CanaryContract.contract)
    let rule = try contract.operation("getThing").response(status: 200, media: "application/json")
    // What looks private by itself is not shown by `safe` either.
    let isTold = SecretShape.isPrivate(text.text)
    for disclosure in [Disclosure.contract, .never] + (isTold ? [.safe] : []) {
      let judge = MessageJudge(options: JudgeOptions(disclosure: disclosure))
      for place in CanaryPlace.bodies {
        guard let body = place.body.map({ Array($0(text).utf8) }) else { continue }
        let judgement = judge.judge(body, mediaType: "application/json", by: rule)
        let report = PayloadReport(judgement, notices: [], source: "body.json")
        let renderers: [any PayloadRenderer] = [TextRenderer(), JSONRenderer(isList: false), JSONLinesRenderer()]
        for var renderer in renderers {
          var output: [UInt8] = []
          renderer.render(report, payload: body.span, into: &output)
          let leak = traces.found(in: String(decoding: output, as: UTF8.self))
          #expect(leak == nil, "\(place.testDescription), \(disclosure), \(type(of: renderer))")
        }
      }
    }
  }

  @Test(arguments: PrivateText.all)
  func areInNoViolationOfAGuard(_ text: PrivateText) throws {
    let traces = Traces(text.secret)
    let contract = try #require(CanaryContract.contract)
    let told = Told()
    let gate = ResponseGuard(contract, policy: .report, additions: .fails) { told.add($0) }
    for place in CanaryPlace.bodies {
      guard let body = place.body.map({ Array($0(text).utf8) }) else { continue }
      let type = "application/json"
      try gate.check(.init(status: 200, mediaType: type, body: body), for: "getThing")
      try gate.check(.init(status: 200, mediaType: type, body: body), method: "GET", url: "/base/\(text.encoded)/1")
      try gate.check(.init(method: "PUT", url: "/base/things/\(text.encoded)", mediaType: type, body: body))
      try gate.check(requestBody: body.span, mediaType: type, for: "putThing")
      try gate.check(.init(status: 200, mediaType: type, body: body), for: text.text)
      try gate.check(.init(status: 200, mediaType: type, body: body), for: "GET /base/\(text.text)")
    }
    #expect(told.violations.count > 3)
    for violation in told.violations {
      #expect(traces.found(in: violation.description) == nil, "\(violation.rule.id) \(violation.issue.instance)")
      #expect(traces.found(in: everything(violation.issue.reason)) == nil, "\(violation.rule.id)")
    }
  }

  @Test func everyPlaceIsAFinding() throws {
    // The name of a person: of the others each is what some field asks for.
    let text = try #require(PrivateText.all.first { $0.testDescription == "a person's name" })
    // Base64 is an annotation, and XML is not read.
    let unread = ["'encoded'", "base64", "an XML body"]
    let places = CanaryPlace.all.filter { place in !unread.contains { place.testDescription.contains($0) } }
    let silent = places.filter { place in
      LintFixture.report([("recording", place.line(text))], contracts: [CanaryContract.contract])
        .findings.allSatisfy { $0.rule == .noExchangesChecked }
    }
    #expect(silent.map(\.testDescription) == [])
  }

  @Test(arguments: PrivateText.all)
  func tracesAreFound(_ text: PrivateText) {
    let traces = Traces(text.secret)
    for writing in [text.text, text.encoded, text.json, "x" + text.secret.suffix(8)] {
      #expect(traces.found(in: writing) != nil, "\(writing)")
    }
  }
}

/// What a guard told.
private final class Told: Sendable {
  private let list = Locked<[Violation]>([])

  var violations: [Violation] { list.withLock { $0 } }

  func add(_ violation: Violation) { list.withLock { $0.append(violation) } }
}

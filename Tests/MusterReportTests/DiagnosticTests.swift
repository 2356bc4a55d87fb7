import Foundation
import Muster
import MusterContracts
import MusterReport
import Testing

/// Diagnostics of documents: a line or object for each cause.
@Suite struct DiagnosticTests {
  private static func diagnostic(_ line: Int, _ message: String, _ severity: Severity = .warning) -> Diagnostic {
    Diagnostic(
      code: "some-code", severity: severity,
      place: SourceLocation(source: "api.yaml", pointer: "/a/\(line)", line: line, column: 3), message: message)
  }

  private static let diagnostics =
    [diagnostic(1, "one, with 100%"), diagnostic(2, "two", .error)] + (3...8).map { diagnostic($0, "one, with 100%") }

  private static func write(_ format: DiagnosticFormat, listsAll: Bool = false) -> String {
    var output: [UInt8] = []
    format.write(diagnostics, version: "1.2.3", listsAll: listsAll, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func textNamesACauseOnce() {
    #expect(
      Self.write(.text) == """
        api.yaml:1:3: warning: #/a/1: one, with 100% [some-code] and in 6 more places: 3:3, 4:3, 5:3, …
        api.yaml:2:3: error: #/a/2: two [some-code]

        """)
    #expect(Self.write(.text, listsAll: true).split(separator: "\n").count == 8)
  }

  @Test func JSONHasAllPlaces() throws {
    let value = try JSONSerialization.jsonObject(with: Data(Self.write(.json).utf8)) as? [String: Any]
    let causes = try #require(value?["diagnostics"] as? [[String: Any]])
    #expect(causes.map { $0["count"] as? Int } == [7, 1])
    #expect(causes.map { $0["severity"] as? String } == ["warning", "error"])
    let places = try #require(causes[0]["places"] as? [[String: Any]])
    #expect(places.map { $0["line"] as? Int } == [1, 3, 4, 5, 6, 7, 8])
  }

  @Test func SARIFHasAResultForEachCause() throws {
    let value = try JSONSerialization.jsonObject(with: Data(Self.write(.sarif).utf8)) as? [String: Any]
    let run = try #require((value?["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["warning", "error"])
    #expect(results.map { $0["occurrenceCount"] as? Int } == [7, 1])
    #expect((results[0]["relatedLocations"] as? [Any])?.count == 6)
  }

  @Test func gitHubHasACommandForEachCause() {
    #expect(
      Self.write(.github) == """
        ::warning file=api.yaml,line=1,endLine=1,col=3,endColumn=3,title=some-code::one, with 100%25 (7 places)
        ::error file=api.yaml,line=2,endLine=2,col=3,endColumn=3,title=some-code::two

        """)
  }
}

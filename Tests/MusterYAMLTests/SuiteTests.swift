import Foundation
import Muster
import MusterYAML
import Testing

@Suite struct SuiteTests {
  /// Cases that are known to fail.
  static let knownGaps: Set<String> = []

  @Test(.enabled(if: Suite.folder != nil, "not run: no suites"), arguments: Suite.files)
  func file(_ file: String) throws {
    let cases = try Suite.cases(of: file)
    #expect(cases.count == (try Suite.caseCount(of: file)), "\(file): tests read")
    for test in cases {
      let problems = SuiteTests.problems(of: test)
      if SuiteTests.knownGaps.contains(test.name) {
        withKnownIssue { #expect(problems.isEmpty, "\(test.name)") }
      } else {
        #expect(problems.isEmpty, "\(test.name): \(problems.joined(separator: "\n"))")
      }
    }
  }

  @Test(.enabled(if: Suite.folder != nil, "not run: no suites"))
  func passRate() throws {
    let cases = try Suite.files.flatMap { try Suite.cases(of: $0) }
    let failing = cases.filter { !SuiteTests.problems(of: $0).isEmpty }.map(\.name)
    print("YAML test suite: \(cases.count - failing.count) of \(cases.count) cases pass, \(Suite.files.count) files")
    #expect(Set(failing) == SuiteTests.knownGaps)
  }

  /// What a case shows to be wrong: its verdict, its events, its JSON.
  static func problems(of test: Suite.Case) -> [String] {
    let source = SourceText(name: test.name, bytes: Array(test.yaml.utf8))
    var problems: [String] = []
    do {
      let events = try YAMLReader().events(of: source)
      if test.fails { return ["is not YAML, and was read as\n\(events)"] }
      if let tree = test.tree, tree != events { problems.append("events\n\(events)expected\n\(tree)") }
    } catch {
      return test.fails ? [] : ["\(error)"]
    }
    if let json = test.json, let problem = jsonProblem(of: source, expected: json) { problems.append(problem) }
    return problems
  }

  private static func jsonProblem(of source: SourceText, expected: String) -> String? {
    do {
      let documents = try YAMLReader().readAll(source)
      let actual = try canonical(documents.map { try value(of: Data($0.json.bytes)) })
      let wanted = try canonical(values(of: expected))
      return actual == wanted ? nil : "JSON \(actual), expected \(wanted)"
    } catch {
      return "\(error)"
    }
  }

  /// A text that is equal for equal values; unlike the values themselves it tells `1` from `true`.
  private static func canonical(_ values: [Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: values, options: .sortedKeys), as: UTF8.self)
  }

  private static func value(of data: Data) throws -> Any {
    try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
  }

  /// The values of JSON texts that follow each other, each beginning on a line of its own.
  private static func values(of text: String) throws -> [Any] {
    var values: [Any] = []
    var pending = ""
    for line in text.split(separator: "\n") {
      pending += line + "\n"
      if let value = try? value(of: Data(pending.utf8)) {
        values.append(value)
        pending = ""
      }
    }
    if !pending.isEmpty { values.append(try value(of: Data(pending.utf8))) }
    return values
  }
}

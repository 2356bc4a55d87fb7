import Foundation
import Muster
import MusterContracts
import MusterTraffic
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The reports of the built `muster lint`, in every format.
@Suite(.timeLimit(.minutes(5)))
struct LintReportTests {
  private static let formats = ["text", "json", "jsonl", "sarif", "junit", "github", "markdown"]

  /// The reports about a recording, by format; what went to standard error as `errors`.
  private func reports(
    _ recording: String, name: String = "traffic.ndjson", options: String = "", code: Int32 = 1
  ) throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-lint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(recording.utf8).write(to: folder.appending(path: name))
    try Data(LintRecordings.document.utf8).write(to: folder.appending(path: "items.yaml"))
    let outputs = LintReportTests.formats.map { "--format \($0)=out.\($0)" }.joined(separator: " ")
    let quoted = "'" + name.replacingOccurrences(of: "'", with: "'\\''") + "'"
    let result = try CommandShell.run(
      "muster lint --contract items.yaml --color always \(options) \(outputs) -- \(quoted)", in: folder)
    #expect(result.code == code, "\(result)")
    var reports = ["errors": result.errors.joined(separator: "\n")]
    for format in LintReportTests.formats {
      reports[format] = String(
        decoding: try Data(contentsOf: folder.appending(path: "out.\(format)")), as: UTF8.self)
    }
    return reports
  }

  /// The recordings, each with the exit code that it ends with.
  static let recordings: [(name: String, options: String, code: Int32)] = [
    ("hostile", "", 1), ("hostile", "--max-findings 3 --jobs 3", 1), ("hostile", "--additions ignored", 1),
    ("hostile", "--additions fails --show-values safe", 1),
    ("secret", "", 1), ("empty", "", 2), ("right", "", 0), ("cut", "", 1),
  ]

  private static func text(_ name: String) throws -> String {
    switch name {
    case "hostile": try LintRecordings.hostile()
    case "secret": try LintRecordings.secret()
    case "right": try LintRecordings.line(request: ["id": 1], response: ["status": "gone"]) + "\n"
    case "cut": String(try LintRecordings.line(request: ["id": "x"]).dropLast(4))
    default: ""
    }
  }

  // MARK: Forms

  @Test(arguments: recordings)
  func reportsKeepToTheirSchemas(_ recording: (name: String, options: String, code: Int32)) throws {
    let reports = try reports(
      try LintReportTests.text(recording.name), options: recording.options, code: recording.code)
    let schemas = try ["lint-report", "lint-report-line"].map { name in
      let file = Repository.root.appending(path: "docs/\(name).schema.json")
      return try Schema([UInt8](try Data(contentsOf: file)))
    }
    let whole = try #require(reports["json"])
    #expect(schemas[0].check(whole) == .valid)
    let lines = try #require(reports["jsonl"]).split(separator: "\n")
    for line in lines { #expect(schemas[1].check(String(line)) == .valid) }
    // Both say the same: a line for each finding, row, operation and recording, and the summary.
    let object = try #require(try JSONSerialization.jsonObject(with: Data(whole.utf8)) as? [String: Any])
    let parts = ["findings", "notes", "ledger", "operations", "recordings"].compactMap { (object[$0] as? [Any])?.count }
    #expect(lines.count == parts.reduce(1, +))
    // The schema is closed: what it does not describe is not in a report.
    #expect(!schemas[0].accepts(whole.replacingOccurrences(of: #""partial":"#, with: #""partially":"#)))
    #expect(!schemas[1].accepts(#"{"type": "finding"}"#))
  }

  @Test(arguments: recordings)
  func sarifHasWhatTheStandardAsksFor(_ recording: (name: String, options: String, code: Int32)) throws {
    let reports = try reports(
      try LintReportTests.text(recording.name), options: recording.options, code: recording.code)
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data((reports["sarif"] ?? "").utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == Rule.all.map(\.id))
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.isEmpty == (recording.code == 0))
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect((result["message"] as? [String: String])?["text"]?.isEmpty == false)
      #expect((result["occurrenceCount"] as? Int ?? 0) >= 1)
      let prints = try #require(result["partialFingerprints"] as? [String: String])
      #expect(prints["musterFinding/v1"]?.count == 32)
      let related = result["relatedLocations"] as? [[String: Any]] ?? []
      let ids = related.compactMap { $0["id"] as? Int }
      #expect(ids.count == related.count && Set(ids).count == ids.count)
      for location in (result["locations"] as? [[String: Any]] ?? []) + related {
        let physical = try #require(location["physicalLocation"] as? [String: [String: Any]])
        let uri = try #require(physical["artifactLocation"]?["uri"] as? String)
        #expect(URL(string: uri) != nil && !uri.contains(" "))
        #expect((physical["region"]?["startLine"] as? Int ?? 0) >= 1)
        #expect((physical["region"]?["startColumn"] as? Int ?? 0) >= 1)
      }
    }
  }

  @Test(arguments: recordings)
  func junitCountsItsCases(_ recording: (name: String, options: String, code: Int32)) throws {
    let reports = try reports(
      try LintReportTests.text(recording.name), options: recording.options, code: recording.code)
    let counter = ElementCounter()
    let parser = XMLParser(data: Data((reports["junit"] ?? "").utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    let total = try #require(counter.attributes["testsuites"]?.first)
    #expect(total["tests"] == "\(counter.count("testcase"))")
    #expect(total["failures"] == "\(counter.count("failure"))")
    #expect(total["skipped"] == "\(counter.count("skipped"))")
    #expect(counter.count("testcase") >= 2)
    #expect((counter.count("failure") > 0) == (recording.code != 0))
    // Neither a case nor a failure twice in one place.
    let names = counter.attributes["testcase"]?.map { "\($0["classname"] ?? "")/\($0["name"] ?? "")" } ?? []
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: recordings)
  func githubHasOneCommandForEachFinding(_ recording: (name: String, options: String, code: Int32)) throws {
    let reports = try reports(
      try LintReportTests.text(recording.name), options: recording.options, code: recording.code)
    let lines = try #require(reports["github"]).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let findings = try #require(reports["jsonl"]).split(separator: "\n")
      .count { $0.contains(#""type":"finding""#) || $0.contains(#""type":"note""#) }
    #expect(lines.count == findings + 1)
    for line in lines {
      #expect(
        line.wholeMatch(
          of: /::(error|warning|notice) (file=[^:,]*,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,)?title=[^:,]*::.+/)
          != nil, "\(line)")
      #expect(!line.contains("\r") && !line.contains("\u{1B}"))
    }
  }

  @Test func textAndMarkdownEscapeWhatIsHostile() throws {
    let reports = try reports(try LintRecordings.hostile())
    let text = try #require(reports["text"])
    // Files get no colours, whatever is asked for standard output.
    #expect(!text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E) })
    let markdown = try #require(reports["markdown"])
    #expect(!markdown.contains("<script") && !markdown.contains("@team") && markdown.utf8.count < 60_000)
    // A row has as many cells as its head.
    for line in markdown.split(separator: "\n") where line.hasPrefix("| error") || line.hasPrefix("| warning") {
      #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 6, "\(line)")
    }
  }

  @Test func markdownIsBounded() throws {
    var lines: [String] = []
    for number in 0..<600 { lines.append(try LintRecordings.line(request: ["field\(number)": 1, "id": 1])) }
    let markdown = try reports(lines.joined(separator: "\n"))["markdown"] ?? ""
    #expect(markdown.utf8.count < 60_000)
    #expect(markdown.contains(" more findings not listed."))
  }

  @Test(arguments: ["a b.ndjson", "ä,b:c%0A|`.ndjson", "-x.ndjson", "::error::.ndjson", "a\nb.ndjson"])
  func recordingsMayHaveAnyName(name: String) throws {
    let reports = try reports(try LintRecordings.line(request: ["id": "x"]), name: name)
    let lines = try #require(reports["github"]).split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("::") })
    let object = try JSONSerialization.jsonObject(with: Data((reports["json"] ?? "").utf8)) as? [String: Any]
    #expect((object?["recordings"] as? [[String: Any]])?.first?["recording"] as? String == name)
  }

  // MARK: Secrets

  @Test(arguments: ["", "--additions fails", "--show-values safe", "--show-values never", "--reading letter"])
  func secretsReachNoOutput(options: String) throws {
    let reports = try reports(try LintRecordings.secret(), options: options)
    #expect(try #require(reports["text"]).contains("[request-body-invalid]"))
    for secret in LintRecordings.secrets {
      let encoded = Data(secret.utf8).base64EncodedString().dropLast(4)
      for (format, report) in reports {
        for form in [secret, secret.lowercased(), String(encoded), String(secret.prefix(8)), String(secret.suffix(8))] {
          #expect(!report.contains(form), "\(format) shows \(form)")
        }
      }
    }
  }

  // MARK: Stability

  @Test func theNumberOfJobsDoesNotMatter() throws {
    let text = try LintRecordings.hostile() + LintRecordings.secret()
    let recording = String(repeating: text, count: 5)
    let one = try reports(recording, options: "--jobs 1")
    for jobs in [2, 3, 8] {
      let others = try reports(recording, options: "--jobs \(jobs)")
      for format in LintReportTests.formats { #expect(one[format] == others[format], "\(format), \(jobs) jobs") }
    }
  }

  @Test func fingerprintsOutliveOtherValues() throws {
    func prints(_ text: String) throws -> [String] {
      let lines = (try reports(text)["jsonl"] ?? "").split(separator: "\n")
      return lines.compactMap { $0.firstMatch(of: /"fingerprint":"([0-9a-f]+)"/).map { String($0.1) } }
    }
    let before = try prints(
      LintRecordings.line(request: ["id": "x", "secrets": [1, "a"]], response: ["status": "odd"]))
    let after = try prints(
      LintRecordings.line(
        url: "https://api.items.dev/items/2#x", request: ["id": "another", "secrets": ["b"]],
        response: ["status": "even", "id": 1]))
    #expect(before.count == 3)
    #expect(before == after)
  }
}

/// Counts the elements of a document and keeps their attributes.
private final class ElementCounter: NSObject, XMLParserDelegate {
  var attributes: [String: [[String: String]]] = [:]

  func count(_ name: String) -> Int { attributes[name]?.count ?? 0 }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName qName: String?,
    attributes attributeDict: [String: String] = [:]
  ) {
    attributes[elementName, default: []].append(attributeDict)
  }
}

import Foundation
import Muster
import MusterContracts
import MusterDocuments
import MusterReport
import MusterTraffic
import Testing

/// Reports as the linter makes them of small recordings.
enum LintFixture {
  /// A report with a name for failures.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let report: LintReport
  }

  /// A renderer with a name for failures.
  struct Form: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let renderer: any LintRenderer
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// All renderers.
  static let forms = [
    Form(testDescription: "text", renderer: LintTextRenderer()),
    Form(testDescription: "JSON", renderer: LintJSONRenderer()),
    Form(testDescription: "JSON Lines", renderer: LintJSONLinesRenderer()),
    Form(testDescription: "SARIF", renderer: SARIFRenderer(version: "1.2.3")),
    Form(testDescription: "JUnit", renderer: JUnitRenderer()),
    Form(testDescription: "GitHub", renderer: GitHubRenderer()),
    Form(testDescription: "Markdown", renderer: MarkdownRenderer()),
  ]

  // MARK: Contracts

  /// The contract of a vendor in `Schemas`.
  static let infisical: Contract? = {
    guard let bytes = try? Data(contentsOf: root.appending(path: "Schemas/infisical/contract.muster")) else {
      return nil
    }
    return try? Contract(compiled: Array(bytes))
  }()

  /// A contract with names that are hard to show.
  static let items: Contract? = {
    let yaml = #"""
      openapi: 3.1.0
      info: {title: Items, version: '1'}
      servers:
        - url: https://api.items.dev/v2
      paths:
        /items/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer}}
          get:
            operationId: getItem
            responses:
              '200':
                description: d
                content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
          put:
            requestBody:
              content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
            responses:
              '200':
                description: d
                content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
          delete:
            deprecated: true
            responses:
              '204': {description: d}
        "/odd|path`<b>@team/]]>":
          get:
            operationId: "::error::%0A@team"
            responses:
              '200':
                description: d
                content: {application/json: {schema: {type: object}}}
      components:
        schemas:
          Item:
            type: object
            additionalProperties: false
            required: [id]
            properties:
              id: {type: integer}
              status: {type: string, enum: [active, archived]}
              token: {type: string, maxLength: 4}
              access: {type: string, maxLength: 4, writeOnly: true}
              pin: {type: string, maxLength: 4, format: password}
              secrets: {type: object, additionalProperties: {type: integer}}
              passwords: {type: array, items: {type: object, properties: {value: {type: integer}}}}
              apiKey: {type: object, properties: {inner: {type: array, items: {type: integer}}}}
              map: {type: object, additionalProperties: {type: integer}}
      """#
    return try? Contract(compiling: [SourceText(name: "items.yaml", bytes: Array(yaml.utf8))], vendor: "items")
  }()

  // MARK: Recordings

  /// A line of a recording.
  static func line(
    _ method: String = "GET", _ url: String = "https://api.items.dev/v2/items/1", request: String? = nil,
    status: Int = 200, type: String = "application/json", response: String = #"{"id": 1}"#
  ) -> String {
    let postData = request.map { #", "postData": {"mimeType": "application/json", "text": \#(string($0))}"# } ?? ""
    let content =
      response.isEmpty
      ? "{}" : #"{"mimeType": \#(string(type)), "text": \#(string(response))}"#
    let headers = response.isEmpty ? "[]" : #"[{"name": "Content-Type", "value": \#(string(type))}]"#
    let sent = #"[{"name": "Authorization", "value": "Bearer t"}]"#
    return #"{"request": {"method": \#(string(method)), "url": \#(string(url)), "headers": \#(sent)\#(postData)}, "#
      + #""response": {"status": \#(status), "headers": \#(headers), "content": \#(content)}}"#
  }

  /// A text as a JSON string.
  static func string(_ text: String) -> String {
    var assembler = JSONAssembler()
    assembler.append(string: text.utf8)
    return String(decoding: assembler.bytes, as: UTF8.self)
  }

  /// The report about recordings.
  static func report(
    _ recordings: [(name: String, text: String)], contracts: [Contract?] = [items], options: LintOptions = .init(),
    isPartial: Bool = false
  ) -> LintReport {
    var linter = TrafficLinter(contracts: contracts.compactMap { $0 }, options: options)
    for (ordinal, recording) in recordings.enumerated() {
      let recording = Recording(name: recording.name, bytes: Array(recording.text.utf8), ordinal: ordinal)
      for entry in recording { linter.add(entry) }
      linter.add(recording.summary)
    }
    return linter.report(isPartial: isPartial)
  }

  /// The report about the lines of one recording.
  static func report(_ lines: [String], name: String = "traffic.ndjson", options: LintOptions = .init()) -> LintReport {
    report([(name, lines.joined(separator: "\n") + "\n")], options: options)
  }

  // MARK: Reports

  private static let updated = #"""
    {"token": {"id": "1", "identityId": "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d", "authMethod": "token-auth",
    "createdAt": "2024-05-01T10:00:00Z", "updatedAt": "2024-05-01T10:00:00Z"}}
    """#

  static let nothing = report(
    [
      (
        "traffic.ndjson",
        line(
          "PATCH", "https://us.infisical.com/api/v1/auth/token-auth/tokens/t1", request: #"{"name": "n"}"#,
          response: updated)
      )
    ], contracts: [infisical])

  /// Errors, warnings and notes, in two recordings, more than once, and with nothing for some operations.
  static let mixed = report([
    (
      "a/traffic one.ndjson",
      [
        line(response: #"{"id": "x", "status": "gone"}"#), line(response: #"{"id": "y", "extra": 1}"#),
        line(response: #"{"id": "z"}"#), line("DELETE", status: 204, response: ""), line(status: 418),
        line("PUT", request: #"{"status": 1}"#), line("POST", "https://api.items.dev/v2/nowhere"),
      ].joined(separator: "\n")
    ),
    (
      "b.har",
      #"{"log": {"version": "1.2", "entries": [\#(line(response: #"{"id": "w"}"#)), \#(line(type: "text/html"))]}}"#
    ),
  ])

  /// Names that break what takes them as they are.
  static let hostileNames = [
    "a\nb", "c\r\nd", "a|b", "<script>alert(1)</script>", "::error file=x::y", "%0A::error::z", "]]>", "nul\u{0}nul",
    "\u{1B}[31mred", "\u{7F}\u{85}\u{9B}", "\u{202E}drow",
    String(String.UnicodeScalarView([0xFFFE, 0xFFFF, 0x1FFFE].compactMap { Unicode.Scalar($0) })),
    String(String.UnicodeScalarView([0xFDD0].compactMap { Unicode.Scalar($0) })), "\u{E0041}tag", "\u{200B}",
    "@team", "`code`", "[link](1)", "{0}", "\"quoted\" 'both'", "&amp;&#0;", "e\u{301}\u{1F469}\u{200D}\u{1F680}", "\\",
    "-->", "</testsuite>", "a,b:c=d", " ", "~", "#1", "1. x", "**b**", "\u{2028}\u{2029}", "\u{10FFFF}",
    String(repeating: "w", count: 80), String(repeating: "long ", count: 2_000),
  ]

  static let hostile = report(
    hostileNames.enumerated().map { position, name in
      (
        name,
        [
          line(response: "{\"id\": 1, \(string(name)): 1}"), line(response: "{\"id\": \(string(name))}"),
          line(response: "{\"id\": 1, \"map\": {\(string(name)): \"x\"}}"), line(type: "application/" + name),
          line(name), line("GET", "https://api.items.dev/v2/" + name), line("GET", name),
          line("GET", "https://api.items.dev/v2/items/1?\(name)=\(name)#\(name)", response: name),
          line("GET", "https://api.items.dev/v2/odd%7Cpath%60%3Cb%3E%40team/%5D%5D%3E", status: 500 + position),
        ].joined(separator: "\n")
      )
    })

  static let standardInput = report([("<stdin>", line(response: #"{"id": "x"}"#))])

  /// More findings than a report has.
  static let crowded = report(
    (0..<60).map { line(response: "{\"id\": 1, \"more\(letters($0))\": 1}") }, options: LintOptions(findings: 20))

  /// Letters for a number, as digits are no part of names.
  static func letters(_ number: Int) -> String {
    String(String.UnicodeScalarView(String(number).utf8.map { Unicode.Scalar($0 + 0x31) }))
  }

  static let cases = [
    Case(testDescription: "nothing found", report: nothing),
    Case(testDescription: "errors, warnings and notes", report: mixed),
    Case(testDescription: "no exchange", report: report([("empty.ndjson", "")])),
    Case(testDescription: "no recording", report: report([(name: String, text: String)]())),
    Case(testDescription: "no contract", report: report([("t", line())], contracts: [])),
    Case(testDescription: "a run that was ended", report: report([("t", line())], isPartial: true)),
    Case(
      testDescription: "unreadable recordings", report: report([("a", "{\"log\""), ("b", line() + "\n{"), ("c", "?")])),
    Case(
      testDescription: "two recordings of one name",
      report: report([("t", line(response: #"{"id": "x"}"#)), ("t", line(response: #"{"id": "x"}"#))])),
    Case(
      testDescription: "two contracts",
      report: report([("t", line(response: #"{"id": "x"}"#))], contracts: [items, infisical])),
    Case(testDescription: "standard input", report: standardInput),
    Case(testDescription: "too many findings", report: crowded),
    Case(testDescription: "hostile names", report: hostile),
  ]
}

extension LintReport {
  /// How many findings of a severity are listed.
  func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
}

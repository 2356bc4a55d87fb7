import Muster
import MusterContracts
import MusterDocuments
import Testing

@Suite("Files of a corpus")
struct CorpusFileTests {
  private let contract: Contract

  init() throws {
    contract = try Contract(compiling: [
      SourceText(
        "api.yaml",
        """
        openapi: 3.0.3
        paths:
          /x/{id}:
            put:
              operationId: x
              parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
              requestBody: {content: {application/json: {schema: {type: integer}}}}
              responses: {'200': {description: d, content: {application/json: {schema: {type: string}}}}}
        """)
    ])
  }

  private func problems(_ text: String) throws -> [String] {
    try MusterDocuments.CorpusFile(SourceText("c.json", text)).problems(against: contract).map { problem in
      "\(problem.position.line):\(problem.position.column) \(problem.reading?.rawValue ?? "both"): \(problem.message)"
    }
  }

  @Test func tellsWhatDoesNotHoldAndWhere() throws {
    let found = try problems(
      """
      {"operation": "x", "side": "request", "cases": [
        {"name": "right", "payload": 5, "expect": "valid"},
        {"name": "wrong", "payload": "5", "expect": "valid"},
        {"name": "by the letter", "payload": 1.0, "expect": "valid"},
        {"name": "both", "payload": 1.0, "intent": "valid", "letter": [{"keyword": "type", "instance": ""}]},
        {"name": "no JSON", "text": "{", "expect": "unreadable"},
        {"name": "bytes", "bytes": [49], "expect": "valid"},
        {"name": "no verdict", "payload": 1},
        {"name": "another word", "payload": 1, "expect": "fine"},
        {"name": "notices", "payload": 1, "media": "text/html", "notices": ["not-checked"],
          "expect": [{"keyword": "content", "instance": ""}]}
      ]}
      """)
    #expect(
      found == [
        "3:3 both: expected valid, found type ", "4:3 letter: expected valid, found type ",
        "8:3 both: 'expect' must be a verdict, or 'intent' and 'letter'",
        "9:3 both: 'expect' must be a verdict, or 'intent' and 'letter'",
        "10:3 both: expected notices [\"not-checked\"], found []",
      ])
  }

  @Test func pathsAndStatuses() throws {
    let path =
      #"{"operation": "PUT /x/{id}", "side": "path", "cases": [{"path": "/x/5", "parameters": {"id": "6"}, "expect": "valid"}, {"path": "/y", "expect": "unmatched"}, {"path": "/x/a", "expect": [{"keyword": "type", "instance": "/id"}]}, {"expect": "valid"}]}"#
    #expect(
      try problems(path).map { $0.drop { $0 != " " } } == [
        " both: parameter id is '5'", " both: 'path' must be a concrete path",
      ])
    #expect(
      try problems(#"{"operation": "x", "side": "response", "cases": [{"payload": 5, "expect": "valid"}]}"#)
        == ["1:50 both: 'status' must be the status of the response"])
  }

  @Test(arguments: [
    (#"{"side": "request", "cases": [{}]}"#, "1:1 both: 'operation' must name an operation"),
    (
      #"{"operation": "y", "side": "request", "cases": [{}]}"#,
      "1:15 both: there is no operation 'y'; there are 'x', 'PUT /x/{id}'"
    ),
    (#"{"operation": "x", "side": "request", "cases": []}"#, "1:48 both: there are no cases"),
    (
      #"{"operation": "x", "side": "up"}"#,
      "1:28 both: 'side' must be one of request, response, path, exchange and example"
    ),
    ("[]", "1:1 both: 'side' must be one of request, response, path, exchange and example"),
  ])
  func filesThatAreNone(text: String, problem: String) throws {
    #expect(try problems(text) == [problem])
  }

  @Test func textThatIsNotJSON() {
    #expect(throws: ContractError.self) { try MusterDocuments.CorpusFile(SourceText("c.json", "{")) }
  }
}

import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// Bodies that are what another status documents: what an operation documents is worked out once, and holds for that
/// operation only and for each status anew.
@Suite("Bodies of other statuses")
struct OtherStatusTests {
  private static let contract = TestContract.contract(
    vendor: "statuses",
    """
    openapi: 3.1.0
    info: {title: Statuses, version: '1'}
    servers: [{url: 'https://h'}]
    paths:
      /right: {get: {operationId: right, responses: {'200': {$ref: '#/components/responses/Value'}, 4XX: {$ref: '#/components/responses/Error'}}}}
      /wrong: {get: {operationId: wrong, responses: {'200': {$ref: '#/components/responses/Error'}, '404': {$ref: '#/components/responses/Value'}}}}
      /loose:
        get:
          responses:
            '200': {description: d, content: {application/json: {schema: {type: object, properties: {value: {type: integer}}}}}}
            '404': {$ref: '#/components/responses/Error'}
            default: {$ref: '#/components/responses/Value'}
    components:
      responses:
        Value: {description: d, content: {application/json: {schema: {type: object, required: [value], properties: {value: {type: integer}}}}}}
        Error: {description: d, content: {application/json: {schema: {type: object, required: [error], properties: {error: {type: string}}}}}}
    """)

  private static let value = #"{"value": 1}"#
  private static let error = #"{"error": "x"}"#
  private static let neither = #"{"other": 1}"#

  /// Path, status and body, with the status that the body is said to be of; `nil` where it is just invalid.
  private static let invalid: [(path: String, status: Int, body: String, other: String?)] = [
    ("/right", 200, error, "4XX"), ("/right", 404, value, "200"), ("/right", 418, value, "200"),
    ("/right", 200, neither, nil), ("/right", 404, neither, nil),
    ("/wrong", 200, value, "404"), ("/wrong", 404, error, "200"), ("/wrong", 200, neither, nil),
    // A schema that takes an empty object tells nothing, nor does one for any status, nor one error of another.
    ("/loose", 404, value, nil), ("/loose", 500, error, nil), ("/loose", 200, #"{"value": "x"}"#, nil),
  ]

  @Test(arguments: 0..<invalid.count)
  func theOrderOfExchangesDoesNotMatter(first: Int) throws {
    let contract = try #require(Self.contract)
    var judge = Judge(router: Router([contract]), options: LintOptions())
    for turn in 0..<2 * Self.invalid.count {
      let (path, status, body, other) = Self.invalid[(first + turn) % Self.invalid.count]
      let judgement = judge.judge(.of("GET", "https://h\(path)", status: status, response: body))
      let remark = try #require(judgement.messages.remarks.first, "\(path) \(status)")
      #expect(judgement.messages.remarks.count == 1, "\(path) \(status)")
      if let other {
        #expect(
          remark.reason.code == .bodyOfOtherStatus && remark.reason.expected.values == [other]
            && remark.reason.status == status, "\(path) \(status)")
      } else {
        #expect(remark.reason.code != .bodyOfOtherStatus, "\(path) \(status): \(remark.message)")
      }
    }
  }
}

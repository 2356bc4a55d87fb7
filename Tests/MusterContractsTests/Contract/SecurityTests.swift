import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Security requirements")
struct SecurityTests {
  private static let document = SourceText(
    "security.yaml",
    """
    openapi: 3.1.0
    security: [{mail: [], key: []}, {bearer: []}]
    paths:
      /both: {get: {responses: {default: {description: d}}}}
      /open: {get: {security: [], responses: {default: {description: d}}}}
      /optional: {get: {security: [{bearer: []}, {}], responses: {default: {description: d}}}}
      /query: {get: {security: [{query: []}, {cookie: []}], responses: {default: {description: d}}}}
      /basic: {get: {security: [{basic: []}], responses: {default: {description: d}}}}
      /oauth: {get: {security: [{oauth: [read]}], responses: {default: {description: d}}}}
      /unseen: {get: {security: [{tls: []}, {nobody: [], bearer: []}], responses: {default: {description: d}}}}
    components:
      securitySchemes:
        mail: {type: apiKey, in: header, name: X-Auth-Email}
        key: {type: apiKey, in: header, name: X-Auth-Key}
        bearer: {type: http, scheme: bearer}
        basic: {type: http, scheme: basic}
        query: {type: apiKey, in: query, name: key}
        cookie: {type: apiKey, in: cookie, name: sid}
        oauth: {type: oauth2, flows: {}}
        tls: {type: mutualTLS}
    """)

  @Test(arguments: [
    ("/both", [], "", SecurityInspection.Verdict.missing), ("/both", ["x-auth-email: a"], "", .missing),
    ("/both", ["X-Auth-Email: a", "X-Auth-Key: b"], "", .satisfied),
    ("/both", ["authorization: bearer x"], "", .satisfied), ("/both", ["Authorization: Basic x"], "", .missing),
    ("/both", ["Authorization: Bearer"], "", .missing), ("/both", ["X-Auth-Email: a", "X-Auth-Key:"], "", .missing),
    ("/open", [], "", .notRequired), ("/optional", [], "", .notRequired),
    ("/optional", ["Authorization: Bearer x"], "", .satisfied), ("/query", [], "key=x", .satisfied),
    ("/query", [], "key=", .missing), ("/query", ["Cookie: a=b; sid=c"], "", .satisfied),
    ("/basic", ["Authorization: basic x"], "", .satisfied), ("/oauth", ["Authorization: Bearer x"], "", .satisfied),
    ("/oauth", [], "", .missing), ("/unseen", [], "", .undecided),
  ])
  func credentials(path: String, headers: [String], query: String, verdict: SecurityInspection.Verdict) throws {
    let contract = try Contract(compiling: [Self.document])
    let fields = headers.map { header in
      let parts = header.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return RequestParameters.Field(name: String(parts[0]), value: String(parts[1].drop { $0 == " " }))
    }
    let inspection = try contract.operation("GET \(path)").check(
      securityOf: RequestParameters(path: nil, query: query, headers: fields))
    #expect(inspection.verdict == verdict)
    #expect((inspection.message == nil) == (verdict != .missing))
  }

  @Test func theMessageNamesSchemesAndNoValues() throws {
    let operation = try Contract(compiling: [Self.document]).operation("GET /both")
    let field = RequestParameters.Field(name: "X-Auth-Email", value: "secret")
    let inspection = operation.check(securityOf: RequestParameters(path: nil, headers: [field]))
    #expect(inspection.message == "credentials are missing: expected mail and key, or bearer; not there: key")
  }
}

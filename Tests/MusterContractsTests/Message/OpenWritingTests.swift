import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Parameters that are written in ways which the specification leaves open, or that explain themselves.
@Suite("Parameters written in open ways")
struct OpenWritingTests {
  private static let contract = try? Contract(compiling: [
    SourceText(
      "open.yaml",
      """
      openapi: 3.0.3
      paths:
        /p:
          get:
            operationId: p
            parameters:
              - {name: expand, in: query, style: deepObject, explode: true, schema: {type: array, items: {enum: [tax, card]}}}
              - {name: ids, in: query, schema: {type: array, items: {type: integer}}}
              - {name: items, in: query, schema: {type: array, items: {type: object, required: [plan], properties: {plan: {type: string}}}}}
              - {name: sort, in: query, style: deepObject, explode: true, schema: {type: object, required: [order]}}
              - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object, properties: {n: {type: object, properties: {c: {type: integer}}}}}}
              - {name: c, in: cookie, schema: {type: array, minItems: 2, items: {type: string}}}
              - {name: n, in: query, schema: {type: integer}}
              - {name: after, in: query, schema: {type: string, format: date-time}}
            responses: {default: {description: d}}
      """)
  ])

  private func found(_ query: String, cookie: String? = nil, reading: Reading = .intent) throws -> [String] {
    let operation = try #require(OpenWritingTests.contract).operation("p")
    let headers = cookie.map { [RequestParameters.Field(name: "Cookie", value: $0)] } ?? []
    let inspections = try operation.check(
      parametersOf: RequestParameters(path: nil, query: query, headers: headers), reading: reading)
    return inspections.compactMap { inspection in
      if inspection.presence == .undocumented { return "undocumented \(inspection.name)" }
      guard case .invalid(let issues) = inspection.outcome else { return nil }
      return issues.map { "\(inspection.name) \($0.keyword)" }.joined(separator: ", ")
        + inspection.writing.map { " \($0)" }.joined()
    }
  }

  @Test(arguments: [
    ("expand[]=tax&expand[]=card", ""), ("expand%5B%5D=tax", ""), ("expand[0]=tax&expand[1]=x", "expand enum"),
    ("ids[]=1&ids[]=2", ""), ("ids[0]=1&ids=2", ""), ("ids[]=x", "ids type"), ("ids[foo]=1", "undocumented ids[foo]"),
    ("items[0][plan]=x", ""), ("items[][plan]=x&items[][name]=y", ""), ("items[0][name]=x", "items required"),
    ("sort[order]=x", ""), ("sort[field]=x", "sort required"), ("filter[n][c]=1", ""),
    ("filter[n]=1&filter[n][c]=1", "filter style"),
    ("filter[n][c]=1&filter[n]=1", "filter style"), ("filter[n][c]=x", "filter type"),
    ("n=", "n type empty"), ("n=x", "n type"), ("after=2020-01-01T15:33:01+01:00", "after format plusAsSpace"),
    ("after=2020-01-01T15:33:01%2B01:00", ""),
  ])
  func queries(query: String, expected: String) throws {
    #expect(try found(query) == (expected.isEmpty ? [] : [expected]))
  }

  @Test func listsInCookies() throws {
    #expect(try found("", cookie: "c=1,2") == [])
    #expect(try found("", cookie: "c=1&c=2") == [])
    #expect(try found("", cookie: "c=1") == ["c minItems"])
    #expect(try found("", cookie: "c=1,2", reading: .letter) == ["c minItems"])
  }

  @Test func byTheLetterBracketsAreNamesOfTheirOwn() throws {
    #expect(try found("ids[]=1", reading: .letter) == ["undocumented ids[]"])
  }

  /// Where a path falls into its parameters in several ways, only what no way passes is wrong.
  @Test(arguments: [
    ("/x-1", true), ("/x-y-1", true), ("/x-y-z", false), ("/a-b-c-d-7", true), ("/é-é-1", true), ("/x-1-y", false),
  ])
  func pathsThatSplitInSeveralWays(path: String, isValid: Bool) throws {
    let contract = try Contract(compiling: [
      SourceText(
        "split.yaml",
        """
        openapi: 3.0.3
        paths:
          /{name}-{number}:
            get:
              operationId: s
              parameters:
                - {name: name, in: path, required: true, schema: {type: string}}
                - {name: number, in: path, required: true, schema: {type: integer}}
              responses: {default: {description: d}}
        """)
    ])
    let operation = try contract.operation("s")
    let match = try #require(operation.match(path: path))
    #expect(try operation.check(match).allSatisfy { $0.outcome.isValid } == isValid)
    let whole = try operation.check(parametersOf: RequestParameters(path: match))
    #expect(whole.allSatisfy { $0.outcome.isValid } == isValid)
  }
}

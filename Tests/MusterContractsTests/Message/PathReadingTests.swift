import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// A path that its template can split in several ways is a violation only if it passes in none of them.
@Suite("Readings of a path")
struct PathReadingTests {
  private func contract() throws -> Contract {
    try Contract(compiling: [
      SourceText(
        "p.yaml",
        """
        openapi: 3.0.3
        paths:
          /f/{a}-{b}:
            get:
              operationId: f
              parameters:
                - {name: a, in: path, required: true, schema: {type: string, pattern: '^[a-z-]+$'}}
                - {name: b, in: path, required: true, schema: {type: integer}}
              responses: {'204': {description: d}}
        """)
    ])
  }

  @Test(arguments: [
    ("/f/x-1", ParameterInspection.Skip?.none, true), ("/f/x-y-1", nil, true), ("/f/x-y-z", nil, false),
    ("/f/1-2-3", nil, false), ("/f/" + String(repeating: "x-", count: 40) + "x", .ambiguous, true),
  ])
  func judged(path: String, skip: ParameterInspection.Skip?, passes: Bool) throws {
    let contract = try contract()
    let operation = try contract.operation("f")
    let match = try #require(operation.match(path: path))
    let alone = try operation.check(match)
    #expect(alone.allSatisfy(\.outcome.isValid) == passes)
    #expect(alone.compactMap(\.skip).first == skip)
    #expect(try operation.check(parametersOf: RequestParameters(path: match)).map(\.outcome) == alone.map(\.outcome))
    let gate = ResponseGuard(contract)
    let verdict = try gate.check(ResponseGuard.Request(method: "GET", url: path))
    #expect((verdict == .violated) == !passes)
  }
}

import Muster
import MusterContracts
import MusterDocuments
import Testing

@Suite("Examples of documents")
struct ExampleReportTests {
  private func report(_ text: String) throws -> ExampleReport {
    try ExampleReport(sources: [SourceText("api.yaml", text)])
  }

  /// `pointer line valid`, or `pointer line reason` for what was skipped.
  private func lines(_ report: ExampleReport) -> [String] {
    report.examples.map { "\($0.location.pointer) \($0.location.line) \($0.isValid)" }
      + report.skipped.map { "\($0.location.pointer) \($0.location.line) \($0.reason)" }
  }

  @Test func findsThemWhereverTheyMayBe() throws {
    let report = try report(
      """
      openapi: 3.1.0
      paths:
        /x/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer}, example: a}
            - {name: q, in: query, schema: {type: string, default: 5}, examples: {one: {value: a}, two: {value: 5}}}
          put:
            requestBody:
              content:
                application/json:
                  schema: {type: object, properties: {example: {type: string, example: 1}, examples: {type: string}}}
                  example: {example: text}
            responses:
              '200':
                description: d
                headers:
                  X-Count: {schema: {type: integer}, example: 5}
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/A'}
                    examples:
                      here: {value: {at: null}}
                      named: {$ref: '#/components/examples/E'}
                      far: {externalValue: 'https://example.com/e.json'}
                      lost: {$ref: '#/components/examples/F'}
                      none: {summary: s}
                      missing: {value: null}
      components:
        examples:
          E: {value: [1]}
        schemas:
          A: {type: object, properties: {at: {type: [string, 'null'], examples: [t, 5]}}, x-example: {at: 5}}
      """)
    let response = "/paths/~1x~1{id}/put/responses/200"
    let media = "\(response)/content/application~1json"
    #expect(
      Set(lines(report)) == [
        "/components/schemas/A/properties/at/examples/0 32 true",
        "/components/schemas/A/properties/at/examples/1 32 false",
        "/paths/~1x~1{id}/parameters/0/example 5 false",
        "/paths/~1x~1{id}/parameters/1/schema/default 6 false",
        "/paths/~1x~1{id}/parameters/1/examples/one/value 6 true",
        "/paths/~1x~1{id}/parameters/1/examples/two/value 6 false",
        "/paths/~1x~1{id}/put/requestBody/content/application~1json/example 12 true",
        "/paths/~1x~1{id}/put/requestBody/content/application~1json/schema/properties/example/example 11 false",
        "\(response)/headers/X-Count/example 17 true",
        "\(media)/examples/here/value 22 true",
        "/components/examples/E/value 30 false",
        "\(media)/examples/missing/value 27 false",
        "\(media)/examples/far/externalValue 24 it lies elsewhere, and nothing is fetched",
        "\(media)/examples/none 26 it has no value",
        "\(media)/examples/lost 25 '#/components/examples/F' leads nowhere in this document: there is no 'F' at "
          + "'/components/examples'; check its spelling",
      ])
    #expect(report.examples.filter { $0.kind == .default }.count == 1)
  }

  @Test func swaggerHasThemByMediaType() throws {
    let report = try report(
      """
      swagger: '2.0'
      paths:
        /x:
          get:
            parameters: [{name: n, in: query, type: integer, default: five}]
            responses:
              200:
                description: d
                schema: {$ref: '#/definitions/A'}
                examples: {application/json: {a: 1}, text/xml: '<a/>'}
      definitions:
        A: {type: object, properties: {a: {type: string, example: 1}}}
      """)
    #expect(
      Set(lines(report)) == [
        "/paths/~1x/get/parameters/0/default 5 false",
        "/paths/~1x/get/responses/200/examples/application~1json 10 false",
        "/paths/~1x/get/responses/200/examples/text~1xml 10 false",
        "/definitions/A/properties/a/example 12 false",
      ])
  }

  /// A body is checked as what it is: what is only sent the other way is missing in neither.
  @Test func directionsCount() throws {
    let schema =
      "{type: object, required: [id, password], properties: {id: {type: integer, readOnly: true}, password: {type: string, writeOnly: true}}}"
    let report = try report(
      """
      openapi: 3.0.3
      paths:
        /x:
          post:
            requestBody: {content: {application/json: {schema: \(schema), example: {password: p}}}}
            responses: {'200': {description: d, content: {application/json: {schema: \(schema), example: {id: 1}}}}}
      """)
    #expect(report.examples.map(\.isValid) == [true, true])
  }

  @Test func aSchemaWithAMistakeIsSkipped() throws {
    let report = try report(
      """
      openapi: 3.0.3
      paths:
        /x:
          get:
            responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/nowhere'}, example: 1}}}}
      """)
    #expect(report.examples.isEmpty)
    #expect(report.skipped.first?.reason.hasPrefix("its schema cannot be used: '#/nowhere' leads nowhere") == true)
  }

  /// The four pages of the repository: what of them fails is none.
  @Test(arguments: Vendor.all)
  func vendorsOfTheRepository(_ vendor: Vendor) throws {
    let report = try ExampleReport(sources: vendor.sources())
    #expect(report.examples.filter { !$0.isValid }.map(\.location.pointer) == [])
    #expect(report.skipped == [])
  }
}

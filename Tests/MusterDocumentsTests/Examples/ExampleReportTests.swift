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

  /// What is referred to in another file is looked through once, whoever refers to it, and circles end.
  @Test func examplesOfReferredFilesAreFound() throws {
    let main = """
      openapi: 3.0.3
      paths:
        /a: {$ref: 'a.yaml'}
        /b: {$ref: 'a.yaml'}
        /c: {post: {requestBody: {content: {application/json: {schema: {$ref: 'node.yaml'}}}}, responses: {'204': {description: d}}}}
      """
    let files = [
      "a.yaml": """
      get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'node.yaml'}, example: {id: five}}}}}}
      """,
      "node.yaml": """
      type: object
      example: {id: 5}
      properties: {id: {type: integer, example: no}, next: {$ref: 'node.yaml'}}
      """,
    ]
    var options = Contract.CompileOptions(uri: { "file:///\($0)" })
    options.load = { (uri) throws(ContractError) in
      guard let text = files[String(uri.dropFirst(8))] else { throw ContractError(.reference, detail: "none") }
      return SourceText(String(uri.dropFirst(8)), text)
    }
    let report = try ExampleReport(sources: [SourceText("api.yaml", main)], options: options)
    let found = report.examples.map { "\($0.location.source) \($0.location.pointer) \($0.isValid)" }.sorted()
    #expect(
      found == [
        "a.yaml /get/responses/200/content/application~1json/example false", "node.yaml /example true",
        "node.yaml /properties/id/example false",
      ])
  }

  /// An example of another media type is no JSON value, and one in JSON is held to its schema in the body's direction.
  @Test func otherMediaTypesAreNotTakenForJSON() throws {
    let report = try report(
      """
      openapi: 3.0.3
      paths:
        /a:
          post:
            requestBody:
              content:
                application/xml: {schema: {$ref: '#/components/schemas/P'}, example: "<P/>"}
                text/csv: {schema: {$ref: '#/components/schemas/P'}, example: "id,5"}
                application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/P'}, example: "id=5"}
                multipart/form-data: {schema: {$ref: '#/components/schemas/P'}, example: {id: "5"}}
                application/vnd.a+json: {schema: {$ref: '#/components/schemas/P'}, example: {id: "5"}}
                application/json:
                  schema: {allOf: [{$ref: '#/components/schemas/P'}, {required: [id, made]}]}
                  example: {id: 5}
            responses: {'200': {description: d, content: {text/plain: {schema: {type: string}, example: hello}}}}
      components: {schemas: {P: {type: object, required: [id], properties: {id: {type: integer}, made: {type: string, readOnly: true}}}}}
      """)
    #expect(report.examples.map(\.isValid).sorted { !$0 && $1 } == [false, true, true], "\(lines(report))")
    #expect(report.examples.filter { !$0.isValid }.map { $0.location.line } == [11])
    #expect(report.skipped.map { $0.location.line }.sorted() == [7, 8, 9, 10], "\(lines(report))")
  }

  /// The examples of Azure's documents are whole exchanges.
  @Test func azureExamplesAreHeldToTheirOperation() throws {
    let report = try report(
      """
      swagger: '2.0'
      info: {title: T, version: '1'}
      paths:
        /a:
          put:
            parameters: [{name: body, in: body, schema: {type: object, required: [id]}}]
            responses: {'200': {description: d, schema: {type: object, required: [name]}}}
            x-ms-examples:
              right: {parameters: {body: {id: 1}}, responses: {'200': {body: {name: a}}}}
              wrong: {parameters: {body: {}}, responses: {'200': {body: {}}}}
      """)
    #expect(report.examples.map(\.isValid) == [true, true, false, false], "\(lines(report))")
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
        "/paths/~1x/get/responses/200/examples/text~1xml 10 its media type is not JSON, and as a JSON value it does not pass the schema",
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

import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("The shapes of OpenAPI's own objects")
struct ShapeTests {
  /// The codes and pointers of what is told of a document.
  private func told(_ text: String) throws -> [String] {
    try Contract(compiling: [SourceText("api.yaml", text)]).notices.map { "\($0.code.rawValue) \($0.pointer)" }
  }

  private func document(_ version: String, operation: String, rest: String = "") -> String {
    let key = version == "2.0" ? "swagger" : "openapi"
    return """
      \(key): '\(version)'
      info: {title: t, version: '1'}
      paths: {/a: {get: \(operation)}}
      \(rest)
      """
  }

  @Test(arguments: ["2.0", "3.0.3", "3.1.0", "3.2.0"])
  func whatIsRightIsNotTold(version: String) throws {
    let text = document(version, operation: "{operationId: a, x-own: 1, responses: {default: {description: d}}}")
    #expect(try told(text) == [])
  }

  @Test(arguments: [
    ("3.0.3", "{response: {}, responses: {default: {description: d}}}", "unknown-member /paths/~1a/get/response"),
    ("3.0.3", "{tags: [a]}", "missing-member /paths/~1a/get"),
    ("3.0.3", "{responses: {default: {}}}", "missing-member /paths/~1a/get/responses/default"),
    ("3.1.0", "{responses: {default: {}}}", "missing-member /paths/~1a/get/responses/default"),
    ("3.0.3", "{responses: {}}", "missing-member /paths/~1a/get/responses"),
    (
      "3.1.0", "{deprecated: 'no', responses: {default: {description: d}}}", "wrong-value /paths/~1a/get/deprecated"
    ),
    (
      "3.0.3", "{responses: {default: {description: d, content: {application/json: {shema: {}}}}}}",
      "unknown-member /paths/~1a/get/responses/default/content/application~1json/shema"
    ),
    (
      "3.0.3", "{parameters: [{name: q, in: query}], responses: {default: {description: d}}}",
      "missing-member /paths/~1a/get/parameters/0"
    ),
    (
      "3.0.3",
      "{parameters: [{name: q, in: query, schema: {}, content: {a/b: {}}}], responses: {default: {description: d}}}",
      "exclusive-members /paths/~1a/get/parameters/0"
    ),
    (
      "3.1.0",
      "{parameters: [{name: q, in: header, allowReserved: true, schema: {}}], responses: {default: {description: d}}}",
      "unknown-member /paths/~1a/get/parameters/0/allowReserved"
    ),
    (
      "2.0", "{responses: {default: {description: d, links: {}}}}",
      "other-version /paths/~1a/get/responses/default/links"
    ),
    (
      "3.0.3", "{responses: {default: {description: d, links: {l: {operationId: a, operationRef: b}}}}}",
      "exclusive-members /paths/~1a/get/responses/default/links/l"
    ),
  ])
  func aMistakeOfAnOperationIsTold(version: String, operation: String, expected: String) throws {
    #expect(try told(document(version, operation: operation)) == [expected])
  }

  @Test(arguments: [
    ("components: {schemas: {'a b': {}}}", "wrong-name /components/schemas/a b"),
    ("components: {securitySchemes: {k: {type: apiKey, name: n}}}", "missing-member /components/securitySchemes/k"),
    (
      "components: {securitySchemes: {k: {type: http, scheme: basic, bearerFormat: x}}}",
      "no-effect /components/securitySchemes/k/bearerFormat"
    ),
    ("components: {schema: {}}", "unknown-member /components/schema"),
    ("components: {examples: {e: {value: 1, externalValue: x}}}", "exclusive-members /components/examples/e"),
    ("components: {responses: {r: {$ref: '#/x', description: d}}}", "no-effect /components/responses/r"),
    ("tags: [{name: a}, {name: a}]", "duplicate-item /tags/1"),
    (
      "servers: [{url: 'https://{v}', variables: {v: {default: a, enum: [b]}}}]",
      "wrong-value /servers/0/variables/v/default"
    ),
    ("externalDocs: {description: d}", "missing-member /externalDocs"),
    ("definitions: {}", "other-version /definitions"),
    ("overlays: {}", "unknown-member /overlays"),
    (
      "components: {schemas: {S: {properties: {xml: {type: string}}, xml: {nam: a}}}}",
      "unknown-member /components/schemas/S/xml/nam"
    ),
  ])
  func aMistakeAnywhereIsTold(rest: String, expected: String) throws {
    let text = document("3.0.3", operation: "{responses: {default: {description: d}}}", rest: rest)
    #expect(try told(text) == [expected])
  }

  @Test func theNearestNameIsNamed() throws {
    let text = document("3.0.3", operation: "{requestbody: {content: {}}, responses: {default: {description: d}}}")
    let notices = try Contract(compiling: [SourceText("api.yaml", text)]).notices
    #expect(notices.map(\.position.line) == [3])
    #expect(notices.first?.message.hasSuffix("did you mean 'requestBody'?") == true, "\(notices)")
  }

  @Test(arguments: [("3.0.3", true), ("3.1.0", false), ("3.2.0", false)])
  func componentsAloneAreNoMistake(version: String, isMistake: Bool) throws {
    let text = "openapi: \(version)\ninfo: {title: t, version: '1'}\ncomponents: {schemas: {A: {type: string}}}\n"
    let contract = try Contract(compiling: [SourceText("api.yaml", text)])
    #expect(contract.operations.isEmpty)
    let codes = contract.notices.map(\.code)
    #expect(codes == (isMistake ? [.noOperations, .missingMember] : [.noOperations]), "\(codes)")
  }

  @Test func partsOfOtherDocumentsAreLookedAt() throws {
    let main = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {$ref: 'a.yaml'}}\n"
    let part = "get: {responses: {'200': {description: d, contnt: {}}}}\n"
    let options = Contract.CompileOptions(
      uri: { "file:///\($0)" }, load: { (_) throws(ContractError) in SourceText("a.yaml", part) })
    let notices = try Contract(compiling: [SourceText("main.yaml", main)], options: options).notices
    #expect(
      notices.map(\.source) == ["a.yaml"] && notices.map(\.pointer) == ["/get/responses/200/contnt"], "\(notices)")
  }
}

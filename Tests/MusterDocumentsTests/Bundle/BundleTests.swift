import Foundation
import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

@Suite("Bundles")
struct BundleTests {
  private static func options(_ files: [String: String]) -> Contract.CompileOptions {
    Contract.CompileOptions(
      uri: { "file:///api/\($0)" },
      load: { (uri) throws(ContractError) in
        guard let text = files[String(uri.dropFirst("file:///api/".count))] else {
          throw ContractError(.reference, detail: "there is no '\(uri)'")
        }
        return SourceText(String(uri.dropFirst("file:///api/".count)), text)
      })
  }

  private static let files = [
    "items.yaml": """
    get:
      parameters: [{$ref: 'shared.yaml#/Limit'}]
      responses: {'200': {$ref: 'shared.yaml#/Found'}}
    """,
    "shared.yaml": """
    Limit: {name: limit, in: query, schema: {$ref: '#/Item/properties/size'}}
    Found: {description: d, content: {application/json: {schema: {$ref: '#/Item'}}}}
    Item:
      type: object
      discriminator: {propertyName: kind, mapping: {a: '#/Item', b: Other, c: 'main.yaml#/components/schemas/Item'}}
      properties:
        next: {$ref: '#/Item'}
        size: {type: integer}
        own: {$ref: 'main.yaml#/components/schemas/Item'}
        $ref: {type: string}
      example: {$ref: 'nothing.yaml'}
    """,
  ]

  private static let main = SourceText(
    "main.yaml",
    """
    openapi: 3.1.0
    x-data: {$ref: 'nothing.yaml'}
    paths:
      /items: {$ref: items.yaml}
      /lost: {get: {responses: {'200': {$ref: 'lost.yaml#/R'}}}}
    components:
      x-more: [1]
      schemas:
        Item: {type: integer, maximum: 5}
    """)

  /// What stands beside the `$ref` of a path item is there, before what that leads to.
  @Test func whatStandsBesideAPathItemsReferenceStays() throws {
    let files = [
      "far.yaml": """
      summary: far
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {$ref: '#/x-q'}
      get: {operationId: far, responses: {'200': {$ref: '#/x-r'}}}
      put: {operationId: hidden, responses: {'204': {description: d}}}
      x-q: {name: q, in: query, schema: {type: integer}}
      x-r: {description: d}
      """,
      "middle.yaml": "$ref: far.yaml\nput: {operationId: middle, responses: {'204': {description: d}}}\n",
    ]
    let main = SourceText(
      "main.yaml",
      """
      openapi: 3.1.0
      paths:
        /x/{id}:
          $ref: middle.yaml
          summary: near
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          post: {operationId: near, responses: {'204': {description: d}}}
        /circle: {$ref: 'circle.yaml', summary: s}
      """)
    let circle = ["circle.yaml": "$ref: circle.yaml\n"]
    let options = Self.options(files.merging(circle) { first, _ in first })
    let bundle = try DocumentBundle(main, options: options)
    let item = try JSONDocument(SourceText(name: "b", bytes: bundle.bytes)).root["paths"]?["/x/{id}"]
    #expect(item?.members.map(\.name) == ["summary", "parameters", "post", "put", "get", "x-q", "x-r"])
    #expect(item?["summary"]?.string == "near")
    #expect(bundle.problems.map(\.code) == [.reference])
    let written = SourceText(name: "bundle.json", bytes: bundle.bytes)
    let (whole, bundled) = (try Contract(compiling: [main], options: options), try Contract(compiling: [written]))
    #expect(bundled.operations.compactMap(\.id).sorted() == ["far", "middle", "near"])
    for operation in whole.operations {
      let other = try bundled.operation(operation.reference)
      #expect(other.id == operation.id)
      #expect(other.parameters.map(\.name) == operation.parameters.map(\.name))
      #expect(
        try CorpusCase.verdict(path: "/x/a", of: other, .intent) == .invalid([.init(keyword: "type", instance: "/id")]))
    }
  }

  /// Schemas may be referred to by their own URIs and anchors (JSON Schema 2020-12, section 8.2).
  @Test func namesOfSchemasAreFollowed() throws {
    let files = [
      "other.yaml": """
      $defs:
        A: {$anchor: far, type: array, items: {$ref: '#near'}}
        B: {$anchor: near, type: integer}
      """
    ]
    let main = SourceText(
      "main.yaml",
      """
      openapi: 3.1.0
      paths:
        /x:
          get:
            responses:
              '200': {description: d, content: {application/json: {schema: {$ref: 'other.yaml#far'}}}}
              '201': {description: d, content: {application/json: {schema: {$ref: 'https://ids.example/thing'}}}}
              '202': {description: d, content: {application/json: {schema: {$ref: '#here', minimum: 3}}}}
              '203': {description: d, content: {application/json: {schema: {$ref: '#in'}}}}
      components:
        schemas:
          Here: {$anchor: here, type: integer, example: {$anchor: lost}}
          Thing: {$id: 'https://ids.example/thing', type: object, properties: {sub: {$ref: '#in'}, more: {$ref: '#/$defs/In'}}, $defs: {In: {$anchor: in, type: boolean}}}
          Lost: {$ref: '#lost'}
      """)
    let options = Self.options(files)
    let bundle = try DocumentBundle(main, options: options)
    #expect(
      bundle.problems.map(\.location.pointer) == [
        "/paths/~1x/get/responses/203/content/application~1json/schema/$ref", "/components/schemas/Lost/$ref",
      ])
    let bundled = try Contract(compiling: [SourceText(name: "bundle.json", bytes: bundle.bytes)])
    let bodies: [(Int, String, Bool)] = [
      (200, "[1]", true), (200, "[true]", false), (201, #"{"sub": true, "more": false}"#, true),
      (201, #"{"sub": 1}"#, false), (201, #"{"more": 1}"#, false), (202, "3", true), (202, "2", false),
      (202, "true", false),
    ]
    for contract in [try Contract(compiling: [main], options: options), bundled] {
      for (status, body, isValid) in bodies {
        #expect(
          try contract.response("GET /x", status: status).accepts(Array(body.utf8)) == isValid, "\(status) \(body)")
      }
    }
  }

  /// A document may refer to itself by the URI that it gives itself (OpenAPI 3.2, section 4.1.1).
  @Test func aDocumentIsItselfByItsOwnURI() throws {
    let main = SourceText(
      "main.yaml",
      """
      openapi: 3.2.0
      $self: https://x.example/api/main.yaml
      paths:
        /x: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: './main.yaml#/components/schemas/A'}}}}}}}
      components:
        schemas:
          A: {type: object, discriminator: {propertyName: k, mapping: {b: 'https://x.example/api/main.yaml#/components/schemas/B', c: 'other.yaml#/C'}}}
          B: {type: object}
      """)
    let bundle = try DocumentBundle(main, options: Self.options(["other.yaml": "C: {type: object}"]))
    #expect(bundle.problems.isEmpty)
    let root = try JSONDocument(SourceText(name: "b", bytes: bundle.bytes)).root
    let mapping = root["components"]?["schemas"]?["A"]?["discriminator"]?["mapping"]
    #expect(mapping?["b"]?.string == "#/components/schemas/B" && mapping?["c"]?.string == "#/components/schemas/C")
  }

  @Test func theBundleRefersToNothingElse() throws {
    let bundle = try DocumentBundle(Self.main, options: Self.options(Self.files))
    let root = try JSONDocument(SourceText(name: "bundle.json", bytes: bundle.bytes)).root
    #expect(root["paths"]?["/items"]?["get"]?["parameters"]?[0]?["$ref"]?.string == "#/components/parameters/Limit")
    let schemas = try #require(root["components"]?["schemas"])
    #expect(schemas.members.map(\.name).sorted() == ["Item", "Item2", "size"])
    let item = try #require(schemas["Item2"])
    #expect(item["properties"]?["next"]?["$ref"]?.string == "#/components/schemas/Item2")
    #expect(item["properties"]?["own"]?["$ref"]?.string == "#/components/schemas/Item")
    #expect(item["properties"]?["$ref"]?["type"]?.string == "string")
    #expect(
      item["discriminator"]?["mapping"]?.members.map(\.value.string) == [
        "#/components/schemas/Item2", "Other", "#/components/schemas/Item",
      ])
    #expect(item["example"]?["$ref"]?.string == "nothing.yaml" && root["x-data"]?["$ref"]?.string == "nothing.yaml")
    #expect(root["components"]?["x-more"]?[0]?.integer == 1)
    #expect(bundle.problems.map(\.location.line) == [5])
    #expect(bundle.problems.first?.detail.contains("'lost.yaml#/R'") == true)
  }

  @Test func theBundleCompilesToTheSameOperations() throws {
    let bundle = try DocumentBundle(Self.main, options: Self.options(Self.files))
    let whole = try Contract(compiling: [Self.main], options: Self.options(Self.files))
    let single = try Contract(compiling: [SourceText(name: "bundle.json", bytes: bundle.bytes)])
    #expect(single.operations.map(\.reference) == whole.operations.map(\.reference))
    for body in [#"{"next": {"size": 3, "own": 5}}"#, #"{"next": {"own": 6}}"#, #"{"size": "x"}"#, "[]"] {
      let bytes = Array(body.utf8)
      #expect(
        try single.response("GET /items", status: 200).accepts(bytes)
          == whole.response("GET /items", status: 200).accepts(bytes))
    }
    let again = try DocumentBundle(SourceText(name: "bundle.json", bytes: bundle.bytes))
    #expect(again.bytes == bundle.bytes)
  }

  @Test func swaggerHasItsSectionsAtTheRoot() throws {
    let main = SourceText(
      "main.yaml",
      """
      swagger: '2.0'
      paths: {/a: {get: {responses: {'200': {description: d, schema: {$ref: 'shared.yaml#/Item'}}}}}}
      """)
    let files = ["shared.yaml": "Item: {type: object, properties: {n: {$ref: '#/Item'}}}\n"]
    let bundle = try DocumentBundle(main, options: Self.options(files))
    let root = try JSONDocument(SourceText(name: "bundle.json", bytes: bundle.bytes)).root
    #expect(root["definitions"]?["Item"]?["properties"]?["n"]?["$ref"]?.string == "#/definitions/Item")
    #expect(bundle.problems.isEmpty)
  }

  @Test func pathItemsThatLeadToEachOtherAreAnError() {
    let files = [
      "a.yaml": "get: {callbacks: {c: {'{$url}': {$ref: a.yaml}}}, responses: {'204': {description: d}}}\n"
    ]
    let main = SourceText("main.yaml", "openapi: 3.0.3\npaths: {/a: {$ref: a.yaml}}\n")
    let error = #expect(throws: ContractError.self) { try DocumentBundle(main, options: Self.options(files)) }
    #expect(error?.detail.contains("lead to each other") == true)
  }

  @Test(
    .enabled(if: Repository.specs != nil),
    arguments: [("cohere.openapi.yml", [23225, 23226]), ("anthropic.openapi.yml", [])])
  func vendorsDocumentsStayWhatTheyAre(name: String, lost: [Int]) throws {
    let file = try #require(Repository.specs).appending(path: name)
    let source = SourceText(name: name, bytes: try Repository.bytes(of: file))
    let bundle = try DocumentBundle(source)
    // The vendor's mistakes are in docs/vendor-mistakes.md.
    #expect(bundle.problems.map(\.location.line) == lost)
    let single = try Contract(compiling: [SourceText(name: name, bytes: bundle.bytes)])
    let whole = try Contract(compiling: [source])
    #expect(single.operations.map(\.reference) == whole.operations.map(\.reference))
    #expect(single.operations.map(\.id) == whole.operations.map(\.id))
  }

  @Test func overlaysChangeWhatIsBundled() throws {
    var options = Self.options(Self.files)
    options.overlays = [
      SourceText(
        "fixes.yaml",
        """
        overlay: 1.1.0
        info: {title: t, version: '1'}
        actions:
          - target: $.components.schemas.Item
            update: {maximum: 7, properties: {lost: {$ref: 'gone.yaml'}}}
          - target: $.Item
            update: {description: corrected}
          - target: $.nothing
            remove: true
        """)
    ]
    let bundle = try DocumentBundle(Self.main, options: options)
    let root = try JSONDocument(SourceText(name: "bundle.json", bytes: bundle.bytes)).root
    let schemas = try #require(root["components"]?["schemas"])
    #expect(schemas["Item"]?["maximum"]?.integer == 7)
    #expect(schemas["Item2"]?["description"]?.string == "corrected")
    // What is wrong in the overlay is found there, what is wrong in the document in the document.
    let places = bundle.notices.map { "\($0.source ?? ""):\($0.position.line)" }
    #expect(places.sorted() == ["fixes.yaml:5", "fixes.yaml:8", "main.yaml:5"])
  }
}

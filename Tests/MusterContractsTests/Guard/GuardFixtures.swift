import Muster
import MusterContracts
import MusterDocuments
import Synchronization

/// The contract and bodies that the guard's tests use.
enum GuardFixtures {
  static let document = """
    openapi: 3.0.3
    info: {title: Items, version: '1'}
    servers: [{url: 'https://api.example.com/v1/'}, {url: 'http://{host}/{stage}/v1'}]
    paths:
      /items/{id}:
        put:
          operationId: putItem
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer}}
          requestBody:
            content:
              application/json:
                schema:
                  {type: object, additionalProperties: false, properties: {name: {type: string}}}
          responses:
            '200':
              description: d
              content:
                application/json:
                  schema:
                    type: object
                    required: [id]
                    additionalProperties: false
                    properties:
                      id: {type: integer}
                      token: {type: string, maxLength: 4}
                      tags:
                        type: array
                        items: {type: object, additionalProperties: false, properties: {name: {type: string}}}
                text/csv: {}
                application/vnd.any+json: {}
            '204': {description: d}
            '202': {description: d}
        post:
          operationId: postItem
          requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
          responses: {default: {description: d, content: {application/json: {schema: {type: object}}}}}
      /items/mine:
        put: {operationId: putMine, responses: {'204': {description: d}}}
        head: {operationId: headMine, responses: {'200': {description: d, content: {application/json: {schema: {}}}}}}
      /items/{id}.json:
        put: {operationId: putFile, responses: {'204': {description: d}}}
      /tree:
        get:
          operationId: getTree
          responses:
            '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
      /form:
        get:
          operationId: getForm
          responses:
            '200':
              description: d
              content:
                application/json:
                  schema:
                    oneOf:
                      - type: object
                        required: [kind, x]
                        additionalProperties: false
                        properties: {kind: {type: string, enum: [a]}, x: {type: integer}}
                      - type: object
                        required: [kind, y]
                        additionalProperties: false
                        properties: {kind: {type: string, enum: [b]}, y: {type: string}}
    components:
      schemas:
        Node:
          oneOf:
            - {type: object, properties: {a: {$ref: '#/components/schemas/Node'}, n: {type: integer}, l: {$ref: '#/components/schemas/List'}}}
            - {type: object, properties: {a: {$ref: '#/components/schemas/Node'}, n: {type: string}}}
        List: {type: array, items: {anyOf: [\((1...20).reversed().map { "{minimum: \($0)}" }.joined(separator: ", "))]}}

    """

  static func contract() throws -> Contract {
    try Contract(compiling: [SourceText("items.yaml", document)])
  }

  static func response(
    _ body: String, status: Int = 200, mediaType: String? = "application/json"
  ) -> ResponseGuard.Response {
    ResponseGuard.Response(status: status, mediaType: mediaType, body: Array(body.utf8))
  }

  static func request(
    _ method: String, _ url: String, _ body: String = "", mediaType: String? = "application/json"
  ) -> ResponseGuard.Request {
    ResponseGuard.Request(method: method, url: url, mediaType: mediaType, body: Array(body.utf8))
  }

  static let right = #"{"id": 7, "tags": [{"name": "a"}]}"#
  static let wrong = #"{"id": "x"}"#
  static let added = #"{"id": 7, "tags": [{"name": "a", "colour": "red"}, {"colour": 1}]}"#
}

/// Keeps what a handler is told.
final class Told: Sendable {
  private let violations = Mutex<[Violation]>([])

  var all: [Violation] { violations.withLock { $0 } }
  var rules: [Rule] { all.map(\.rule) }

  func add(_ violation: Violation) { violations.withLock { $0.append(violation) } }
}

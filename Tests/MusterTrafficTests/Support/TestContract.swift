import Muster
import MusterContracts
import MusterDocuments

@testable import MusterTraffic

/// A contract with one of each thing that a rule looks at.
enum TestContract {
  static let items = contract(
    vendor: "items",
    """
    openapi: 3.1.0
    info: {title: Items, version: '1'}
    servers:
      - url: https://api.items.dev/v2
      - url: https://{region}.items.dev/v2
    paths:
      /items/{id}:
        parameters:
          - {name: id, in: path, required: true, schema: {type: integer}}
        get:
          operationId: getItem
          responses:
            '200':
              description: d
              content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
            '404':
              description: d
              content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
        put:
          operationId: putItem
          requestBody:
            required: true
            content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
          responses:
            '200':
              description: d
              content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
            4XX:
              description: d
              content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
        delete:
          operationId: deleteItem
          deprecated: true
          responses:
            '204': {description: d}
      /items/mine:
        get:
          operationId: getMine
          responses:
            '200':
              description: d
              content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}}
            '403':
              description: d
              content:
                application/json:
                  schema:
                    type: object
                    required: [statusCode]
                    properties: {statusCode: {const: 403}, ok: {enum: [false]}}
      /items/{id}/notes:
        parameters:
          - {name: id, in: path, required: true}
        post:
          operationId: addNote
          requestBody:
            content:
              application/json: {schema: {type: object}}
              text/plain: {schema: {type: string}}
          responses:
            '201': {description: d}
            '200':
              description: d
              content: {application/json: {}}
      /exports/{name}.csv:
        get:
          operationId: export
          responses:
            '200':
              description: d
              content: {text/csv: {}}
    components:
      schemas:
        Item:
          type: object
          additionalProperties: false
          required: [id, status]
          properties:
            id: {type: integer}
            status: {type: string, enum: [active, archived]}
            name: {type: string, maxLength: 8}
            token: {type: string, maxLength: 4}
            parts: {type: array, items: {type: object, required: [size], properties: {size: {type: integer}}}}
            hidden: {type: string, maxLength: 4, writeOnly: true}
            success: {type: boolean}
        Problem:
          type: object
          required: [statusCode, message]
          properties:
            statusCode: {type: integer, enum: [400, 404, 422]}
            message: {type: string}
    """)

  static func contract(vendor: String, _ yaml: String) -> Contract? {
    try? Contract(compiling: [SourceText(name: "\(vendor).yaml", bytes: Array(yaml.utf8))], vendor: vendor)
  }
}

extension Exchange {
  /// An exchange as tests write it.
  static func of(
    _ method: String, _ url: String, request: String? = nil, requestType: String? = "application/json",
    status: Int = 200, response: String? = nil, responseType: String? = "application/json", index: Int = 0
  ) -> Exchange {
    Exchange(
      place: ExchangePlace(recording: "test", index: index),
      request: Request(
        method: method, url: url, headers: fields(request == nil ? nil : requestType), body: body(request)),
      response: Response(
        status: status, headers: fields(response == nil ? nil : responseType), body: body(response)))
  }

  private static func fields(_ type: String?) -> HeaderFields {
    HeaderFields(type.map { [(name: "Content-Type", value: $0)] } ?? [])
  }

  private static func body(_ text: String?) -> MessageBody {
    text.map { MessageBody(.bytes(Array($0.utf8))) } ?? .none
  }
}

extension TrafficLinter {
  /// The report about one exchange and the contract of the tests.
  static func report(
    _ exchange: Exchange, options: LintOptions = .init()
  ) -> LintReport {
    var linter = TrafficLinter(contracts: TestContract.items.map { [$0] } ?? [], options: options)
    linter.add(exchange)
    return linter.report()
  }
}

extension LintReport {
  /// The findings as `rule pointer` in the order of the report.
  var summary: [String] {
    findings.map { finding in
      finding.rule.id + (finding.instance.map { " \($0.tokens.isEmpty ? "#" : $0.description)" } ?? "")
    }
  }

  /// The ledger as `part verdict`, for each part that was not checked and right.
  var rows: Set<String> {
    Set(
      ledger.entries.compactMap { entry in
        switch entry.verdict {
        case .checked: entry.failures > 0 ? "\(entry.part.rawValue) failed" : nil
        case .skipped(let reason): "\(entry.part.rawValue) \(reason.code)"
        case .undocumented: "\(entry.part.rawValue) undocumented"
        }
      })
  }
}

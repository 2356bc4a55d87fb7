import Foundation
import Muster
import MusterContracts
import MusterDocuments
import MusterTesting
import Testing

/// What the tests check payloads with.
enum Fixtures {
  static let document = """
    openapi: 3.1.0
    info: {title: Items, version: '1'}
    servers: [{url: 'https://items.example.com'}]
    paths:
      /items/{id}:
        put:
          operationId: putItem
          requestBody:
            content:
              application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}
          responses:
            '200':
              description: d
              content:
                application/json:
                  schema:
                    type: object
                    required: [id, created]
                    additionalProperties: false
                    properties:
                      id: {type: integer}
                      created: {type: string, format: date-time}
                      token: {type: string, maxLength: 4}
                      tags: {type: array, items: {type: string}}
            '202': {description: d, content: {text/csv: {}}}
            '203': {description: d, content: {application/json: {}}}
            '204': {description: d}

    """

  static func contract() throws -> Contract {
    try Contract(compiling: [SourceText(name: "items.yaml", bytes: Array(document.utf8))])
  }

  static func response(_ status: Int = 200) throws -> BodyRule { try contract().response("putItem", status: status) }

  static let valid = #"{"id": 7, "created": "2025-11-07T05:31:56Z"}"#

  /// What an issue says.
  static func text(of issue: Testing.Issue) -> String { issue.comments.map(\.rawValue).joined(separator: "\n") }

  /// The lines of what an issue says.
  static func lines(of issue: Testing.Issue) -> [String] { text(of: issue).components(separatedBy: "\n") }

  /// What a failing expectation is known to say, and where.
  static func says(_ parts: String..., line: Int) -> @Sendable (Testing.Issue) -> Bool {
    { issue in
      let text = text(of: issue)
      let isHere =
        issue.sourceLocation?.line == line
        && issue.sourceLocation?.fileID.hasPrefix("MusterTestingTests/") == true
      return isHere && parts.allSatisfy { text.contains($0) }
    }
  }
}

/// A vendor's OpenAPI document with any number of operations, as large to each as vendors' are.
enum APIDocument {
  static func text(operations: Int) -> String {
    var paths: [String] = []
    var schemas: [String] = []
    for number in 0..<operations {
      paths.append(
        """
          /items\(number)/{id}:
            put:
              operationId: update\(number)
              summary: Update the item number \(number)
              parameters:
                - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
                - {name: dryRun, in: query, schema: {type: boolean}}
              requestBody:
                content: {application/json: {schema: {$ref: '#/components/schemas/Update\(number)'}}}
              responses:
                '200':
                  description: The item.
                  content: {application/json: {schema: {$ref: '#/components/schemas/Item\(number)'}}}
                '404':
                  description: There is none.
                  content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
        """)
      schemas.append(
        """
            Item\(number):
              type: object
              required: [id, createdAt]
              additionalProperties: false
              properties:
                id: {type: string, format: uuid}
                name: {type: string, maxLength: 64, description: What people call the item number \(number)}
                createdAt: {type: string, format: date-time}
                state: {type: string, enum: [new, open, closed, 'archived \(number)']}
                labels: {type: array, items: {type: string, pattern: '^[a-z][a-z0-9-]*$'}}
                parent: {oneOf: [{$ref: '#/components/schemas/Item\(number / 2)'}, {type: 'null'}]}
            Update\(number):
              type: object
              properties:
                name: {type: string, maxLength: 64}
                state: {type: string, enum: [open, closed]}
        """)
    }
    return """
      openapi: 3.1.0
      info: {title: Items, version: '1'}
      servers: [{url: 'https://api.example.com/v1'}]
      paths:
      \(paths.joined(separator: "\n"))
      components:
        schemas:
          Problem:
            type: object
            required: [title]
            properties: {title: {type: string}, status: {type: integer, minimum: 100, maximum: 599}}
      \(schemas.joined(separator: "\n"))

      """
  }

  /// A right response of each operation.
  static let body = """
    {"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","name":"deploy","createdAt":"2025-11-07T05:31:56Z","state":"open",\
    "labels":["a-b","c"],"parent":{"id":"0b4b5d0e-93f4-4a3e-b6b4-2c8c8a9f3b42","createdAt":"2025-11-07T05:31:56Z"}}
    """
}

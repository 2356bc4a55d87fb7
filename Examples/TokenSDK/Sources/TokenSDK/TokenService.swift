/// What the service documents.
enum TokenService {
  static let document = """
    openapi: 3.1.0
    info: {title: Tokens, version: '1'}
    paths:
      /v1/tokens/{id}:
        patch:
          operationId: renameToken
          parameters:
            - {name: id, in: path, required: true, schema: {type: string, maxLength: 36}}
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  type: object
                  required: [name]
                  additionalProperties: false
                  properties:
                    name: {type: string, minLength: 1}
          responses:
            '200':
              description: The token.
              content:
                application/json:
                  schema:
                    type: object
                    required: [id, name, uses]
                    additionalProperties: false
                    properties:
                      id: {type: string}
                      name: {type: string}
                      uses: {type: integer, minimum: 0}

    """
}

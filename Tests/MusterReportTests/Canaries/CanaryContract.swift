import Muster
import MusterContracts
import MusterDocuments

/// A contract with a place for each kind of finding that is about a value.
enum CanaryContract {
  static let contract: Contract? = try? Contract(
    compiling: [SourceText(name: "places.yaml", bytes: Array(yaml.utf8))], vendor: "places")

  private static let yaml = #"""
    openapi: 3.1.0
    info: {title: Places, version: '1'}
    servers: [{url: 'https://api.places.dev/base'}]
    paths:
      /things/{id}:
        parameters:
          - {name: id, in: path, required: true, schema: {type: integer}}
          - {name: page, in: query, schema: {type: integer}}
          - {name: sort, in: query, schema: {enum: [up, down]}}
          - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object, additionalProperties: {type: integer}}}
          - {name: X-Trace, in: header, schema: {type: string, maxLength: 4}}
          - {name: theme, in: cookie, schema: {enum: [light, dark]}}
        get:
          operationId: getThing
          responses:
            '200':
              description: d
              headers: {X-Rate: {schema: {type: integer}}}
              content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
        put:
          operationId: putThing
          requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
          responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}
      /forms:
        post:
          operationId: postForm
          requestBody:
            content:
              application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Form'}}
              multipart/form-data: {schema: {$ref: '#/components/schemas/Form'}}
              application/xml: {schema: {$ref: '#/components/schemas/Form'}}
              application/jsonl: {itemSchema: {$ref: '#/components/schemas/Form'}}
          responses:
            '200':
              description: d
              content:
                text/event-stream: {itemSchema: {type: object, properties: {data: {type: string, maxLength: 1}}}}
                application/xml: {schema: {type: object}}
    components:
      schemas:
        Thing:
          type: object
          properties:
            short: {type: string, maxLength: 2}
            number: {type: integer, maximum: 5}
            quoted: {type: string, pattern: "^it's$"}
            state: {enum: [open, closed]}
            apiKey: {enum: ["zz_test_abcdef12", "+49 0000 0000", "Abcdefg Abcdef-Abcdef"]}
            fixed: {const: always}
            date: {type: string, format: date-time}
            mail: {type: string, format: email}
            link: {type: string, format: uri}
            uuid: {type: string, format: uuid}
            encoded: {type: string, contentEncoding: base64, contentMediaType: application/json}
            map: {type: object, additionalProperties: {type: integer}}
            named: {type: object, propertyNames: {pattern: '^x'}}
            listed: {type: object, propertyNames: {enum: [alpha, beta]}}
            patterned: {type: object, patternProperties: {'^x-': {type: integer}}, additionalProperties: false}
            openPatterned: {type: object, patternProperties: {'^x-': {type: integer}}}
            closed: {type: object, properties: {a: {}}, additionalProperties: false}
            rest: {type: object, allOf: [{properties: {a: {}}}], unevaluatedProperties: false}
            unique: {type: array, uniqueItems: true}
            forbidden: {not: {type: string, minLength: 3}}
            either: {anyOf: [{type: integer}, {type: object, required: [a]}]}
            pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
            hidden: {type: string, writeOnly: true, maxLength: 1}
            secret: {type: string, format: password, maxLength: 1}
            credentials: {type: object, properties: {a: {type: integer}}}
            dependent: {type: object, properties: {a: {}}, dependentRequired: {a: [b]}}
        Cat: {type: object, required: [kind], properties: {kind: {type: string}, a: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}, a: {type: string}}}
        Form:
          type: object
          additionalProperties: false
          properties:
            count: {type: integer}
            name: {type: string, maxLength: 2}
            file: {type: string, format: binary, maxLength: 1}
            tags: {type: object, additionalProperties: {type: integer}}
    """#
}

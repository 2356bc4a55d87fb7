import Muster
import MusterContracts
import MusterDocuments
import Testing

@Suite("Payloads from examples")
struct ExamplePayloadTests {
  private static let document = """
    openapi: 3.1.0
    info: {title: Parcels, version: '1'}
    paths:
      /parcels:
        post:
          operationId: create
          requestBody:
            content:
              application/json:
                schema: {$ref: '#/components/schemas/New'}
                examples:
                  small: {value: {recipient: Ada, grams: 1}}
                  wrong: {value: {recipient: Ada, grams: none}}
                  large: {value: {recipient: Grace, grams: 30000}}
          responses:
            '201':
              description: d
              content: {application/json: {schema: {$ref: '#/components/schemas/Parcel'}}}
            '202': {description: d, content: {text/csv: {}}}
            '204': {description: d}
            4XX:
              description: d
              content:
                application/json:
                  schema: {type: object, required: [message], properties: {message: {type: string, example: 'no'}}}
            5XX:
              description: d
              content: {application/json: {schema: {type: string, pattern: '^E-[0-9]{4}$'}}}
    components:
      schemas:
        New:
          type: object
          required: [recipient, grams]
          properties: {recipient: {type: string}, grams: {type: integer}}
        Parcel:
          type: object
          required: [id, state, weight, stops, accepted, size, label, isFragile, other]
          properties:
            id: {type: string, format: uuid}
            state: {enum: [accepted, moving]}
            weight: {type: number, exclusiveMinimum: 2.5, multipleOf: 0.5}
            stops: {type: array, minItems: 2, items: {type: string, minLength: 6}}
            accepted: {type: string, format: date-time}
            size: {oneOf: [{type: string, pattern: '^[0-9]+cm$'}, {type: integer, maximum: -3}]}
            label: {type: [string, 'null'], maxLength: 3}
            isFragile: {type: boolean}
            note: {type: string}
    """

  private func payloads() throws -> ExamplePayloads {
    try ExamplePayloads(compiling: [SourceText(name: "parcels.yaml", bytes: Array(Self.document.utf8))])
  }

  @Test func examplesThatPassAreGiven() throws {
    let requests = try payloads().requests(of: "create")
    #expect(
      requests.map(\.name) == [
        "the request of create: the document's example 'small'",
        "the request of create: the document's example 'large'",
      ])
    #expect(requests.map(\.mediaType) == ["application/json", "application/json"])
    guard case .document(let place)? = requests.first?.origin else {
      Testing.Issue.record("the example has no place")
      return
    }
    #expect(place.pointer.hasSuffix("/examples/small/value"))
    #expect(place.line == 12)
    #expect(try payloads().request("POST /parcels").bytes == requests.first?.bytes)
  }

  @Test func examplesOfPartsArePutTogether() throws {
    let payload = try payloads().response("create", status: 404)
    #expect(payload.text == #"{"message": "no"}"#)
    #expect(payload.origin == .assembled)
  }

  @Test func aStandInPasses() throws {
    let payloads = try payloads()
    let all = try payloads.responses(of: "create", status: 201)
    let payload = try #require(all.first)
    #expect(all.count == 1)
    #expect(payload.origin == .standIn)
    #expect(payload.name == "response 201 of create: a stand-in")
    #expect(try payloads.contract.response("create", status: 201).accepts(payload.bytes.span))
    #expect(
      payload.text == """
        {"id": "00000000-0000-4000-8000-000000000000", "state": "accepted", "weight": 3.5, "stops": ["textxx", "textxx"], \
        "accepted": "2025-01-01T00:00:00Z", "size": -3, "label": "tex", "isFragile": true, "other": "text"}
        """)
    // The same document gives the same stand-in.
    #expect(try self.payloads().response("create", status: 201) == payload)
  }

  @Test(arguments: [
    (200, "the document has no such status, only 201, 202, 204, 4XX, 5XX"),
    (202, "text/csv is not JSON, and payloads are only made of JSON"), (204, "the document gives it no content"),
    (500, "the document has no example that passes, and no stand-in could be made; give the document an example"),
  ])
  func whatHasNoneSaysWhy(status: Int, reason: String) throws {
    let payloads = try payloads()
    do {
      _ = try payloads.response("create", status: status)
      Testing.Issue.record("there is a payload")
    } catch {
      #expect(error.code == .noExample)
      #expect(error.source == "parcels.yaml")
      #expect(error.detail == "there is no payload for response \(status) of create: \(reason)")
    }
  }

  @Test func anOperationThatIsNotThereSaysWhatIs() throws {
    let payloads = try payloads()
    do {
      _ = try payloads.request("creat")
      Testing.Issue.record("there is a payload")
    } catch {
      #expect(error.code == .unknownOperation)
    }
  }
}

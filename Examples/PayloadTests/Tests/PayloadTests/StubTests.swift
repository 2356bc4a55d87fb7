import Foundation
import MusterContracts
import MusterDocuments
import MusterTesting
import Testing

/// Answers for a stub from the vendor's own examples.
@Suite struct StubTests {
  let payloads: ExamplePayloads

  init() throws {
    payloads = try ExamplePayloads(contentsOf: "Schemas/parcels")
  }

  @Test func theClientReadsEveryExample() throws {
    for payload in try payloads.responses(of: "createParcel", status: 201) {
      _ = try JSONDecoder().decode(Parcel.self, from: Data(payload.bytes))
    }
  }

  @Test func whatHasNoExampleHasAStandIn() throws {
    let payload = try payloads.request("createParcel")
    #expect(payload.origin == .standIn)
    try expectValid(payload, against: payloads.contract.request("createParcel"))
  }
}

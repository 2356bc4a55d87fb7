import Foundation
import MusterContracts
import MusterTesting
import Testing

/// What the code under test sends.
struct NewParcel: Encodable {
  var recipient: String
  var grams: Int
}

@Suite struct ParcelTests {
  let parcels: Contract

  init() throws {
    parcels = try Contract(contentsOf: "Schemas/parcels")
  }

  @Test func whatIsSentIsAsDocumented() throws {
    try expectValid(NewParcel(recipient: "Ada", grams: 250), against: parcels.request("createParcel"))
  }

  @Test func limitsAreThoseOfTheVendor() throws {
    let rule = try parcels.request("createParcel")
    expectInvalid(NewParcel(recipient: "Ada", grams: 0), against: rule, at: "/grams", keyword: "minimum")
    expectInvalid(NewParcel(recipient: "", grams: 1), against: rule, at: "/recipient", keyword: "minLength")
    expectInvalid("{}", against: rule, at: "", keyword: "required")
  }

  @Test func theStubAnswersAsTheVendorWould() throws {
    let stub = Data(
      """
      {"id": "7c0ff8a5-4f6b-4d43-8a76-1d8f4b9d2c11", "recipient": "Ada", "state": "moving",
       "accepted": "2025-11-07T05:31:56Z"}
      """.utf8)
    // A field that the vendor does not document would be a slip in the stub.
    try requireValid(stub, against: parcels.response("createParcel", status: 201), undocumented: .fails)
  }
}

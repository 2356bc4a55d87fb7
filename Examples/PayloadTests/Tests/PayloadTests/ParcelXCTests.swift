import MusterContracts
import MusterTesting
import XCTest

/// The same calls in XCTest.
final class ParcelXCTests: XCTestCase {
  func testRequest() throws {
    let parcels = try Contract(contentsOf: "Schemas/parcels")
    try expectValid(#"{"recipient": "Ada", "grams": 250}"#, against: parcels.request("createParcel"))
    try expectInvalid(
      #"{"recipient": "Ada", "grams": "250"}"#, against: parcels.request("createParcel"), at: "/grams",
      keyword: "type")
  }
}

import Foundation
import MusterContracts
import MusterTesting
import Testing

/// What the code under test gets.
struct Parcel: Codable {
  var id: UUID
  var recipient: String
  var state: String
  var accepted: String
}

/// Recorded payloads in files, against the contract that the suite gives.
@Suite(.contract("parcels")) struct FixtureTests {
  @Test func oneFile() throws {
    try expectValid(.file("Fixtures/parcels/accepted.json"), against: .response("createParcel", status: 201))
  }

  @Test func everyFileOfAFolder() throws {
    try expectValid(.folder("Fixtures/parcels"), against: .response("createParcel", status: 201))
  }

  @Test(arguments: try PayloadFile.all(in: "Fixtures/parcels"))
  func oneTestAFile(file: PayloadFile) throws {
    try requireValid(file, against: .response("createParcel", status: 201))
    _ = try JSONDecoder().decode(Parcel.self, from: Data(contentsOf: file.url))
  }

  @Test func aFailureNamesTheFile() throws {
    let rule = try Contract.current.response("createParcel", status: 201)
    withKnownIssue {
      expectValid(.file("Fixtures/lost-parcel.json"), against: rule, "parcels that were lost")
    } matching: { issue in
      let text = issue.comments.map(\.rawValue).joined()
      return text.contains("/id at Fixtures/lost-parcel.json:2:9: ") && text.hasSuffix("parcels that were lost")
    }
  }

  // MARK: Parts of a text

  @Test func partsOfAText() throws {
    let stream = #"data: {"recipient": "Ada", "grams": 250}"#
    let rule = try Contract.current.request("createParcel")
    expectValid(stream.dropFirst(6), against: rule)
    let bytes = Array(stream.utf8)
    expectValid(bytes[6...], against: rule)
    let part = bytes[6...]
    let isValid = expectValid(part.span, against: rule)
    #expect(isValid)
  }

  // MARK: What is shown

  @Test func whatWasEncodedIsShown() throws {
    let rule = try Contract.current.request("createParcel")
    withKnownIssue {
      expectValid(NewParcel(recipient: "", grams: 250), against: rule)
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("judged as JSON: {") }
    }
  }

  // MARK: Helpers of one's own

  private func expectParcel(_ text: String, sourceLocation: TestSourceLocation = #_sourceLocation) throws {
    try expectValid(text, against: .response("createParcel", status: 201), sourceLocation: sourceLocation)
  }

  @Test func aHelperFailsWhereItIsCalled() throws {
    let line = #line + 2
    try withKnownIssue {
      try expectParcel("{}")
    } matching: { issue in
      issue.sourceLocation?.line == line
    }
  }
}

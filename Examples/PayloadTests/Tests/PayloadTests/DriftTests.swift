import MusterContracts
import MusterTesting
import Testing

/// What a vendor sends beyond its documentation.
@Suite(.contract("parcels")) struct DriftTests {
  private let added = """
    {"id": "7c0ff8a5-4f6b-4d43-8a76-1d8f4b9d2c11", "recipient": "Ada", "state": "moving",
     "accepted": "2025-11-07T05:31:56Z", "depot": 4}
    """

  #if compiler(>=6.3)
  @Test func anAdditionIsAWarning() throws {
    let rule = try Contract.current.response("createParcel", status: 201)
    withKnownIssue {
      #expect(expectValid(added, against: rule))
    } matching: { issue in
      issue.severity == .warning
    }
  }
  #endif

  @Test func anAdditionIsAFailureOrNothing() throws {
    let rule = try Contract.current.response("createParcel", status: 201)
    expectInvalid(added, against: rule, at: "/depot", undocumented: .fails)
    expectValid(added, against: rule, undocumented: .ignored)
  }
}

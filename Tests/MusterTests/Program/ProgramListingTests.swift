import Testing

@testable import Muster

/// What schemas are compiled to, held against listings.
@Suite struct ProgramListingTests {
  @Test(arguments: Listing.all(beside: #filePath, extension: "program"))
  func listing(_ listing: Listing) throws {
    try listing.expect(Schema(listing.schema.utf8).program.listing)
  }
}

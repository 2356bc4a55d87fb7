import Testing

@testable import Muster

/// What plans decide beforehand, held against listings.
@Suite struct PlanListingTests {
  static let listings = Listing.all(beside: #filePath, extension: "plan")

  @Test func thereAreListings() {
    #expect(Self.listings.count >= 20)
  }

  @Test(arguments: listings)
  func listing(_ listing: Listing) throws {
    let program = try Schema(listing.schema.utf8).program
    let tracks = listing.says("tracks undocumented members")
    let parts = try #require(PlanBuilder.parts(of: program, tracksUndocumented: tracks))
    try listing.expect(parts.listing(program))
    // Nothing gets lost on the way into the fixed width.
    for operation in parts.operations.elements {
      let again = PlanOperation(packing: PlannedOperation(unpacking: operation))
      #expect(again.code == operation.code && again.flags == operation.flags)
      #expect(again.a == operation.a && again.value == operation.value)
    }
  }

  @Test func beyondTheLimitOfNestingBlocksAreCalled() throws {
    func listing(depth: Int) throws -> String {
      let text = (0..<depth).reduce(#"{"minLength": 2}"#) { schema, _ in "{\"not\": \(schema)}" }
      let program = try Schema(text.utf8).program
      return try #require(PlanBuilder.parts(of: program)).listing(program)
    }
    #expect(try !listing(depth: PlanBuilder.nestingLimit - 1).contains("callBlock"))
    #expect(try listing(depth: PlanBuilder.nestingLimit + 1).contains("callBlock"))
  }
}

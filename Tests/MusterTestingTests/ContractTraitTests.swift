import Foundation
import Muster
import MusterContracts
import MusterTesting
import Testing

@Suite("Contracts by trait")
struct ContractTraitTests {
  private static let body = """
    {"token": {"id": "7c0ff8a5", "identityId": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
     "createdAt": "2025-11-07T05:31:56Z", "updatedAt": "2025-11-07T05:31:56Z", "authMethod": "token-auth"}}
    """

  @Test(.contract("infisical")) func aTestHasItsContract() throws {
    #expect(try Contract.current.vendor == "infisical")
    try expectValid(Self.body, against: Contract.current.response("updateTokenAuthToken", status: 200))
    try expectValid(Self.body, against: .response("updateTokenAuthToken", status: 200))
    try expectInvalid(#"{"name": 7}"#, against: .request("updateTokenAuthToken"), at: "/name", keyword: "type")
  }

  @Test(.contract("infisical"), .contract("Schemas/cloudflare")) func aTestHasSeveral() throws {
    #expect(try Contract.current.vendor == "cloudflare")
    #expect(try Contract.current("infisical").vendor == "infisical")
    do {
      _ = try Contract.current("nobody")
      Testing.Issue.record("there is no such contract")
    } catch {
      #expect(error.code == .noContract)
      #expect(error.detail == "the test has no contract of 'nobody'; its traits give 'infisical', 'cloudflare'")
    }
  }

  @Test func aTestWithoutATraitHasNone() {
    do {
      _ = try Contract.current
      Testing.Issue.record("nothing gives a contract")
    } catch {
      #expect(error.code == .noContract)
      #expect(error.detail.hasPrefix("the test has no contract; give one by '@Test(.contract(\"NAME\"))'"))
    }
  }

  @Test func aContractThatIsNotThereFailsTheTest() async throws {
    let trait = ContractTrait.contract("Schemas/nobody")
    let test = try #require(Test.current)
    await #expect(throws: ContractError.self) { try await trait.prepare(for: test) }
    do {
      try await trait.prepare(for: test)
    } catch let error as ContractError {
      #expect(error.description == "Schemas/nobody: there is no such file or folder, or it cannot be read")
    }
  }

  @Suite("in a suite", .contract("infisical")) struct Inner {
    let contract: Contract

    init() throws { contract = try Contract.current }

    @Test(arguments: [200, 400]) func everyTestHasIt(status: Int) throws {
      #expect(try Contract.current.vendor == contract.vendor)
      try expectInvalid("[]", against: .response("updateTokenAuthToken", status: status))
    }

    @Test(.contract("Schemas/cloudflare")) func theNearestCounts() throws {
      #expect(contract.vendor == "cloudflare")
    }

    @Suite struct Innermost {
      @Test func aSuiteInsideHasItToo() throws { #expect(try Contract.current.vendor == "infisical") }
    }
  }
}

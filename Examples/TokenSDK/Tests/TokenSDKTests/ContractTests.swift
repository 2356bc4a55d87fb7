import Foundation
import Muster
import MusterContracts
import MusterDocuments
import Testing

@testable import TokenSDK

/// The contract that the SDK embeds is the one that its document compiles to.
@Suite struct ContractTests {
  @Test func theEmbeddedContractIsThatOfTheDocument() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let document = try Data(contentsOf: package.appending(path: "tokens.yaml"))
    let contract = try Contract(
      compiling: [SourceText(name: "tokens.yaml", bytes: Array(document))], vendor: "tokens")
    #expect(TokenService.contract == contract.encoded(), "compile tokens.yaml again: see Examples/README.md")
  }
}

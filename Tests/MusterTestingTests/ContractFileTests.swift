import Foundation
import Muster
import MusterContracts
import MusterTesting
import Testing

@Suite("Contracts from files")
struct ContractFileTests {
  @Test func readsACompiledContractOfAFolder() throws {
    let infisical = try Contract(contentsOf: "Schemas/infisical")
    let body = """
      {"token": {"id": "7c0ff8a5", "identityId": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
       "createdAt": "2025-11-07T05:31:56Z", "updatedAt": "2025-11-07T05:31:56Z", "authMethod": "token-auth"}}
      """
    try expectValid(body, against: infisical.response("updateTokenAuthToken", status: 200))
    try expectInvalid(
      body.replacing("T05:31:56Z", with: ""), against: infisical.response("updateTokenAuthToken", status: 200),
      at: "/token/createdAt", keyword: "format")
  }

  @Test(arguments: ["Schemas/infisical/contract.muster", "Schemas/infisical/update-token.md"])
  func readsAFile(path: String) throws {
    #expect(try Contract(contentsOf: path).operations.map(\.id) == ["updateTokenAuthToken"])
  }

  @Test func compilesTheSourcesOfAFolder() throws {
    try inFolder { folder in
      try Data(Fixtures.document.utf8).write(to: folder.appending(path: "items.yaml"))
      try Data("# Where this is from".utf8).write(to: folder.appending(path: "PROVENANCE.md"))
      let contract = try Contract(contentsOf: folder)
      #expect(contract.operations.map(\.id) == ["putItem"])
      #expect(contract.vendor == folder.lastPathComponent)
    }
  }

  @Test func whatCannotBeReadIsAClearError() throws {
    #expect(throws: ContractError.self) { try Contract(contentsOf: "Schemas/nobody") }
    do {
      _ = try Contract(contentsOf: "Schemas/nobody")
    } catch {
      #expect(error.code == .file)
      #expect("\(error)" == "Schemas/nobody: there is no such file or folder, or it cannot be read")
    }
    try inFolder { folder in
      do {
        _ = try Contract(contentsOf: folder)
      } catch let error as ContractError {
        #expect(error.code == .file)
        #expect(error.detail == "the folder has neither 'contract.muster' nor a page or document to compile")
      }
      try Data("MUSTER?".utf8).write(to: folder.appending(path: "contract.muster"))
      do {
        _ = try Contract(contentsOf: folder)
        Issue.record("a damaged contract was loaded")
      } catch let error as ContractError {
        #expect([.notAContract, .truncated].contains(error.code))
      }
    }
  }

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }
}

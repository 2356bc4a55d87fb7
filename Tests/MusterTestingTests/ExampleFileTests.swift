import Muster
import MusterContracts
import MusterDocuments
import MusterTesting
import Testing

@Suite("Payloads of a vendor's folder")
struct ExampleFileTests {
  @Test func payloadsComeFromTheDocumentsOfAFolder() throws {
    let payloads = try ExamplePayloads(contentsOf: "infisical")
    #expect(payloads.contract.vendor == "infisical")
    let all = try payloads.responses(of: "updateTokenAuthToken", status: 200)
    #expect(!all.isEmpty)
    #expect(payloads.contract.operations.first?.location.source.hasPrefix("Schemas/infisical/") == true)
    for payload in all {
      try expectValid(payload, against: Contract(contentsOf: "infisical").response("updateTokenAuthToken", status: 200))
    }
  }

  @Test func aFailureIsCalledWhatTheExampleIs() throws {
    let payload = try ExamplePayloads(contentsOf: "infisical").response("updateTokenAuthToken", status: 200)
    let schema = try Schema(#"{"type": "array"}"#.utf8)
    withKnownIssue {
      expectValid(payload, against: schema)
    } matching: {
      Fixtures.says("response 200 of updateTokenAuthToken: ", ": the payload is not valid", line: #line - 2)($0)
    }
  }

  @Test func aCompiledContractHasNone() {
    do {
      _ = try ExamplePayloads(contentsOf: "Schemas/infisical/contract.muster")
      Testing.Issue.record("a compiled contract keeps no examples")
    } catch {
      #expect(error.code == .file)
      #expect(error.detail.hasPrefix("a compiled contract keeps no examples; give the folder"))
    }
  }
}

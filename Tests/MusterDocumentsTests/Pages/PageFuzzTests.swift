import Muster
import Testing

@testable import MusterContracts
@testable import MusterDocuments

/// Pages cut and changed anywhere: a located error or a contract, never a trap, a hang or half a schema.
@Suite("Pages, cut and changed")
struct PageFuzzTests {
  @Test(arguments: Vendor.all)
  func aCutPageIsNeverHalfASchema(_ vendor: Vendor) throws {
    let source = try #require(vendor.sources().first)
    let whole = try #require(Contract(compiling: [source]).operations.first)
    var refused = 0
    let structure = Array("{}[]<>`\n".utf8)
    for count in 0..<source.bytes.count {
      guard count % 5 == 0 || structure.contains(source.bytes[count]) else { continue }
      let cut = SourceText(name: "cut", bytes: Array(source.bytes.prefix(count)))
      do throws(ContractError) {
        let documents = try PageReader(source: cut).documents()
        guard let document = documents.first else { continue }
        var reader = DocumentModelReader(
          document.json, uri: "muster:///x", library: DocumentLibrary(), document: 0, shape: .openAPI32)
        let operation = try reader.read().operations.first
        #expect(operation?.responses.map(\.status) == whole.responses.map(\.status), "cut at \(count)")
        #expect(operation?.parameters.map(\.name) == whole.parameters.map(\.name), "cut at \(count)")
        #expect(operation?.requestBody?.content.count == whole.requestBody?.content.count, "cut at \(count)")
      } catch {
        refused += 1
        #expect(error.source == "cut" && error.position != nil, "cut at \(count): \(error)")
      }
    }
    #expect(refused > 400)
  }

  @Test(arguments: Vendor.all)
  func aChangedPageEndsWell(_ vendor: Vendor) throws {
    let source = try #require(vendor.sources().first)
    var random = SplitMix(state: 5)
    let values = Array("{}[]\"'`<>:,/\\\n 0u$-#".utf8) + [0, 0xFF, 0xC3]
    for _ in 0..<150 {
      var bytes = source.bytes
      for _ in 0..<(1 + Int(random.next() % 3)) {
        bytes[Int(random.next() % UInt64(bytes.count))] = values[Int(random.next() % UInt64(values.count))]
      }
      do throws(ContractError) {
        let contract = try Contract(compiling: [SourceText(name: "changed", bytes: bytes)])
        for operation in contract.operations {
          for response in operation.responses {
            guard case .code(let status) = response.status else { continue }
            _ = try operation.response(status: status).check(Array("{}".utf8))
          }
        }
      } catch {
        #expect(error.source == "changed" && !error.detail.isEmpty, "\(error)")
      }
    }
  }

  @Test(arguments: ["{", "[", "<MethodEndpoint a={", "/x\nput\n[", "/x\nput\n{\"a\":", "```json\n{\"openapi\":["])
  func deepNestingEndsWell(start: String) {
    for filler in ["{", "[", "{\"a\":", "(", "'"] {
      let text = start + String(repeating: filler, count: 100_000)
      #expect(throws: ContractError.self) { try Contract(compiling: [SourceText("deep", text)]) }
    }
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }
}

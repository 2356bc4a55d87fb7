import Foundation
import Muster
import MusterContracts
import MusterDocuments
import Testing

@Suite("Vendors' schemas")
struct SchemasTests {
  @Test func thereAreVendors() {
    #expect(Vendor.all.count >= 4)
  }

  /// With `MUSTER_RECORD=1` in the environment the compiled contracts are written instead.
  @Test(arguments: Vendor.all)
  func recompilingGivesTheCommittedBytes(_ vendor: Vendor) throws {
    let contract = try Contract(compiling: vendor.sources(), vendor: vendor.name)
    let bytes = contract.encoded()
    if ProcessInfo.processInfo.environment["MUSTER_RECORD"] == "1" {
      try Data(bytes).write(to: vendor.contractFile)
    }
    #expect(try Repository.bytes(of: vendor.contractFile) == bytes, "\(vendor.name): compile it again")
    let loaded = try Contract(compiled: bytes)
    try loaded.verify()
    #expect(loaded.encoded() == bytes)
    #expect(loaded.vendor == vendor.name)
    #expect(loaded.operations.map(\.reference) == contract.operations.map(\.reference))
  }

  @Test(arguments: Vendor.all)
  func hasProvenance(_ vendor: Vendor) throws {
    let text = String(
      decoding: try Repository.bytes(of: vendor.folder.appending(path: "PROVENANCE.md")), as: UTF8.self)
    for word in ["Vendor", "Page", "Form", "Declared version", "Left out"] {
      #expect(text.contains(word), "\(vendor.name): nothing about \(word)")
    }
  }
}

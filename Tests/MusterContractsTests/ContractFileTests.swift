import Muster
import Testing

@testable import MusterContracts

@Suite("Compiled contracts")
struct ContractFileTests {
  static let small = SourceText(
    "small.json",
    """
    {"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {"/x/{id}": {"put": {"operationId": "x",
    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string", "maxLength": 4}}],
    "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["a"]}}}},
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"enum": [1, "b"]}}}},
    "4XX": {"description": "d"}}, "security": [{"key": []}]}}}}
    """)

  /// Reads the bytes, and uses what was read if anything was.
  private func outcome(_ bytes: [UInt8]) -> Result<Contract, ContractError> {
    do throws(ContractError) {
      let contract = try Contract(compiled: bytes)
      try contract.verify()
      for operation in contract.operations { _ = try operation.request(media: nil).check(Array("{}".utf8)) }
      return .success(contract)
    } catch {
      return .failure(error)
    }
  }

  @Test func twoCompilationsGiveTheSameBytes() throws {
    let first = try Contract(compiling: [Self.small], vendor: "v").encoded()
    let second = try Contract(compiling: [SourceText(name: "small.json", bytes: Self.small.bytes)], vendor: "v")
      .encoded()
    #expect(first == second)
    #expect(first.prefix(8).elementsEqual("MUSTER\r\n".utf8))
  }

  @Test func keepsEverything() throws {
    let contract = try Contract(compiling: [Self.small], vendor: "v")
    let loaded = try Contract(compiled: contract.encoded())
    #expect(loaded.storage.model.operations == contract.storage.model.operations)
    #expect(loaded.documents == contract.documents)
    #expect(loaded.notices == contract.notices)
    #expect(loaded.vendor == "v")
    #expect(loaded.encoded() == contract.encoded())
    let operation = try loaded.operation("x")
    #expect(
      operation.location == SourceLocation(source: "small.json", pointer: "/paths/~1x~1{id}/put", line: 1, column: 91))
    #expect(operation.security == [["key"]])
  }

  @Test func everyFlippedByteIsAnError() throws {
    let bytes = try Contract(compiling: [Self.small]).encoded()
    for index in bytes.indices {
      for flip in [0x01, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[index] ^= flip
        guard case .failure(let error) = outcome(changed) else {
          Issue.record("byte \(index) of \(bytes.count) was changed and nobody noticed")
          return
        }
        #expect(
          [.notAContract, .futureVersion, .pastVersion, .truncated, .checksum].contains(error.code),
          "\(index): \(error)")
      }
    }
  }

  @Test func everyCutIsAnError() throws {
    let bytes = try Contract(compiling: [Self.small]).encoded()
    for count in bytes.indices {
      guard case .failure(let error) = outcome(Array(bytes.prefix(count))) else {
        Issue.record("cut to \(count) of \(bytes.count) bytes and nobody noticed")
        return
      }
      #expect(error.code == (count == 0 ? .notAContract : .truncated), "\(count): \(error)")
    }
    #expect(throws: ContractError.self) { try Contract(compiled: bytes + [0]) }
  }

  /// A file with a right checksum around wrong contents is what a forger would make: an error or a contract, never a trap.
  @Test func everyForgedByteEndsWell() throws {
    let bytes = try Contract(compiling: [Self.small]).encoded()
    var refused = 0
    for index in ContractFile.headerSize..<bytes.count {
      for value in [0, 1, 0x7F, 0xFF] as [UInt8] where bytes[index] != value {
        var changed = bytes
        changed[index] = value
        let sum = ContractFile.checksum(changed)
        for place in 0..<8 { changed[24 + place] = UInt8(truncatingIfNeeded: sum >> UInt64(place * 8)) }
        if case .failure(let error) = outcome(changed) {
          refused += 1
          #expect(error.code == .malformed, "\(index): \(error)")
        }
      }
    }
    #expect(refused > 0)
  }

  /// An operation that cannot be decoded is broken, and says so; the others are as they were.
  @Test func aSpoiltOperationIsBroken() throws {
    let two = SourceText(
      "two.json",
      """
      {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {
      "/a": {"get": {"operationId": "a", "responses": {"200": {"description": "d"}}}},
      "/b": {"get": {"operationId": "b", "responses": {"200": {"description": "d"}}}}}}
      """)
    var bytes = try Contract(compiling: [two]).encoded()
    let rows = try ContractFile(bytes).section(.operations).lowerBound + 4
    // Where the second operation's record begins: after the numbers of its id, its method and its path.
    for place in 0..<4 { bytes[rows + 20 + 12 + place] = 0xFF }
    let sum = ContractFile.checksum(bytes)
    for place in 0..<8 { bytes[24 + place] = UInt8(truncatingIfNeeded: sum >> UInt64(place * 8)) }
    let contract = try Contract(compiled: bytes)
    #expect(try contract.operation("a").response(status: 200).absence == .noContent)
    let spoilt = try contract.operation("b")
    #expect(spoilt.reference == "GET /b")
    #expect(spoilt.brokenParts.map(\.part.code) == [.malformed])
    let error = #expect(throws: ContractError.self) { try spoilt.response(status: 200) }
    #expect(error?.code == .brokenPart)
    #expect(throws: ContractError.self) { try contract.verify() }
  }

  @Test func saysWhichKindOfWrongItIs() throws {
    let bytes = try Contract(compiling: [Self.small]).encoded()
    func code(_ bytes: [UInt8]) -> ContractError.Code? {
      if case .failure(let error) = outcome(bytes) { error.code } else { nil }
    }
    var future = bytes
    future[8] = UInt8(ContractFile.version) + 1
    #expect(code(future) == .futureVersion)
    var past = bytes
    past[8] = 2
    #expect(code(past) == .pastVersion)
    #expect(code(Array(bytes.prefix(bytes.count / 2))) == .truncated)
    var edited = bytes
    edited[bytes.count - 1] ^= 1
    #expect(code(edited) == .checksum)
    #expect(code(Array("{}".utf8)) == .notAContract)
    #expect(code([]) == .notAContract)
  }

  /// Documents whose operations have no body at all, or none whose schema is sound.
  @Test func aContractWithoutSchemasLoads() throws {
    let source = SourceText(
      "api.yaml", "openapi: 3.0.3\npaths:\n  /x: {get: {responses: {'204': {description: d}}}}\n")
    let contract = try Contract(compiled: Contract(compiling: [source]).encoded())
    try contract.verify()
    #expect(try contract.response("GET /x", status: 204).accepts([]))
    #expect(try !contract.response("GET /x", status: 204).accepts(Array("5".utf8)))
  }
}

import Muster
import MusterDocuments
import Synchronization
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
        ContractFile.seal(&changed)
        if case .failure(let error) = outcome(changed) {
          refused += 1
          #expect(error.code == .malformed, "\(index): \(error)")
        }
      }
    }
    #expect(refused > 0)
  }

  /// A contract of many operations, each with a schema that can be null under one of the readings.
  private static func many(_ count: Int) throws -> Contract {
    let operations = (0..<count).map { number in
      """
      "/p\(number)": {"post": {"operationId": "o\(number)", "requestBody": {"content": {"application/json": {"schema":
      {"type": "object", "nullable": true, "properties": {"a\(number)": {"type": "string", "maxLength": \(number)}}}}}},
      "responses": {"200": {"description": "d"}}}}
      """
    }
    let text =
      #"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {"# + operations.joined(separator: ",")
    return try Contract(compiling: [SourceText("many.json", text + "}}")])
  }

  /// A contract of many operations is read only as far as one check needs it.
  @Test func readsWhatIsUsed() throws {
    let bytes = try Self.many(200).encoded()
    let read = Mutex<[Range<Int>]>([])
    func open() throws(ContractError) -> Contract {
      try Contract(compiledSize: bytes.count) { range in
        read.withLock { $0.append(range) }
        return Array(bytes[range])
      }
    }
    let contract = try open()
    let rule = try contract.request("o150")
    #expect(rule.check(Array(#"{"a150": "b"}"#.utf8)) == .valid)
    let sum = read.withLock { ranges in ranges.reduce(0) { $0 + $1.count } }
    #expect(sum < bytes.count / 3, "\(sum) of \(bytes.count) bytes")
    guard case .invalid(let issues) = rule.check(Array(#"{"a150": 1}"#.utf8)) else {
      Issue.record("a number is no string")
      return
    }
    #expect(issues.first?.schema?.source == "many.json")
    #expect(contract.encoded() == bytes)
    try contract.verify()
  }

  @Test func whatCannotBeReadIsAnError() throws {
    let bytes = try Self.many(40).encoded()
    let file = try ContractFile(.bytes(bytes))
    for section in file.sections where !section.range.isEmpty {
      for isGone in [true, false] {
        let spoilt = section.range.lowerBound + section.range.count / 2
        let contract: Contract
        do throws(ContractError) {
          contract = try Contract(compiledSize: bytes.count) { range in
            guard range.contains(spoilt) else { return Array(bytes[range]) }
            if isGone { return nil }
            var changed = Array(bytes[range])
            changed[spoilt - range.lowerBound] ^= 1
            return changed
          }
          try contract.verify()
          Issue.record("section \(section.kind) was not there and nobody noticed")
        } catch {
          #expect(error.code == (isGone ? .truncated : .checksum))
        }
      }
    }
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
    let rows = try ContractFile(.bytes(bytes)).section(.operations).range.lowerBound + 4
    // Where the second operation's record begins: after the numbers of its id, its method and its path.
    for place in 0..<4 { bytes[rows + 20 + 12 + place] = 0xFF }
    ContractFile.seal(&bytes)
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
    past[8] = 3
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

import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Contract files with right checksums whose rows name what they like: an error, at a cost that grows with the file.
@Suite("Contract files with forged rows")
struct HostileContractTests {
  private typealias Section = (kind: ContractFile.Kind, index: Int, bytes: [UInt8])

  private static func contract(operations count: Int, responses: Int = 1) throws -> Contract {
    let responses = (0..<responses).map { #""\#(200 + $0)": {"description": "d"}"# }.joined(separator: ",")
    let paths = (0..<count).map { #""/p\#($0)": {"get": {"operationId": "o\#($0)", "responses": {\#(responses)}}}"# }
    let text = #"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"#
    return try Contract(compiling: [SourceText("p.json", text + paths.joined(separator: ",") + "}}")])
  }

  /// The sections of a file, each with its own bytes.
  private static func sections(_ bytes: [UInt8]) throws -> [Section] {
    let file = try ContractFile(.bytes(bytes))
    return try file.sections.map { section in
      (try #require(ContractFile.Kind(rawValue: section.kind)), Int(section.index), Array(bytes[section.range]))
    }
  }

  private static func write(_ value: Int, at offset: Int, of bytes: inout [UInt8]) {
    for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (index * 8)) }
  }

  /// The rows of all operations name one large record.
  @Test func aRecordIsOneOperations() throws {
    var bytes = try Self.contract(operations: 50, responses: 40).encoded()
    let start = try ContractFile(.bytes(bytes)).section(.operations).range.lowerBound + 4
    let end = Int(ContractFile.word(bytes, at: start + 16))
    for row in 0..<50 {
      Self.write(0, at: start + row * StoredOperations.rowSize + 12, of: &bytes)
      Self.write(end, at: start + row * StoredOperations.rowSize + 16, of: &bytes)
    }
    ContractFile.seal(&bytes)
    let contract = try Contract(compiled: bytes)
    #expect(contract.operations.map(\.responses.count) == [40] + Array(repeating: 0, count: 49))
    #expect(contract.operations.dropFirst().allSatisfy { $0.brokenParts.map(\.part.code) == [.malformed] })
    let error = #expect(throws: ContractError.self) { try contract.verify() }
    #expect(error?.code == .malformed)
  }

  /// A row whose record begins late takes those with it that begin before its end, and no others.
  @Test func recordsAreInTheOrderOfTheirRows() throws {
    var bytes = try Self.contract(operations: 4).encoded()
    let start = try ContractFile(.bytes(bytes)).section(.operations).range.lowerBound + 4
    let last = ContractFile.word(bytes, at: start + 2 * StoredOperations.rowSize + 16)
    Self.write(Int(last), at: start + StoredOperations.rowSize + 12, of: &bytes)
    Self.write(Int(last), at: start + StoredOperations.rowSize + 16, of: &bytes)
    ContractFile.seal(&bytes)
    let contract = try Contract(compiled: bytes)
    #expect(contract.operations.map { $0.brokenParts.isEmpty } == [true, false, false, true])
  }

  /// Texts whose ends go up and down are all the same long one.
  @Test func textsDoNotOverlap() throws {
    let long = [UInt8](repeating: UInt8(ascii: "t"), count: 100_000)
    let count = 2_000
    var texts = ContractWriter()
    texts.write(count)
    for number in 0..<count { texts.write(number % 2 == 0 ? 0 : long.count) }
    texts.append(long)
    var notices = ContractWriter()
    notices.write(count / 2)
    for number in 0..<(count / 2) {
      notices.write(number * 2 + 1)
      notices.write(0)
      notices.write(false)
      for _ in 0..<3 { notices.write(1) }
      notices.write(0)
    }
    var model = ContractWriter()
    model.write(false)
    model.write(0)
    model.write(0)
    var operations = ContractWriter()
    operations.write(0)
    let contract = try Contract(
      compiled: ContractFile.encode([
        (.texts, 0, texts.bytes), (.model, 0, model.bytes), (.notices, 0, notices.bytes),
        (.operations, 0, operations.bytes),
      ]))
    let error = #expect(throws: ContractError.self) { try contract.verify() }
    #expect(error?.detail.contains("texts overlap") == true)
    #expect(contract.notices.isEmpty)
  }

  @Test func aSectionIsThereOnce() throws {
    var sections = try Self.sections(Self.contract(operations: 1).encoded())
    sections.append(try #require(sections.last))
    let error = #expect(throws: ContractError.self) { try Contract(compiled: ContractFile.encode(sections)) }
    #expect(error?.code == .malformed)
  }

  /// Many documents whose programs lie in one section, each with origins of its own.
  @Test func documentsDoNotShareAProgramWithoutEnd() throws {
    let bytes = try Self.contract(operations: 1).encoded()
    let kept = try Self.sections(bytes).filter { $0.kind != .program && $0.kind != .origins }
    let document = try #require(kept.firstIndex { $0.kind == .model })
    let model = kept[document].bytes
    // No vendor, and the record of one document, which is repeated.
    try #require(model.prefix(5) == [0, 1, 0, 0, 0])
    let record = model[5..<(model.count - 4)]
    func forged(_ count: Int, program: Int) throws -> Contract {
      var sections = kept
      var writer = ContractWriter()
      writer.write(false)
      writer.write(count)
      for _ in 0..<count { writer.append(Array(record)) }
      writer.append(Array(model.suffix(4)))
      sections[document].bytes = writer.bytes
      for index in 0..<(count * 2) {
        sections.append((.program, index, [UInt8](repeating: 7, count: program)))
        sections.append((.origins, index, [1, UInt8(index & 0xFF), UInt8(index >> 8), 3]))
      }
      return try Contract(compiled: ContractFile.encode(sections))
    }
    _ = try forged(8, program: 1 << 18)
    let error = #expect(throws: ContractError.self) { _ = try forged(40, program: 1 << 18) }
    #expect(error?.detail.contains("share the sections") == true)
  }

  /// Values put into a server's URL make no text that has hardly an end.
  @Test func serverURLsStayShort() {
    let marks = String(repeating: "{a}", count: 2_000)
    let variables = (0..<20).map { number in
      ServerTemplate.Variable(
        name: number == 0 ? "a" : "v\(number)", standard: String(repeating: "{v\(number + 1)}", count: 10), values: [])
    }
    let urls = ServerTemplate(url: "https://example.com/" + marks, variables: variables).urls
    #expect(urls.count == 1)
    #expect(urls.allSatisfy { $0.utf8.count <= 2 * ServerTemplate.lengthLimit })
    let plain = ServerTemplate(
      url: "https://example.com/{v}", variables: [.init(name: "v", standard: "v1", values: ["v1", "v2"])])
    #expect(plain.urls == ["https://example.com/v1", "https://example.com/v2"])
  }

  /// Operations that share one long path are found by their names, and by their paths as far as there is room.
  @Test func longPathsOfManyOperationsAreNotAllRouted() throws {
    let path = "/" + String(repeating: "a/", count: 1 << 20)
    var model = try Self.contract(operations: 1).storage.model
    let first = try #require(model.operations.first)
    model.operations = (0..<20).map { number in
      OperationRecord(
        id: "o\(number)", method: "M\(number)", path: path, document: 0, location: first.location)
    }
    let contract = Contract(model, schemas: [])
    #expect(contract.match(method: "M0", path: path) != nil)
    #expect(contract.match(method: "M19", path: path) == nil)
    #expect(try contract.operation("o19").method == "M19")
  }
}

import Testing

@testable import Muster

/// Programs whose records name one another in ways that no compiler writes: an error, at a cost that grows with the file.
@Suite("Programs with forged records")
struct HostileProgramTests {
  /// A program as bytes, of which single fields are changed.
  private struct Forgery {
    var bytes: [UInt8]
    let range: Range<Int>
    let originsStart: Int

    init(_ schema: String) throws {
      let document = try JSONDocument(SourceText(name: "s", bytes: Array(schema.utf8)))
      let pieces = try SchemaSet(document, at: [JSONPointer()]).encodedPieces()
      bytes = pieces.tables + pieces.origins
      range = 0..<pieces.tables.count
      originsStart = pieces.tables.count
    }

    private func word(_ offset: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << ($1 * 8) }
    }

    mutating func write(_ value: UInt32, at offset: Int) {
      for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(index * 8)) }
    }

    /// Where a table begins, and how many records it has.
    func table(_ number: Int, of part: Int = 0) -> (start: Int, count: Int) {
      let row = part + PartHeader.size + number * PartHeader.rowSize
      return (part + word(row), word(row + 4))
    }

    mutating func write(_ value: UInt32, record: Int, field: Int, of table: StoredProgram.Table) {
      write(value, at: self.table(table.rawValue).start + record * table.width + field)
    }

    func field(_ field: Int, record: Int, of table: StoredProgram.Table) -> UInt32 {
      UInt32(word(self.table(table.rawValue).start + record * table.width + field))
    }

    /// What verifying all of it, and asking for its schema alone, come to.
    func errors() -> [String?] {
      let whole: String?
      let single: String?
      do throws(ProgramError) {
        try Program(try StoredProgram(PagedBytes(bytes), in: bytes.indices).compiled()).verify()
        whole = nil
      } catch {
        whole = error.detail
      }
      do throws(ProgramError) {
        _ = try PlannedSchemas(try StoredProgram(PagedBytes(bytes), in: bytes.indices)).planned(0)
        single = nil
      } catch {
        single = error.detail
      }
      return [whole, single]
    }
  }

  private static let shapes = """
    {"properties": {"a": {"properties": {"b": {"type": "integer"}}}, "c": {"properties": {"d": true, "e": true}}}}
    """

  @Test func soundProgramsPass() throws {
    for schema in [Self.shapes, ProgramCodingTests.schema] {
      #expect(try Forgery(schema).errors() == [nil, nil])
    }
  }

  @Test func tablesDoNotOverlap() throws {
    var forgery = try Forgery(Self.shapes)
    let instructions = forgery.table(StoredProgram.Table.instructions.rawValue).start
    let row = PartHeader.size + StoredProgram.Table.text.rawValue * PartHeader.rowSize
    forgery.write(UInt32(instructions), at: row)
    #expect(forgery.errors() == ["tables overlap", "tables overlap"])
  }

  @Test func shapesDoNotShareProperties() throws {
    var forgery = try Forgery(Self.shapes)
    let shapes = forgery.table(StoredProgram.Table.shapes.rawValue).count
    let properties = forgery.table(StoredProgram.Table.properties.rawValue).count
    try #require(shapes == 3 && properties == 5)
    // Two properties of one shape, whose names are in their order, for all three: one more than there are.
    let errors = (0..<properties - 1).map { start in
      for shape in 0..<shapes {
        forgery.write(UInt32(start), record: shape, field: 0, of: .shapes)
        forgery.write(2, record: shape, field: 4, of: .shapes)
      }
      return forgery.errors()
    }
    let expected = "the properties of shapes overlap"
    #expect(errors.contains([expected, expected]))
  }

  /// Lists of which each begins one entry after the one before it, and ends with all of them.
  @Test func listsDoNotOverlap() throws {
    let values = (0..<30).map { #"{"x": \#($0)}"# }.joined(separator: ",")
    let schema = #"{"allOf": ["# + (0..<3).map { #"{"enum": [\#($0), \#(values)]}"# }.joined(separator: ",") + "]}"
    var forgery = try Forgery(schema)
    let count = forgery.table(StoredProgram.Table.lists.rawValue).count
    let enumerations = try (0..<forgery.table(0).count).filter { record in
      let opcode = forgery.bytes[forgery.table(0).start + record * Instruction.width]
      return try #require(Opcode(rawValue: opcode)) == .enumeration
    }
    try #require(enumerations.count == 3)
    let first = enumerations.map { forgery.field(4, record: $0, of: .instructions) }.min() ?? 0
    for (order, record) in enumerations.enumerated() {
      let start = Int(first) + order
      forgery.write(UInt32(start), record: record, field: 4, of: .instructions)
      forgery.write(UInt32(count - start), record: record, field: 8, of: .instructions)
    }
    #expect(forgery.errors() == ["lists overlap", "lists overlap"])
  }

  /// What begins in a block ends in it.
  @Test(arguments: [
    (Opcode.beginMarks, "a scope ends that did not begin"),
    (.endScope, "a scope does not end, or a skip leaves its block"),
  ])
  func scopesEndWhereTheyBegan(_ opcode: Opcode, _ error: String) throws {
    var forgery = try Forgery(
      #"{"unevaluatedProperties": false, "allOf": [{"required": ["a"], "properties": {"a": true}}]}"#)
    let instructions = forgery.table(StoredProgram.Table.instructions.rawValue)
    let places = (0..<instructions.count).map { instructions.start + $0 * Instruction.width }
    let place = try #require(places.first { forgery.bytes[$0] == opcode.rawValue })
    forgery.bytes[place] = Opcode.uniqueItems.rawValue
    #expect(forgery.errors() == [error, error])
  }

  @Test func patternsFollowOneAnother() throws {
    let schema = #"{"allOf": [{"pattern": "^aaaaaaaa$"}, {"pattern": "b"}, {"pattern": "^cc$"}]}"#
    var forgery = try Forgery(schema)
    forgery.write(0, record: 1, field: 0, of: .patternEnds)
    #expect(forgery.errors() == ["texts overlap", "texts overlap"])
  }

  @Test func tokensOfOriginsFollowOneAnother() throws {
    var forgery = try Forgery(Self.shapes)
    let ends = forgery.table(StoredOrigins.Table.tokenEnds.rawValue, of: forgery.originsStart)
    try #require(ends.count > 3)
    forgery.write(0, at: ends.start + 8)
    #expect(forgery.errors()[0] == "texts overlap")
  }

  /// A long name in the records of many shapes makes no endless text.
  @Test func longNamesAreNotNamedAgainAndAgain() throws {
    let long = String(repeating: "n", count: 100_000)
    let few = (0..<400).map { #""p\#($0)": {"properties": {"\#($0)": true}}"# }.joined(separator: ",")
    var forgery = try Forgery(#"{"required": ["\#(long)"], "properties": {\#(few)}}"#)
    let (start, count) = forgery.table(StoredProgram.Table.text.rawValue)
    let text = forgery.bytes[start..<start + count]
    let place = try #require(text.firstRange(of: Array(repeating: UInt8(ascii: "n"), count: 8))).lowerBound - start
    let properties = forgery.table(StoredProgram.Table.properties.rawValue)
    for property in 0..<properties.count {
      let record = properties.start + property * PropertyEntry.width
      for index in 0..<8 { forgery.bytes[record + index] = UInt8(ascii: "n") }
      forgery.write(UInt32(place), record: property, field: 8, of: .properties)
      forgery.write(100_000, record: property, field: 12, of: .properties)
    }
    let expected = "names come to much more text than the file has"
    #expect(forgery.errors() == [expected, expected])
  }

  /// The pointer of a place has its limit, whatever the origins say.
  @Test func longPointersAreNoPlaces() {
    var origins = ProgramOrigins()
    origins.sources = ["s"]
    origins.tokens = ["", String(repeating: "t", count: 10_000)]
    origins.origins = [ProgramOrigins.Origin(parent: 0, token: 0, source: 0, line: 1, column: 1)]
    for parent in 0..<20 {
      origins.origins.append(
        ProgramOrigins.Origin(parent: UInt32(parent), token: 1, source: 0, line: 1, column: 1))
    }
    #expect(origins.location(6)?.pointer.utf8.count == 60_006)
    #expect(origins.location(7) == nil)
    let bytes = origins.encoded()
    let stored = StoredOrigins(PagedBytes(bytes), in: bytes.indices)
    #expect((try? stored.location(6))?.pointer.utf8.count == 60_006)
    #expect((try? stored.location(20)) == SchemaLocation?.none)
  }
}

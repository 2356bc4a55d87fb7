import MusterText

/// A program as it was written: nothing of it is read or verified but where its tables are.
struct StoredProgram: Sendable {
  /// The tables of a program in the order that they are written in, and how many bytes a record of each has.
  enum Table: Int, CaseIterable {
    case instructions, shapes, properties, slots, lists, names, text
    /// For each constant its place on the tape of all, and where its text begins and how long it is.
    case places
    /// The constants as the items of one JSON array.
    case constants
    case patternEnds, patterns, checks, entries

    var width: Int {
      switch self {
      case .instructions, .properties: 24
      case .shapes: 40
      case .slots: 2
      case .names: 8
      case .places: 12
      case .lists, .patternEnds, .entries: 4
      case .text, .constants, .patterns, .checks: 1
      }
    }
  }

  private let tables: StoredTables
  private let origins: StoredOrigins
  private let checks: [ProgramCheck]
  /// How many schemas, instructions and patterns there are.
  let entryCount: Int
  let instructionCount: Int
  let patternCount: Int

  /// A program that lies in a range of bytes.
  ///
  /// - Parameter origins: Where the origins are; `nil` where they follow the tables.
  init(
    _ bytes: PagedBytes, in range: Range<Int>, origins: Range<Int>? = nil, custom: CustomChecks = .init()
  ) throws(ProgramError) {
    let range = range.clamped(to: bytes.range)
    tables = try StoredTables(
      bytes, in: range, magic: Program.magic, widths: StoredProgram.Table.allCases.map(\.width))
    if origins != nil, tables.range != range { throw ProgramError(.corrupt, "something follows the program") }
    let rest = origins ?? tables.range.upperBound..<range.upperBound
    self.origins = StoredOrigins(bytes, in: rest.clamped(to: bytes.range))
    entryCount = tables.reader(.entries).count
    instructionCount = tables.reader(.instructions).count
    patternCount = tables.reader(.patternEnds).count
    var checkTable = tables.reader(.checks)
    checks = try ByteView.with(try checkTable.all()) { (view) throws(ProgramError) in
      var reader = ByteReader(view, in: 0..<view.count)
      let checks = try reader.readList(width: 5) { (reader) throws(ProgramError) in
        try ProgramCheck(from: &reader, custom)
      }
      guard reader.isAtEnd else { throw ProgramError(.corrupt, "something follows the checks") }
      return checks
    }
  }

  /// The parts with all patterns; nothing in them is verified.
  func compiled() throws(ProgramError) -> Program.Parts {
    var parts = Program.Parts(constants: try constants(try all(.constants)))
    var instructions = tables.reader(.instructions)
    parts.instructions.reserveCapacity(instructions.count)
    for index in 0..<instructions.count { parts.instructions.append(try instructions.instruction(index)) }
    var shapes = tables.reader(.shapes)
    for index in 0..<shapes.count { parts.shapes.append(try shapes.shape(index)) }
    var properties = tables.reader(.properties)
    parts.properties.reserveCapacity(properties.count)
    for index in 0..<properties.count { parts.properties.append(try properties.property(index)) }
    var slots = tables.reader(.slots)
    parts.slots.reserveCapacity(slots.count)
    for index in 0..<slots.count { parts.slots.append(try slots.half(index)) }
    var names = tables.reader(.names)
    for index in 0..<names.count {
      parts.names.append(NameEntry(start: try names.word(index, 0), length: try names.word(index, 1)))
    }
    var lists = tables.reader(.lists)
    parts.lists = try lists.words()
    var entries = tables.reader(.entries)
    parts.entries = try entries.words()
    parts.text = try all(.text)
    parts.checks = checks
    var patterns = patternTexts
    for index in 0..<patternCount { parts.patterns.append(try StoredProgram.pattern(try patterns.text(index))) }
    parts.origins = OriginTables(origins)
    return parts
  }

  /// Verifies all of it.
  func verify() throws(ProgramError) {
    let program = Program(try compiled())
    try program.verify()
    var stored = tables.reader(.places)
    let places = program.places
    guard stored.count == places.count else { throw ProgramError(.corrupt, "a constant has no place") }
    for (index, place) in places.enumerated() {
      guard try stored.word(index, 0) == place.index, try stored.word(index, 1) == place.start,
        try stored.word(index, 2) == place.length
      else { throw ProgramError(.corrupt, "a constant is in another place") }
    }
  }

  /// The program of one schema: what it leads to, and nothing else, verified.
  ///
  /// - Parameter pattern: Gives a pattern by its number.
  /// - Complexity: O(*n*) in the size of what the schema leads to.
  func program(
    ofEntry index: Int, pattern: (UInt32) throws(ProgramError) -> Pattern
  ) throws(ProgramError) -> (program: Program, verifier: ProgramVerifier) {
    var entries = tables.reader(.entries)
    var extract = ProgramExtract(tables)
    var parts = try extract.parts(of: try entries.word(index), constants)
    for number in extract.patterns { parts.patterns.append(try pattern(number)) }
    parts.checks = checks
    parts.origins = OriginTables(
      origins, instructions: extract.instructionNumbers, shapes: extract.shapeNumbers)
    let program = Program(parts, noticesDirection: false)
    var verifier = try ProgramVerifier(
      program, patternCount: parts.patterns.count, constants: try ConstantPlaces(of: program))
    for entry in parts.entries { try verifier.check(entry: entry) }
    return (verifier.noticesDirection ? Program(parts, noticesDirection: true) : program, verifier)
  }

  /// The pattern of a number.
  func pattern(_ number: UInt32) throws(ProgramError) -> Pattern {
    var texts = patternTexts
    return try StoredProgram.pattern(try texts.text(Int(number)))
  }

  private var patternTexts: TextReader {
    TextReader(ends: tables.reader(.patternEnds), bytes: tables.reader(.patterns))
  }

  private func all(_ table: StoredProgram.Table) throws(ProgramError) -> [UInt8] {
    var reader = tables.reader(table)
    return try reader.all()
  }

  private func constants(_ text: [UInt8]) throws(ProgramError) -> JSONDocument {
    do throws(JSONError) {
      let limits = Limits(bytes: Limits.addressableBytes, depth: 100_000)
      return try JSONDocument(SourceText(name: "constants", bytes: text), limits: limits)
    } catch {
      throw ProgramError(.corrupt, "the constants are not JSON")
    }
  }

  private static func pattern(_ source: String) throws(ProgramError) -> Pattern {
    do throws(PatternError) { return try Pattern(allowingLegacySyntax: source) } catch {
      throw ProgramError(.corrupt, "a pattern is not a regular expression")
    }
  }
}

extension StoredTables {
  func reader(_ table: StoredProgram.Table) -> TableReader { reader(table.rawValue) }
}

extension TableReader {
  mutating func instruction(_ index: Int) throws(ProgramError) -> Instruction {
    let head = try word(index, 0)
    guard let opcode = Opcode(rawValue: UInt8(truncatingIfNeeded: head)) else {
      throw ProgramError(.corrupt, "an instruction has an operation that there is not")
    }
    return Instruction(
      opcode: opcode, flags: UInt8(truncatingIfNeeded: head >> 8), mask: UInt16(truncatingIfNeeded: head >> 16),
      a: try word(index, 1), b: try word(index, 2), c: try word(index, 3),
      value: Int64(truncatingIfNeeded: try longWord(index, 4)))
  }

  mutating func shape(_ index: Int) throws(ProgramError) -> ObjectShape {
    var shape = ObjectShape(
      propertyStart: try word(index, 0), propertyCount: try word(index, 1), slotStart: try word(index, 2),
      slotMask: try word(index, 3), patternStart: try word(index, 4), patternCount: try word(index, 5))
    shape.additionalBlock = try word(index, 6)
    let rule = try word(index, 7)
    guard let additional = ObjectShape.Additional(rawValue: UInt8(truncatingIfNeeded: rule)) else {
      throw ProgramError(.corrupt, "a shape has no rule for additional properties")
    }
    shape.additional = additional
    shape.additionalIsLeaf = rule & 1 << 8 != 0
    shape.requiredMask = try longWord(index, 8)
    return shape
  }

  mutating func property(_ index: Int) throws(ProgramError) -> PropertyEntry {
    let head = try word(index, 5)
    return PropertyEntry(
      prefix: try longWord(index, 0), nameStart: try word(index, 2), nameLength: try word(index, 3),
      block: try word(index, 4), requiredBit: UInt8(truncatingIfNeeded: head),
      flags: UInt8(truncatingIfNeeded: head >> 8), mask: UInt16(truncatingIfNeeded: head >> 16))
  }
}

extension ProgramCheck {
  init(from reader: inout ByteReader, _ custom: CustomChecks) throws(ProgramError) {
    name = try reader.readString()
    guard try reader.read(UInt8.self) == 1 else {
      guard let check = custom.formats[name] else {
        throw ProgramError(.missingCheck, "the program needs the format '\(name)', which was not given")
      }
      judge = .format(check)
      return
    }
    let argument = try reader.readBytes()
    guard let keyword = custom.keyword(name) else {
      throw ProgramError(.missingCheck, "the program needs the keyword '\(name)', which was not given")
    }
    guard let value = try? JSONDocument(SourceText(name: name, bytes: argument)).root,
      let check = try? keyword.makeCheck(value)
    else { throw ProgramError(.corrupt, "the keyword '\(name)' does not take the value that it is given") }
    judge = .keyword(argument, check)
  }
}

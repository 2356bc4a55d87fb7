import MusterText

/// A program as it was written: nothing of it is read or verified but where its tables are.
struct StoredProgram: Sendable {
  /// The tables of the part that holds what checking needs.
  enum Table: Int, TableList {
    static let magic: UInt32 = 0x5250_534D  // "MSPR"

    case instructions, shapes, properties, lists, names, text
    /// For each constant its place on the tape of all, and where its text begins and how long it is.
    case places
    /// The constants as the items of one JSON array.
    case constants
    case patternEnds, patterns, checks, entries

    var width: Int {
      switch self {
      case .instructions: Instruction.width
      case .shapes: ObjectShape.width
      case .properties: PropertyEntry.width
      case .names: NameEntry.width
      case .places: ConstantPlace.width
      case .lists, .patternEnds, .entries: UInt32.width
      case .text, .constants, .patterns, .checks: UInt8.width
      }
    }
  }

  private let tables: StoredTables<Table>
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
    tables = try StoredTables(bytes, in: range)
    if origins != nil, tables.range != range { throw ProgramError(.corrupt, "something follows the program") }
    let rest = origins ?? tables.range.upperBound..<range.upperBound
    self.origins = StoredOrigins(bytes, in: rest.clamped(to: bytes.range))
    entryCount = tables.reader(.entries, of: UInt32.self).count
    instructionCount = tables.reader(.instructions, of: Instruction.self).count
    patternCount = tables.reader(.patternEnds, of: UInt32.self).count
    var patterns = StoredProgram.patternTexts(tables)
    try patterns.checkOrder()
    var checkTable = tables.reader(.checks, of: UInt8.self)
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
    parts.instructions = try records(.instructions)
    parts.shapes = try records(.shapes)
    parts.properties = try records(.properties)
    parts.names = try records(.names)
    parts.lists = try records(.lists)
    parts.entries = try records(.entries)
    parts.text = try all(.text)
    parts.checks = checks
    var patterns = StoredProgram.patternTexts(tables)
    for index in 0..<patternCount { parts.patterns.append(try StoredProgram.pattern(try patterns.text(index))) }
    parts.origins = OriginTables(origins)
    return parts
  }

  /// Verifies all of it.
  func verify() throws(ProgramError) {
    let program = Program(try compiled())
    try program.verify()
    let stored: [ConstantPlace] = try records(.places)
    guard stored == program.places else { throw ProgramError(.corrupt, "a constant is in another place") }
  }

  /// The program of one schema: what it leads to, and nothing else, verified.
  ///
  /// - Parameter pattern: Gives a pattern by its number.
  /// - Complexity: O(*n*) in the size of what the schema leads to.
  func program(
    ofEntry index: Int, pattern: (UInt32) throws(ProgramError) -> Pattern
  ) throws(ProgramError) -> (program: Program, verifier: ProgramVerifier) {
    var entries = tables.reader(.entries, of: UInt32.self)
    var extract = ProgramExtract(tables)
    var parts = try extract.parts(of: try entries.record(index), constants)
    for number in extract.patterns { parts.patterns.append(try pattern(number)) }
    parts.checks = checks
    parts.origins = OriginTables(
      origins, instructions: extract.instructionNumbers, shapes: extract.shapeNumbers)
    let program = Program(parts, notices: [])
    var verifier = try ProgramVerifier(
      program, patternCount: parts.patterns.count, constants: try ConstantPlaces(of: program))
    for entry in parts.entries { try verifier.check(entry: entry) }
    return (verifier.notices.isEmpty ? program : Program(parts, notices: verifier.notices), verifier)
  }

  /// The pattern of a number.
  func pattern(_ number: UInt32) throws(ProgramError) -> Pattern {
    var texts = StoredProgram.patternTexts(tables)
    return try StoredProgram.pattern(try texts.text(Int(number)))
  }

  private static func patternTexts(_ tables: StoredTables<Table>) -> TextReader {
    TextReader(ends: tables.reader(.patternEnds), bytes: tables.reader(.patterns))
  }

  private func all(_ table: StoredProgram.Table) throws(ProgramError) -> [UInt8] {
    var reader = tables.reader(table, of: UInt8.self)
    return try reader.all()
  }

  private func records<Record: StoredRecord>(_ table: StoredProgram.Table) throws(ProgramError) -> [Record] {
    var reader = tables.reader(table, of: Record.self)
    return try reader.records()
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

import MusterText

/// Programs as bytes: deterministic, self-contained, lowest byte first.
///
/// A magic number and a version come first; then each table as a count and its elements, field by field. Patterns are
/// written as their source and compiled again when read. A reader takes no word of it: `verified` follows.
extension Program {
  private static let magic: UInt32 = 0x5250_534D  // "MSPR"
  private static let version: UInt16 = 1

  func encoded() -> [UInt8] { encodedTables() + encodedOrigins() }

  /// The origins, which come last.
  func encodedOrigins() -> [UInt8] {
    var writer = ByteWriter()
    origins.value.encode(into: &writer)
    return writer.bytes
  }

  /// All but the origins.
  func encodedTables() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Program.magic)
    writer.write(Program.version)
    writer.write(instructions, words: 6) { span, offset, instruction in
      let head = UInt32(instruction.opcode.rawValue) | UInt32(instruction.flags) << 8 | UInt32(instruction.mask) << 16
      ByteWriter.put(head, &span, offset, 0)
      ByteWriter.put(instruction.a, &span, offset, 1)
      ByteWriter.put(instruction.b, &span, offset, 2)
      ByteWriter.put(instruction.c, &span, offset, 3)
      ByteWriter.put(UInt32(truncatingIfNeeded: instruction.value), &span, offset, 4)
      ByteWriter.put(UInt32(truncatingIfNeeded: instruction.value >> 32), &span, offset, 5)
    }
    writer.write(shapes) { writer, shape in
      for field in [
        shape.propertyStart, shape.propertyCount, shape.slotStart, shape.slotMask, shape.patternStart,
        shape.patternCount, shape.additionalBlock,
      ] { writer.write(field) }
      writer.write(shape.additional.rawValue)
      writer.write(UInt8(shape.additionalIsLeaf ? 1 : 0))
      writer.write(shape.requiredMask)
    }
    writer.write(properties) { writer, property in
      writer.write(property.prefix)
      writer.write(property.nameStart)
      writer.write(property.nameLength)
      writer.write(property.block)
      writer.write(property.requiredBit)
      writer.write(property.flags)
      writer.write(property.mask)
    }
    writer.write(slots) { $0.write($1) }
    writer.write(lists, words: 1) { span, offset, entry in ByteWriter.put(entry, &span, offset, 0) }
    writer.write(names) { writer, name in
      writer.write(name.start)
      writer.write(name.length)
    }
    writer.write(text)
    writer.write(constants.text)
    writer.write(patterns) { $0.write($1.source.utf8) }
    writer.write(checks) { writer, check in
      writer.write(check.name.utf8)
      switch check.judge {
      case .format: writer.write(UInt8(0))
      case .keyword(let argument, _):
        writer.write(UInt8(1))
        writer.write(argument)
      }
    }
    writer.write(entries) { $0.write($1) }
    return writer.bytes
  }

  /// Reads a program and verifies all of it.
  convenience init(encoded bytes: [UInt8], custom: CustomChecks = .init()) throws(ProgramError) {
    let stored = try StoredProgram(bytes, in: bytes.indices, custom: custom)
    self.init(try stored.compiled())
    try verify()
  }
}

/// A program as it was written: its tables are read, and nothing in them is verified yet.
///
/// Patterns are left as texts and origins in their bytes, as they cost more than the rest together.
struct StoredProgram: Sendable {
  /// The tables; without patterns.
  private(set) var parts: Program.Parts
  let patterns: [String]

  /// Reads the tables from a range of bytes.
  ///
  /// - Parameter origins: Where the origins are, asked for when one is needed; `nil` where they follow the tables.
  /// - Complexity: O(*n*) in the number of bytes before the origins.
  init(
    _ bytes: [UInt8], in range: Range<Int>, custom: CustomChecks = .init(), origins: OriginTables.Bytes? = nil
  ) throws(ProgramError) {
    self = try ByteView.with(bytes) { (view) throws(ProgramError) in
      var reader = ByteReader(view, in: range)
      var stored = try StoredProgram(from: &reader, custom)
      if let origins {
        guard reader.isAtEnd else { throw ProgramError(.corrupt, "something follows the program") }
        stored.parts.origins = OriginTables(origins)
      } else {
        let rest = reader.position..<range.clamped(to: bytes.indices).upperBound
        stored.parts.origins = OriginTables { (bytes, rest) }
      }
      return stored
    }
  }

  private init(from reader: inout ByteReader, _ custom: CustomChecks) throws(ProgramError) {
    try Program.checkHeader(&reader)
    let instructions = try reader.readList(width: 24) { (reader) throws(ProgramError) in
      try Instruction(from: &reader)
    }
    let shapes = try reader.readList(width: 38) { (reader) throws(ProgramError) in try ObjectShape(from: &reader) }
    let properties = try reader.readList(width: 24) { (reader) throws(ProgramError) in
      try PropertyEntry(from: &reader)
    }
    let slots = try reader.readList(width: 2) { (reader) throws(ProgramError) in try reader.read(UInt16.self) }
    let lists = try reader.readList(width: 4) { (reader) throws(ProgramError) in try reader.read(UInt32.self) }
    let names = try reader.readList(width: 8) { (reader) throws(ProgramError) in
      NameEntry(start: try reader.read(), length: try reader.read())
    }
    let text = try reader.readBytes()
    let constantText = try reader.readBytes()
    let constants: JSONDocument
    do throws(JSONError) {
      let limits = Limits(bytes: Limits.addressableBytes, depth: 100_000)
      constants = try JSONDocument(SourceText(name: "constants", bytes: constantText), limits: limits)
    } catch {
      throw ProgramError(.corrupt, "the constants are not JSON")
    }
    patterns = try reader.readList(width: 4) { (reader) throws(ProgramError) in try reader.readString() }
    let checks = try reader.readList(width: 5) { (reader) throws(ProgramError) in
      try ProgramCheck(from: &reader, custom)
    }
    let entries = try reader.readList(width: 4) { (reader) throws(ProgramError) in try reader.read(UInt32.self) }
    parts = Program.Parts(
      instructions: instructions, shapes: shapes, properties: properties, slots: slots, lists: lists, names: names,
      text: text, constants: constants, checks: checks, entries: entries)
  }

  /// The parts with all patterns.
  func compiled() throws(ProgramError) -> Program.Parts {
    var parts = parts
    for source in patterns { parts.patterns.append(try StoredProgram.pattern(source)) }
    return parts
  }

  /// A pattern of a program.
  static func pattern(_ source: String) throws(ProgramError) -> Pattern {
    do throws(PatternError) { return try Pattern(allowingLegacySyntax: source) } catch {
      throw ProgramError(.corrupt, "a pattern is not a regular expression")
    }
  }
}

extension Program {
  fileprivate static func checkHeader(_ reader: inout ByteReader) throws(ProgramError) {
    guard try reader.read(UInt32.self) == Program.magic else {
      throw ProgramError(.notAProgram, "the bytes do not begin as a compiled program does")
    }
    let version = try reader.read(UInt16.self)
    guard version == Program.version else {
      throw version > Program.version
        ? ProgramError(.futureVersion, "the program has version \(version); this Muster reads \(Program.version)")
        : ProgramError(.corrupt, "the program has version \(version), which never was")
    }
  }
}

extension ProgramCheck {
  fileprivate init(from reader: inout ByteReader, _ custom: CustomChecks) throws(ProgramError) {
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

extension Instruction {
  fileprivate init(from reader: inout ByteReader) throws(ProgramError) {
    guard let opcode = Opcode(rawValue: try reader.read()) else {
      throw ProgramError(.corrupt, "an instruction has an operation that there is not")
    }
    self.init(
      opcode: opcode, flags: try reader.read(), mask: try reader.read(), a: try reader.read(), b: try reader.read(),
      c: try reader.read(), value: try reader.read())
  }
}

extension ObjectShape {
  fileprivate init(from reader: inout ByteReader) throws(ProgramError) {
    self.init(
      propertyStart: try reader.read(), propertyCount: try reader.read(), slotStart: try reader.read(),
      slotMask: try reader.read(), patternStart: try reader.read(), patternCount: try reader.read())
    additionalBlock = try reader.read()
    guard let additional = Additional(rawValue: try reader.read()) else {
      throw ProgramError(.corrupt, "a shape has no rule for additional properties")
    }
    self.additional = additional
    additionalIsLeaf = try reader.read(UInt8.self) == 1
    requiredMask = try reader.read()
  }
}

extension PropertyEntry {
  fileprivate init(from reader: inout ByteReader) throws(ProgramError) {
    self.init(
      prefix: try reader.read(), nameStart: try reader.read(), nameLength: try reader.read(),
      block: try reader.read(), requiredBit: try reader.read(), flags: try reader.read(), mask: try reader.read())
  }
}

extension ProgramOrigins {
  fileprivate func encode(into writer: inout ByteWriter) {
    writer.write(sources) { $0.write($1.utf8) }
    writer.write(tokens) { $0.write($1.utf8) }
    writer.write(origins, words: 5) { span, offset, origin in
      ByteWriter.put(origin.parent, &span, offset, 0)
      ByteWriter.put(origin.token, &span, offset, 1)
      ByteWriter.put(origin.source, &span, offset, 2)
      ByteWriter.put(origin.line, &span, offset, 3)
      ByteWriter.put(origin.column, &span, offset, 4)
    }
    writer.write(instructions, words: 1) { span, offset, origin in ByteWriter.put(origin, &span, offset, 0) }
    writer.write(shapes) { writer, shape in
      for field in [shape.properties, shape.required, shape.patternProperties, shape.additionalProperties] {
        writer.write(field)
      }
    }
  }

  /// Reads origins, which end where the reader does.
  init(from reader: inout ByteReader) throws(ProgramError) {
    sources = try reader.readList(width: 4) { (reader) throws(ProgramError) in try reader.readString() }
    tokens = try reader.readList(width: 4) { (reader) throws(ProgramError) in try reader.readString() }
    origins = try reader.readList(width: 20) { (reader) throws(ProgramError) in
      Origin(
        parent: try reader.read(), token: try reader.read(), source: try reader.read(), line: try reader.read(),
        column: try reader.read())
    }
    instructions = try reader.readList(width: 4) { (reader) throws(ProgramError) in try reader.read(UInt32.self) }
    shapes = try reader.readList(width: 16) { (reader) throws(ProgramError) in
      ShapeOrigins(
        properties: try reader.read(), required: try reader.read(), patternProperties: try reader.read(),
        additionalProperties: try reader.read())
    }
    guard reader.isAtEnd else { throw ProgramError(.corrupt, "something follows the program") }
  }
}

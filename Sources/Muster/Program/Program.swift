import MusterText

/// A compiled schema, or many that share their parts: flat arrays, immutable, shared by reference.
///
/// A *block* is a run of instructions up to `end`: what one subschema comes to. Operands that name a block hold the
/// index of its first instruction.
final class Program: Sendable {
  let instructions: [Instruction]
  let shapes: [ObjectShape]
  let properties: [PropertyEntry]
  /// Blocks, constants, patterns and names that instructions list.
  let lists: [UInt32]
  /// Names that instructions other than `object` look for.
  let names: [NameEntry]
  /// The bytes of all names.
  let text: [UInt8]
  /// The constants as the items of one JSON array.
  let constants: JSONDocument
  let patterns: [Pattern]
  /// The caller's own formats and keywords.
  let checks: [ProgramCheck]
  /// The first instruction of each schema that was asked for.
  let entries: [UInt32]
  let origins: OriginTables
  /// What a check may have to tell beside its verdict.
  let notices: Notices
  /// Empty until somebody asks which names the program knows.
  let declaredNames = SetOnceReference<DeclaredNames>()
  /// Empty until a value is looked for in a long enumeration.
  let lazyEnumeratedValues = SetOnceReference<EnumeratedValues>()

  /// A program of some parts.
  ///
  /// - Parameter notices: What is known of that already; `nil` to look at all instructions.
  init(_ parts: Parts, notices: Notices? = nil) {
    instructions = parts.instructions
    shapes = parts.shapes
    properties = parts.properties
    lists = parts.lists
    names = parts.names
    text = parts.text
    constants = parts.constants
    patterns = parts.patterns
    checks = parts.checks
    entries = parts.entries
    origins = parts.origins
    self.notices = notices ?? parts.instructions.reduce(into: Notices()) { $0.note($1.opcode) }
  }

  /// What a check may have to tell beside its verdict.
  struct Notices: OptionSet {
    let rawValue: UInt8

    /// Values that go the wrong way.
    static let direction = Notices(rawValue: 1)
    /// Keywords that cannot be used.
    static let unchecked = Notices(rawValue: 2)

    /// Takes in what an instruction tells.
    @inline(__always)
    mutating func note(_ opcode: Opcode) {
      if opcode == .misdirected { insert(.direction) }
      if opcode == .unchecked { insert(.unchecked) }
    }
  }

  /// What a program is made of, before it is verified.
  struct Parts {
    var instructions: [Instruction] = []
    var shapes: [ObjectShape] = []
    var properties: [PropertyEntry] = []
    var lists: [UInt32] = []
    var names: [NameEntry] = []
    var text: [UInt8] = []
    var constants: JSONDocument
    var patterns: [Pattern] = []
    var checks: [ProgramCheck] = []
    var entries: [UInt32] = []
    var origins = OriginTables(ProgramOrigins())
  }

  /// The bytes of a name.
  func bytes(of name: NameEntry) -> ArraySlice<UInt8> {
    let start = min(Int(name.start), text.count)
    let end = min(start + Int(name.length), text.count)
    return text[start..<end]
  }

  /// A name as a string.
  func string(of name: NameEntry) -> String { String(decoding: bytes(of: name), as: UTF8.self) }

  /// The name that a property entry stands for.
  func string(of property: PropertyEntry) -> String {
    string(of: NameEntry(start: property.nameStart, length: property.nameLength))
  }
}

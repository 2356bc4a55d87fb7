/// What an operand of an instruction is: the one place that says it, from which extracting, verifying, placing and
/// listing follow.
enum Operand: Sendable, BitwiseCopyable {
  /// The instruction has no further operand.
  case none
  /// The first instruction of a block.
  case block(Field)
  /// The same, where a flag of the instruction says that there is one.
  case flaggedBlock(Field, flag: UInt8)
  /// Entries of `lists`: where they begin, and how many elements there are.
  case list(ListElement, from: Field, count: Field)
  /// In `lists` the name of a member and its tags, where the instruction discriminates.
  case tags(from: Field, branches: Field)
  /// A name, in `names`.
  case name(Field)
  /// A constant, by its place on the tape of all constants.
  case constant(Field)
  /// A constant that is a number.
  case number(Field)
  case pattern(Field)
  case shape(Field)
  /// A format's code, and how it is taken.
  case format(Field, mode: Field)
  /// A check of the caller's own: a format, or else a keyword.
  case check(Field, isFormat: Bool)
  /// The types in `mask`.
  case types
  /// How many of the instructions that follow are passed over.
  case skip(Field)
  /// The number `value`.
  case value
  /// A number of items, or what else tells only how far the instruction reaches.
  case count(Field)

  /// A field of an instruction that holds an operand.
  enum Field: UInt8, Sendable, BitwiseCopyable { case a, b, c }

  /// What an element of a list is, of one entry or of two.
  enum ListElement: UInt8, Sendable, BitwiseCopyable {
    case block, name, constant
    /// A block, and the types that it can allow.
    case branch
    /// A resource, and the block that it has for a dynamic reference.
    case scope
    /// A pattern and a block, of a shape.
    case pattern

    /// How many entries of `lists` an element takes.
    @inline(__always)
    var width: Int {
      switch self {
      case .block, .name, .constant: 1
      case .branch, .scope, .pattern: 2
      }
    }
  }
}

/// The operands of an instruction, in the order in which they are listed.
struct Operands: Sendable, BitwiseCopyable {
  var first = Operand.none
  var second = Operand.none
  var third = Operand.none

  @inline(__always)
  init(_ first: Operand = .none, _ second: Operand = .none, _ third: Operand = .none) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// Hands each operand to `body`.
  @inline(__always)
  func forEach<Failure: Error>(_ body: (Operand) throws(Failure) -> Void) throws(Failure) {
    if case .none = first { return }
    try body(first)
    if case .none = second { return }
    try body(second)
    if case .none = third { return }
    try body(third)
  }
}

extension Opcode {
  /// What the fields of an instruction of this operation hold.
  @inline(__always)
  var operands: Operands {
    switch self {
    case .end, .reject, .uniqueItems, .sensitive, .misdirected, .beginMarks, .endScope: Operands()
    case .skipIfNull: Operands(.skip(.a))
    case .type: Operands(.types)
    case .constant: Operands(.constant(.a))
    case .enumeration: Operands(.list(.constant, from: .a, count: .b))
    case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties: Operands(.value)
    case .pattern: Operands(.pattern(.a))
    case .format: Operands(.format(.a, mode: .b))
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: Operands(.number(.a))
    case .required: Operands(.list(.name, from: .a, count: .b))
    case .dependentRequired: Operands(.name(.a), .list(.name, from: .b, count: .c))
    case .customFormat: Operands(.check(.a, isFormat: true))
    case .customKeyword: Operands(.check(.a, isFormat: false))
    case .content: Operands(.flaggedBlock(.a, flag: Instruction.hasThen))
    case .call, .propertyNames, .not, .unevaluatedProperties, .unevaluatedItems: Operands(.block(.a))
    case .object: Operands(.shape(.a))
    case .items: Operands(.block(.a), .count(.b))
    case .prefixItems: Operands(.list(.block, from: .a, count: .b))
    case .contains: Operands(.block(.a), .count(.b), .count(.c))
    case .anyOf, .oneOf: Operands(.list(.branch, from: .a, count: .b), .tags(from: .c, branches: .b))
    case .condition:
      Operands(
        .block(.a), .flaggedBlock(.b, flag: Instruction.hasThen), .flaggedBlock(.c, flag: Instruction.hasElse))
    case .dependentSchema: Operands(.name(.b), .block(.a))
    case .beginScope: Operands(.count(.a))
    case .dynamicCall:
      Operands(.list(.scope, from: .a, count: .b), .flaggedBlock(.c, flag: Instruction.hasElse))
    }
  }
}

extension Instruction {
  /// The operand in a field.
  @inline(__always)
  subscript(field: Operand.Field) -> UInt32 {
    get {
      switch field {
      case .a: a
      case .b: b
      case .c: c
      }
    }
    set {
      switch field {
      case .a: a = newValue
      case .b: b = newValue
      case .c: c = newValue
      }
    }
  }

  /// What the instruction's fields hold.
  @inline(__always) var operands: Operands { opcode.operands }

  /// Hands the first instruction of each block that the instruction names itself to `body`: not those of its lists, nor
  /// of its shape.
  @inline(__always)
  func forEachBlock(_ body: (UInt32) -> Void) {
    operands.forEach { operand in
      switch operand {
      case .block(let field): body(self[field])
      case .flaggedBlock(let field, let flag): if flags & flag != 0 { body(self[field]) }
      case .none, .list, .tags, .name, .constant, .number, .pattern, .shape, .format, .check, .types, .skip, .value,
        .count:
        break
      }
    }
  }
}

/// What a field of an instruction holds.
///
/// `Opcode.operands` says it for each operation. Extracting, verifying, linking and listing all follow from that.
enum Operand: Sendable, BitwiseCopyable {
  /// The instruction has no further operand.
  case none
  /// The first instruction of a block, and what the block is applied to.
  case block(Field, BlockUse)
  /// The same, where a flag of the instruction says that there is one.
  case flaggedBlock(Field, flag: UInt8, BlockUse)
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
  /// A number of items, or the number of a resource.
  case count(Field)

  /// A field of an instruction that holds an operand.
  enum Field: UInt8, Sendable, BitwiseCopyable { case a, b, c }

  /// What a block is applied to, and what comes of it.
  enum BlockUse: UInt8, Sendable, BitwiseCopyable {
    /// To the same value, which has to pass it.
    case value
    /// To the same value, which may pass it.
    case alternative
    /// To the same value, which must not pass it.
    case negation
    /// To children, names or what a string holds.
    case child
  }

  /// What an element of a list is, of one entry or of two.
  enum ListElement: UInt8, Sendable, BitwiseCopyable {
    case block, name, constant
    /// A block, of a union.
    case branch
    /// A resource, and the block that it has for a dynamic reference.
    case scope
    /// A pattern and a block, of a shape.
    case pattern

    /// How many entries of `lists` an element takes.
    @inline(__always)
    var width: Int {
      switch self {
      case .block, .name, .constant, .branch: 1
      case .scope, .pattern: 2
      }
    }

    /// Which entry of an element is a block, and how it is used; `nil` for an element that has none.
    @inline(__always)
    var block: (entry: Int, use: BlockUse)? {
      switch self {
      case .name, .constant: nil
      case .block: (0, .child)
      case .branch: (0, .alternative)
      case .scope: (1, .value)
      case .pattern: (1, .child)
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

  /// Passes each operand to `body`.
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

  /// Passes the first instruction of each block that the instruction refers to, and how the block is used, to `body`.
  ///
  /// The blocks of a shape are left out.
  ///
  /// - Parameter entry: Returns an entry of the program's lists.
  @inline(__always)
  func forEachBlock(_ entry: (UInt32) -> UInt32, _ body: (UInt32, Operand.BlockUse) -> Void) {
    operands.forEach { operand in
      switch operand {
      case .block(let field, let use): body(self[field], use)
      case .flaggedBlock(let field, let flag, let use): if flags & flag != 0 { body(self[field], use) }
      case .list(let element, let start, let count):
        guard let (offset, use) = element.block else { return }
        for number in 0..<self[count] {
          body(entry(self[start] &+ number &* UInt32(element.width) &+ UInt32(offset)), use)
        }
      case .none, .tags, .name, .constant, .number, .pattern, .shape, .format, .check, .types, .skip, .value, .count:
        break
      }
    }
  }
}

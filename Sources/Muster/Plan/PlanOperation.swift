/// One operation of a plan, as the builder writes it.
///
/// Each knows the kind of its value, as it stands in a list for that kind.
enum PlannedOperation: Sendable, Equatable {
  /// The list ends: the value passes.
  case accept
  case reject
  /// The value passes a list.
  case call(ListIndex)
  /// The value passes a block.
  case callBlock(EntryIndex)
  /// The value passes an instruction of the program, a leaf.
  case leaf(UInt32)

  /// A number is an integer; exactly: by how it is written.
  case integer(isExact: Bool)
  /// A number is at least, at most, above, below a bound; the program's instruction is for the numbers that are not so
  /// short.
  case minimum(Int64, leaf: UInt32)
  case maximum(Int64, leaf: UInt32)
  case exclusiveMinimum(Int64, leaf: UInt32)
  case exclusiveMaximum(Int64, leaf: UInt32)

  /// A string matches a pattern of the program.
  case pattern(PatternIndex)
  /// A string has at least, at most so many code points.
  case minLength(Int64)
  case maxLength(Int64)
  /// A string is of a name set.
  case oneOfNames(NameSetIndex)
  /// A string has a format; the program's instruction is for texts of a rarer form.
  case uuid(leaf: UInt32)
  case dateTime(leaf: UInt32)
  /// A string has the format of a code, taken as the mode says.
  case format(UInt32, mode: UInt32)

  /// An array has at least, at most so many items.
  case minItems(Int64)
  case maxItems(Int64)
  /// An array's items from a position on pass a block.
  case items(EntryIndex, from: UInt32)
  /// An array's first items pass the blocks that the operands list, one each.
  case prefixItems(OperandIndex, count: UInt32)
  /// So many of an array's items pass a block. All are tried, if each may document something.
  case contains(EntryIndex, least: UInt32, most: UInt32, triesAll: Bool)
  /// An array's items differ.
  case uniqueItems

  /// An object's members pass a shape.
  case object(ShapeIndex)
  /// An object has the one name of a shape, which asks for no more.
  case hasName(ShapeIndex)
  /// An object's member of the one name of a set, if it has one or has to have one, passes a block.
  case member(EntryIndex, name: NameSetIndex, isRequired: Bool)
  /// An object's names pass a block.
  case propertyNames(EntryIndex)
  /// An object that has the one name of a set passes a list.
  case dependent(ListIndex, name: NameSetIndex)
  /// An object has at least, at most so many distinct names. The program's instruction decides if the number of members
  /// does not.
  case minProperties(Int64, leaf: UInt32)
  case maxProperties(Int64, leaf: UInt32)

  /// The value passes one of, exactly one of, none of the lists that the operands list.
  case anyOf(OperandIndex, count: UInt32, Trial)
  case oneOf(OperandIndex, count: UInt32)
  case noneOf(OperandIndex, count: UInt32)
  /// As `anyOf` and `oneOf` of objects, if a member tells which of the lists come into question: see `TellingUnion`.
  case tellingAnyOf(OperandIndex, Trial)
  case tellingOneOf(OperandIndex)
  /// An object passes the list that one of its members names: see `DecidedUnion`.
  case decided(OperandIndex)
  /// If the value passes the first of three lists that the operands list, it passes the second, else the third.
  case condition(OperandIndex)

  /// The value passes a list, which asks at its end what is left unevaluated.
  case covering(ListIndex)
  /// The branch has passed: what it evaluates counts.
  case cover(branch: Int)
  /// An object's members, an array's items that no branch that counts has evaluated pass a remainder.
  case remainingMembers(RemainderIndex)
  case remainingItems(RemainderIndex)
  /// The value may have members that nothing documents, or is such a member itself; always passes.
  case undocumented

  /// Which branches of a union are tried that others have passed before.
  enum Trial: Sendable, Equatable {
    /// None: one that passes is enough.
    case first
    /// All, as what each evaluates counts.
    case all
    /// All, as what each evaluates counts; but only for tracking.
    case allForTracking
    /// Those that document something which the branches that passed leave to them: a mask for each branch.
    case documenting(MaskIndex)
  }

  /// Whether the list ends here.
  var isEnd: Bool { if case .accept = self { true } else { false } }
}

/// One operation of a plan, as the run reads it: of fixed width.
///
/// Each knows the kind of its value, as it stands in a list for that kind. What the fields hold for each code is written
/// down at the end of this file and nowhere else; the run reads them by the properties below.
struct PlanOperation: Sendable, BitwiseCopyable {
  enum Code: UInt8, Sendable, BitwiseCopyable {
    case accept, reject, call, callBlock, leaf
    case integer, minimum, maximum, exclusiveMinimum, exclusiveMaximum
    case pattern, minLength, maxLength, oneOfNames, uuid, dateTime, format
    case minItems, maxItems, items, prefixItems, contains, uniqueItems
    case object, hasName, member, propertyNames, dependent, minProperties, maxProperties
    case anyOf, oneOf, noneOf, tellingAnyOf, tellingOneOf, decided, condition
    case covering, cover, remainingMembers, remainingItems, undocumented
  }

  var code: Code
  var flags: UInt8 = 0
  /// An index or a number, by the code.
  var a: UInt32 = 0
  var value: Int64 = 0

  /// `integer`: by how the number is written.
  static let exact: UInt8 = 1
  /// `member`: an object without it does not pass.
  static let required: UInt8 = 1
  /// `anyOf`, `tellingAnyOf`, `contains`: all are tried.
  static let tries: UInt8 = 2
  /// `anyOf`, `tellingAnyOf`: a branch that passes does not settle what the others document.
  static let documents: UInt8 = 4
  /// `anyOf`, `tellingAnyOf`: all branches are tried for tracking only.
  static let lenient: UInt8 = 8
}

extension PlanOperation {
  @inline(__always) var list: ListIndex { ListIndex(a) }
  @inline(__always) var entry: EntryIndex { EntryIndex(a) }
  @inline(__always) var shape: ShapeIndex { ShapeIndex(a) }
  @inline(__always) var nameSet: NameSetIndex { NameSetIndex(a) }
  @inline(__always) var operands: OperandIndex { OperandIndex(a) }
  @inline(__always) var remainder: RemainderIndex { RemainderIndex(a) }
  /// An instruction of the program, a leaf.
  @inline(__always) var instruction: UInt32 { a }
  /// A pattern of the program.
  @inline(__always) var pattern: PatternIndex { PatternIndex(a) }

  /// The code of a format, and how it is taken.
  @inline(__always) var format: UInt32 { a }
  @inline(__always) var mode: UInt32 { lower }

  /// `dependent`, `member`: the set of the one name.
  @inline(__always) var dependency: NameSetIndex { NameSetIndex(lower) }
  /// `prefixItems`, unions: how many operands there are.
  @inline(__always) var count: UInt32 { lower }
  /// `contains`: the least and the greatest number of items.
  @inline(__always) var least: UInt32 { lower }
  @inline(__always) var most: UInt32 { upper }
  /// `anyOf` and `tellingAnyOf` with `documents`: for each branch a mask.
  @inline(__always) var masks: MaskIndex { MaskIndex(upper) }
  /// `cover`: the bit of the branch.
  @inline(__always) var branches: UInt64 { UInt64(bitPattern: value) }

  @inline(__always) private var lower: UInt32 { UInt32(truncatingIfNeeded: value) }
  @inline(__always) private var upper: UInt32 { UInt32(truncatingIfNeeded: value >> 32) }
}

// MARK: Packing: the only place that knows which field holds what, beside the properties of `PlanOperation`

extension PlanOperation {
  fileprivate init(_ code: Code, _ a: UInt32 = 0, _ value: Int64 = 0, flags: UInt8 = 0) {
    self.code = code
    self.a = a
    self.value = value
    self.flags = flags
  }

  fileprivate init(_ code: Code, _ operands: OperandIndex, count: UInt32, _ trial: PlannedOperation.Trial) {
    self.code = code
    a = operands.rawValue
    value = Int64(count)
    switch trial {
    case .first: break
    case .all: flags = PlanOperation.tries
    case .allForTracking: flags = PlanOperation.tries | PlanOperation.lenient
    case .documenting(let masks):
      flags = PlanOperation.documents
      value |= Int64(masks.rawValue) << 32
    }
  }

  fileprivate var trial: PlannedOperation.Trial {
    if flags & PlanOperation.documents != 0 { return .documenting(masks) }
    guard flags & PlanOperation.tries != 0 else { return .first }
    return flags & PlanOperation.lenient != 0 ? .allForTracking : .all
  }

  /// Packs an operation.
  init(packing operation: PlannedOperation) {
    switch operation {
    case .accept: self.init(.accept)
    case .reject: self.init(.reject)
    case .call(let list): self.init(.call, list.rawValue)
    case .callBlock(let entry): self.init(.callBlock, entry.rawValue)
    case .leaf(let instruction): self.init(.leaf, instruction)
    case .integer(let isExact): self.init(.integer, flags: isExact ? PlanOperation.exact : 0)
    case .minimum(let bound, let leaf): self.init(.minimum, leaf, bound)
    case .maximum(let bound, let leaf): self.init(.maximum, leaf, bound)
    case .exclusiveMinimum(let bound, let leaf): self.init(.exclusiveMinimum, leaf, bound)
    case .exclusiveMaximum(let bound, let leaf): self.init(.exclusiveMaximum, leaf, bound)
    case .pattern(let pattern): self.init(.pattern, pattern.rawValue)
    case .minLength(let count): self.init(.minLength, 0, count)
    case .maxLength(let count): self.init(.maxLength, 0, count)
    case .oneOfNames(let set): self.init(.oneOfNames, set.rawValue)
    case .uuid(let leaf): self.init(.uuid, leaf)
    case .dateTime(let leaf): self.init(.dateTime, leaf)
    case .format(let code, let mode): self.init(.format, code, Int64(mode))
    case .minItems(let count): self.init(.minItems, 0, count)
    case .maxItems(let count): self.init(.maxItems, 0, count)
    case .items(let entry, let first): self.init(.items, entry.rawValue, Int64(first))
    case .prefixItems(let operands, let count): self.init(.prefixItems, operands.rawValue, Int64(count))
    case .contains(let entry, let least, let most, let triesAll):
      let range = Int64(bitPattern: UInt64(most) << 32 | UInt64(least))
      self.init(.contains, entry.rawValue, range, flags: triesAll ? PlanOperation.tries : 0)
    case .uniqueItems: self.init(.uniqueItems)
    case .object(let shape): self.init(.object, shape.rawValue)
    case .hasName(let shape): self.init(.hasName, shape.rawValue)
    case .member(let entry, let name, let isRequired):
      self.init(.member, entry.rawValue, Int64(name.rawValue), flags: isRequired ? PlanOperation.required : 0)
    case .propertyNames(let entry): self.init(.propertyNames, entry.rawValue)
    case .dependent(let list, let name): self.init(.dependent, list.rawValue, Int64(name.rawValue))
    case .minProperties(let count, let leaf): self.init(.minProperties, leaf, count)
    case .maxProperties(let count, let leaf): self.init(.maxProperties, leaf, count)
    case .anyOf(let operands, let count, let trial): self.init(.anyOf, operands, count: count, trial)
    case .oneOf(let operands, let count): self.init(.oneOf, operands, count: count, .first)
    case .noneOf(let operands, let count): self.init(.noneOf, operands, count: count, .first)
    case .tellingAnyOf(let operands, let trial): self.init(.tellingAnyOf, operands, count: 0, trial)
    case .tellingOneOf(let operands): self.init(.tellingOneOf, operands.rawValue)
    case .decided(let operands): self.init(.decided, operands.rawValue)
    case .condition(let operands): self.init(.condition, operands.rawValue)
    case .covering(let list): self.init(.covering, list.rawValue)
    case .cover(let branch): self.init(.cover, 0, Int64(bitPattern: 1 << UInt64(branch)))
    case .remainingMembers(let remainder): self.init(.remainingMembers, remainder.rawValue)
    case .remainingItems(let remainder): self.init(.remainingItems, remainder.rawValue)
    case .undocumented: self.init(.undocumented)
    }
  }
}

extension PlannedOperation {
  /// Unpacks an operation.
  init(unpacking packed: PlanOperation) {
    self =
      switch packed.code {
      case .accept: .accept
      case .reject: .reject
      case .call: .call(packed.list)
      case .callBlock: .callBlock(packed.entry)
      case .leaf: .leaf(packed.instruction)
      case .integer: .integer(isExact: packed.flags & PlanOperation.exact != 0)
      case .minimum: .minimum(packed.value, leaf: packed.instruction)
      case .maximum: .maximum(packed.value, leaf: packed.instruction)
      case .exclusiveMinimum: .exclusiveMinimum(packed.value, leaf: packed.instruction)
      case .exclusiveMaximum: .exclusiveMaximum(packed.value, leaf: packed.instruction)
      case .pattern: .pattern(packed.pattern)
      case .minLength: .minLength(packed.value)
      case .maxLength: .maxLength(packed.value)
      case .oneOfNames: .oneOfNames(packed.nameSet)
      case .uuid: .uuid(leaf: packed.instruction)
      case .dateTime: .dateTime(leaf: packed.instruction)
      case .format: .format(packed.format, mode: packed.mode)
      case .minItems: .minItems(packed.value)
      case .maxItems: .maxItems(packed.value)
      case .items: .items(packed.entry, from: packed.count)
      case .prefixItems: .prefixItems(packed.operands, count: packed.count)
      case .contains:
        .contains(
          packed.entry, least: packed.least, most: packed.most, triesAll: packed.flags & PlanOperation.tries != 0)
      case .uniqueItems: .uniqueItems
      case .object: .object(packed.shape)
      case .hasName: .hasName(packed.shape)
      case .member:
        .member(packed.entry, name: packed.dependency, isRequired: packed.flags & PlanOperation.required != 0)
      case .propertyNames: .propertyNames(packed.entry)
      case .dependent: .dependent(packed.list, name: packed.dependency)
      case .minProperties: .minProperties(packed.value, leaf: packed.instruction)
      case .maxProperties: .maxProperties(packed.value, leaf: packed.instruction)
      case .anyOf: .anyOf(packed.operands, count: packed.count, packed.trial)
      case .oneOf: .oneOf(packed.operands, count: packed.count)
      case .noneOf: .noneOf(packed.operands, count: packed.count)
      case .tellingAnyOf: .tellingAnyOf(packed.operands, packed.trial)
      case .tellingOneOf: .tellingOneOf(packed.operands)
      case .decided: .decided(packed.operands)
      case .condition: .condition(packed.operands)
      case .covering: .covering(packed.list)
      case .cover: .cover(branch: packed.branches.trailingZeroBitCount)
      case .remainingMembers: .remainingMembers(packed.remainder)
      case .remainingItems: .remainingItems(packed.remainder)
      case .undocumented: .undocumented
      }
  }
}

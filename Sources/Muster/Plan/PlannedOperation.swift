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
  /// An object's names pass a block.
  case propertyNames(EntryIndex)
  /// An object that has the one name of a set passes a list.
  case dependent(ListIndex, name: NameSetIndex)
  /// An object has at least, at most so many members of different names; the program's instruction is for those of which
  /// their number does not tell.
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

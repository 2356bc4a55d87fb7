/// One operation of a plan, as the run reads it: of fixed width.
///
/// Each knows the kind of its value, as it stands in a list for that kind. What the fields hold for each code is written
/// down in `PlannedOperation+Packing.swift` and nowhere else; the run reads them by the properties below.
struct PlanOperation: Sendable, BitwiseCopyable {
  enum Code: UInt8, Sendable, BitwiseCopyable {
    case accept, reject, call, callBlock, leaf
    case integer, minimum, maximum, exclusiveMinimum, exclusiveMaximum
    case pattern, minLength, maxLength, oneOfNames, uuid, dateTime, format
    case minItems, maxItems, items, prefixItems, contains, uniqueItems
    case object, hasName, propertyNames, dependent, minProperties, maxProperties
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

  /// `dependent`: the set of the one name.
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

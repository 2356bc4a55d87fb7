/// One step of a program, of fixed width.
///
/// What explaining needs lies apart, in `ProgramOrigins`.
struct Instruction: Sendable, BitwiseCopyable {
  var opcode: Opcode
  var flags: UInt8 = 0
  var mask: UInt16 = 0
  var a: UInt32 = 0
  var b: UInt32 = 0
  var c: UInt32 = 0
  var value: Int64 = 0

  /// `type`: `1.0` is no integer.
  static let exactInteger: UInt8 = 1
  /// A numeric bound does not fit `value`: it is the constant `a`.
  static let wide: UInt8 = 2
  /// `condition`: there is a block for this outcome.
  static let hasThen: UInt8 = 8
  static let hasElse: UInt8 = 16
  /// `contains`: the items that match count as evaluated.
  static let evaluates: UInt8 = 32
  /// A member tells the branches of an `anyOf` or `oneOf` apart.
  ///
  /// In `lists` from `c` on stand the member's name, how many tags there are, and for each its text and its branch, or
  /// `noBranch` or `anyBranch`.
  static let discriminates: UInt8 = 128
  /// `anyOf`, `oneOf` that discriminate: the branch that an object's tag names decides alone, and an unknown tag fails.
  static let decides: UInt8 = 1
  /// With `decides`: an object with an unknown tag is judged by the union, as a branch that nothing names may take it.
  static let isOpen: UInt8 = 2
  /// Each branch is named by a mapping.
  static let mapsAll: UInt8 = 4
  /// A tag that is known to name none of the branches.
  static let noBranch = UInt32.max
  /// A tag that does not say which of several branches it names.
  static let anyBranch = UInt32.max - 1

  /// `content`: what the string is encoded in, and that it is JSON.
  static let isBase64: UInt8 = 1
  static let isJSON: UInt8 = 2

  /// `misdirected`: the property goes to the server only, and must not go the other way.
  static let isWriteOnly: UInt8 = 1
  static let isForbidden: UInt8 = 2

  /// `unchecked`: the keyword may evaluate children.
  static let hidesEvaluations: UInt8 = 1

  /// For an upper bound that there is none.
  static let unbounded = UInt32.max
}

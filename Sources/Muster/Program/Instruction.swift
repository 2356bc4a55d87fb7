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
  /// The block that is applied to children is of leaves only.
  static let leafBlock: UInt8 = 4
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
  /// `items`: the block asks for nothing but a type of `mask`.
  static let typeOnly: UInt8 = 64

  /// `content`: what the string is encoded in, and that it is JSON.
  static let isBase64: UInt8 = 1
  static let isJSON: UInt8 = 2

  /// `misdirected`: the property goes to the server only, and must not go the other way.
  static let isWriteOnly: UInt8 = 1
  static let isForbidden: UInt8 = 2

  /// For an upper bound that there is none.
  static let unbounded = UInt32.max
}

/// How the members of an object are judged, in one pass over them.
struct ObjectShape: Sendable, BitwiseCopyable {
  /// The names it knows: `propertyCount` of `properties` from `propertyStart`.
  var propertyStart: UInt32 = 0
  var propertyCount: UInt32 = 0
  /// `slotMask + 1` of `slots` from `slotStart`: the hash table of the names; each a position among them plus one.
  var slotStart: UInt32 = 0
  var slotMask: UInt32 = 0
  /// Pairs of a pattern and a block, `patternCount` of them from `patternStart` in `lists`.
  var patternStart: UInt32 = 0
  var patternCount: UInt32 = 0
  /// What members that neither a name nor a pattern covers come to.
  var additional: Additional = .any
  var additionalIsLeaf: Bool = false
  /// The block for them, where `additional` is `block`.
  var additionalBlock: UInt32 = 0
  /// The bits of `PropertyEntry.requiredBit` that must all be seen.
  var requiredMask: UInt64 = 0

  enum Additional: UInt8, Sendable, BitwiseCopyable {
    case any, none, block
    /// Any, and they count as evaluated.
    case all
  }
}

/// A name that an object's shape knows.
struct PropertyEntry: Sendable, BitwiseCopyable {
  /// The name's first eight bytes, as `ByteView.prefix` gives them.
  var prefix: UInt64 = 0
  /// The name in the program's `text`.
  var nameStart: UInt32 = 0
  var nameLength: UInt32 = 0
  /// The block for its value, where it is declared.
  var block: UInt32 = 0
  /// Its bit in the shape's `requiredMask`, or 64.
  var requiredBit: UInt8 = 64
  var flags: UInt8 = 0
  /// The types that the block allows, where it asks for nothing else.
  var mask: UInt16 = 0

  /// `properties` has the name; otherwise only `required` does.
  static let isDeclared: UInt8 = 1
  static let isLeaf: UInt8 = 2
  /// Any value passes, so that there is nothing to run.
  static let isAny: UInt8 = 4
  /// The block asks for nothing but a type of `mask`.
  static let isTypeOnly: UInt8 = 8
}

/// A name in the program's text.
struct NameEntry: Sendable, BitwiseCopyable {
  var start: UInt32 = 0
  var length: UInt32 = 0
}

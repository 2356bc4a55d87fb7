/// How the members of an object are judged, in one pass over them.
struct ObjectShape: Sendable, BitwiseCopyable {
  /// The names it knows: `propertyCount` of `properties` from `propertyStart`.
  var propertyStart: UInt32 = 0
  var propertyCount: UInt32 = 0
  /// Pairs of a pattern and a block, `patternCount` of them from `patternStart` in `lists`.
  var patternStart: UInt32 = 0
  var patternCount: UInt32 = 0
  /// What members that neither a name nor a pattern covers come to.
  var additional: Additional = .any
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
  /// The position, among the shape's properties, of the one whose name comes here when they are sorted (`NameOrder`).
  var sorted: UInt16 = 0

  /// `properties` has the name; otherwise only `required` does.
  static let isDeclared: UInt8 = 1
}

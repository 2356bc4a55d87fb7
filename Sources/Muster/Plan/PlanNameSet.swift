/// Some names with a hash table.
struct PlanNameSet: Sendable, BitwiseCopyable {
  var start = NameIndex(0)
  var count: UInt32 = 0
  var slotStart = SlotIndex(0)
  /// The number of slots less one; the number is a power of two.
  var slotMask: UInt32 = 0
  /// A bit for each name, by its length and its first byte: most texts that are none of the names have none of the bits.
  var filter: UInt64 = 0

  /// In a set of no more than these, comparing with all of them finds a name sooner than its hash does; at most 32.
  static let few: UInt32 = 8

  @inline(__always)
  static func filterBit(length: Int, first: UInt8) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: length &+ Int(first))
  }
}

/// A name, laid out to be compared without a branch but one.
struct PlanName: Sendable, BitwiseCopyable {
  /// The upper half of the tape's word for a string of this text without escapes.
  var signature: UInt32 = 0
  /// The block of its value, if it is a property; `undeclared` if it is only required.
  var entry = EntryIndex.undeclared
  /// The first eight bytes, zeros after the end.
  var prefix: UInt64 = 0
  /// The last eight bytes; of a shorter name what `prefix` is.
  var suffix: UInt64 = 0
  /// Which bits of eight bytes belong to the name.
  var mask: UInt64 = 0
  /// Its bits in the shape's `requiredMask` and `dependentMask`, or none.
  var required: UInt64 = 0
  /// Where a text of more than sixteen bytes begins among the plan's.
  var textStart: UInt32 = 0
  /// In a set of strings, the string's number: equal strings share it.
  var number: UInt32 = 0

  var length: Int { Int(signature & 0xFF_FFFF) }
}

/// The hash of a property's name, from its length and up to eight bytes of each end.
enum NameHash {
  @inline(__always)
  static func of(prefix: UInt64, suffix: UInt64, length: Int) -> UInt64 {
    let mixed = (prefix ^ suffix &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: length)) &* 0xD6E8_FEB8_6659_FD93
    return mixed >> 32
  }

  /// More names than this do not fit a plan's slots.
  static let positions: UInt32 = 1 << 20

  /// A slot of a plan's hash table: a name's position plus one below, the upper bits of its hash above.
  @inline(__always)
  static func slot(_ hash: UInt64, position: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: hash) & ~(positions &- 1) | (position &+ 1)
  }
}

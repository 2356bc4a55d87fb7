/// The hash of a property's name, from its length and its bytes eight at a time.
enum NameHash {
  /// The hash of a name of at most sixteen bytes, which its ends cover.
  ///
  /// - Parameters:
  ///   - prefix: The first eight bytes, zeros after the end.
  ///   - suffix: The last eight bytes; of a shorter name what `prefix` is.
  ///   - seed: `HashSeed.value` for names that somebody else chose, so that they cannot be made to collide.
  @inline(__always)
  static func of(prefix: UInt64, suffix: UInt64, length: Int, seed: UInt64) -> UInt64 {
    let product = (prefix ^ seed ^ UInt64(truncatingIfNeeded: length))
      .multipliedFullWidth(by: suffix ^ seed.byteSwapped)
    return product.high ^ product.low
  }

  /// The hash of a name that lies among bytes.
  @inline(__always)
  static func of(_ bytes: ByteView, from offset: Int, count: Int, seed: UInt64) -> UInt64 {
    let prefix = bytes.prefix(at: offset, length: count)
    let suffix = count > 8 ? bytes.word(at: offset &+ count &- 8) : prefix
    var hash = of(prefix: prefix, suffix: suffix, length: count, seed: seed)
    var place = 8
    while place < count &- 8 {
      HashSeed.take(bytes.word(at: offset &+ place), into: &hash, seed: seed)
      place &+= 8
    }
    return hash
  }

  /// More names than this do not fit a plan's slots.
  static let positions: UInt32 = 1 << 20

  /// A slot of a plan's hash table: a name's position plus one below, the upper bits of its hash above.
  @inline(__always)
  static func slot(_ hash: UInt64, position: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & ~(positions &- 1) | (position &+ 1)
  }
}

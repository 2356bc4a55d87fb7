/// Indices by indices, few of a large range.
struct IndexTable {
  /// A key plus one below, its value above; at most half are taken.
  private var slots = [UInt64](repeating: 0, count: 16)
  private var count = 0

  /// Odd, and different from process to process, so that nobody can write files whose indices collide.
  private static let multiplier = HashSeed.value | 1

  @inline(__always)
  private static func slot(_ key: UInt32, _ mask: Int, _ multiplier: UInt64) -> Int {
    Int(truncatingIfNeeded: UInt64(key) &* multiplier >> 32) & mask
  }

  /// The value of a key, which must be less than the greatest number.
  subscript(key: UInt32) -> UInt32? {
    get {
      var slot = IndexTable.slot(key, slots.count - 1, IndexTable.multiplier)
      while slots[slot] != 0 {
        if UInt32(truncatingIfNeeded: slots[slot]) == key &+ 1 { return UInt32(truncatingIfNeeded: slots[slot] >> 32) }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
    set {
      guard let newValue else { return }
      if (count + 1) * 2 > slots.count { grow() }
      var slot = IndexTable.slot(key, slots.count - 1, IndexTable.multiplier)
      while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot]) != key &+ 1 {
        slot = (slot + 1) & (slots.count - 1)
      }
      if slots[slot] == 0 { count += 1 }
      slots[slot] = UInt64(newValue) << 32 | UInt64(key &+ 1)
    }
  }

  private mutating func grow() {
    let (old, multiplier) = (slots, IndexTable.multiplier)
    slots = [UInt64](repeating: 0, count: old.count * 4)
    for entry in old where entry != 0 {
      var slot = IndexTable.slot(UInt32(truncatingIfNeeded: entry) &- 1, slots.count - 1, multiplier)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}

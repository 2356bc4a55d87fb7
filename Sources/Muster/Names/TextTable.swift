/// Texts, each once, by number in the order in which they came first.
///
/// Texts are their bytes: as strings, two would be one where only their canonical forms are equal.
struct TextTable {
  /// The texts, one after the other.
  private(set) var bytes: [UInt8] = []
  private(set) var entries: [NameEntry] = []
  /// A number plus one in the lower half, what tells its hash in the upper; at most half are taken.
  private var slots = [UInt64](repeating: 0, count: 32)

  /// The hash of some bytes, the same within a process.
  @inline(__always)
  static func hash(_ bytes: ByteView, _ offset: Int, _ length: Int) -> UInt64 {
    let seed = HashSeed.value
    var hash = seed ^ UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
    var position = 0
    while position &+ 8 <= length {
      HashSeed.take(bytes.word(at: offset &+ position), into: &hash, seed: seed)
      position &+= 8
    }
    if position < length {
      HashSeed.take(bytes.prefix(at: offset &+ position, length: length &- position), into: &hash, seed: seed)
    }
    HashSeed.take(0, into: &hash, seed: seed)
    return hash
  }

  /// The number of a text.
  mutating func number(of text: some Sequence<UInt8>) -> UInt32 {
    ByteView.with(Array(text)) { number($0, 0, $0.count) }
  }

  /// The number of a text that lies among bytes.
  mutating func number(_ text: ByteView, _ offset: Int, _ length: Int) -> UInt32 {
    let hash = TextTable.hash(text, offset, length)
    let slot = slot(of: text, offset, length, hash: hash)
    if slots[slot] != 0 { return UInt32(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) &- 1 }
    let number = UInt32(entries.count)
    entries.append(NameEntry(start: UInt32(bytes.count), length: UInt32(length)))
    text.withSpan(from: offset, count: length) { span in
      for index in span.indices { bytes.append(span[index]) }
    }
    slots[slot] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
    if entries.count * 2 > slots.count { grow() }
    return number
  }

  /// The number of a text that is among them.
  func find(_ text: Span<UInt8>) -> UInt32? {
    let found = ByteView.with(text) { slots[slot(of: $0, 0, $0.count, hash: TextTable.hash($0, 0, $0.count))] }
    return found == 0 ? nil : UInt32(truncatingIfNeeded: found) &- 1
  }

  /// Where a text is in the hash table, or the free slot where it would be.
  @inline(__always)
  private func slot(of text: ByteView, _ offset: Int, _ length: Int, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash >> 32, Int(entries[number].length) == length,
        ByteView.with(bytes, { $0.equals(from: Int(entries[number].start), count: length, text, from: offset) })
      {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, entry) in entries.enumerated() {
      let hash = ByteView.with(bytes) { TextTable.hash($0, Int(entry.start), Int(entry.length)) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
    }
  }

  /// The text of a number.
  func string(_ number: UInt32) -> String {
    let entry = entries[Int(number)]
    return String(decoding: bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)], as: UTF8.self)
  }

  /// All texts in the order of their numbers.
  var strings: [String] { entries.indices.map { string(UInt32($0)) } }
}

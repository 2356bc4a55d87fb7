import MusterText

/// A name that is to be laid out, and what a shape or a set has to say of it.
struct UnplacedName {
  /// The text, among the bytes that are given with it.
  var text: NameEntry
  /// As in `PlanName`.
  var entry = EntryIndex.undeclared
  var required: UInt64 = 0
  var number: UInt32 = 0
}

/// The names of a plan: sets of them, each with its hash table.
struct NameTable {
  private(set) var sets = PlanTable<NameSetIndex, PlanNameSet>()
  private(set) var names = PlanTable<NameIndex, PlanName>()
  /// A name's position in its set plus one below, what tells its hash above.
  private(set) var slots = PlanTable<SlotIndex, UInt32>()
  /// What the hashes begin with.
  let seed = HashSeed.value
  /// The bytes of names that are longer than sixteen.
  private(set) var text: [UInt8] = []
  /// Whether a name was too long or a set too large to be laid out.
  private(set) var isTooLarge = false

  /// Adds names with their hash table, as a set that is known by its index.
  mutating func addSet(_ entries: [UnplacedName], in bytes: [UInt8]) -> NameSetIndex {
    let set = add(entries, in: bytes)
    return sets.append(set)
  }

  /// Adds names with their hash table, which is at most half full.
  ///
  /// - Parameter bytes: What the names' texts lie in.
  mutating func add(_ entries: [UnplacedName], in bytes: [UInt8]) -> PlanNameSet {
    guard entries.count < Int(NameHash.positions) else {
      isTooLarge = true
      return PlanNameSet()
    }
    var size = 1
    while size < entries.count * 2 { size *= 2 }
    var set = PlanNameSet(start: NameIndex(UInt32(names.count)), count: UInt32(entries.count))
    set.slotStart = slots.append(contentsOf: repeatElement(0, count: size))
    set.slotMask = UInt32(size - 1)
    ByteView.with(bytes) { bytes in
      for (position, entry) in entries.enumerated() {
        add(entry, bytes, at: UInt32(position), of: set)
        let length = Int(entry.text.length)
        // After an empty text its quote comes.
        let first = length > 0 ? bytes[Int(entry.text.start)] : 0x22
        set.filter |= PlanNameSet.filterBit(length: length, first: first)
      }
    }
    return set
  }

  private mutating func add(_ entry: UnplacedName, _ bytes: ByteView, at position: UInt32, of set: PlanNameSet) {
    let (start, length) = (Int(entry.text.start), Int(entry.text.length))
    if length >= TapeWord.lengthLimit { isTooLarge = true }
    var name = PlanName()
    name.entry = entry.entry
    name.required = entry.required
    name.number = entry.number
    let flags = bytes.isASCII(from: start, count: length) ? 0 : TapeWord.nonASCII
    name.signature = TapeWord(.string, flags: flags, offset: 0, length: length).signature
    name.textStart = UInt32(text.count)
    name.prefix = bytes.prefix(at: start, length: length)
    name.suffix = length < 8 ? name.prefix : bytes.word(at: start + length - 8)
    name.mask = length >= 8 ? .max : (1 << UInt64(length * 8)) - 1
    if length > 16 {
      bytes.withSpan(from: start, count: length) { span in
        for index in span.indices { text.append(span[index]) }
      }
    }
    let hash = NameHash.of(bytes, from: start, count: length, seed: seed)
    var slot = UInt32(truncatingIfNeeded: hash) & set.slotMask
    while slots[set.slotStart &+ slot] != 0 { slot = (slot + 1) & set.slotMask }
    slots[set.slotStart &+ slot] = NameHash.slot(hash, position: position)
    _ = names.append(name)
  }

  /// The names of a set.
  func names(of set: PlanNameSet) -> ArraySlice<PlanName> { names[set.start, count: set.count] }

  /// The bytes of a name.
  func text(of name: PlanName) -> [UInt8] { NameTable.text(of: name, text) }

  /// The bytes of a name.
  ///
  /// - Parameter texts: Those of the names that are longer than sixteen.
  static func text(of name: PlanName, _ texts: [UInt8]) -> [UInt8] {
    let length = name.length
    if length > 16 { return Array(texts[Int(name.textStart)..<Int(name.textStart) + length]) }
    return (0..<length).map { index in
      let word = index < 8 ? name.prefix >> UInt64(index * 8) : name.suffix >> UInt64((index + 8 - length) * 8)
      return UInt8(truncatingIfNeeded: word)
    }
  }
}

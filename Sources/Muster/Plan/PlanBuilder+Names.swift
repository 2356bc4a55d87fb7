/// Sets of names with their hash tables.
extension PlanBuilder {
  /// Adds a set of strings, given by their numbers.
  mutating func nameSet(ofStrings numbers: [UInt32]) -> UInt32 {
    let names = numbers.map { number in
      var name = PlanName()
      name.number = number
      return (text: strings.entries[Int(number)], name: name)
    }
    parts.nameSets.append(nameSet(names, in: strings.bytes))
    return UInt32(parts.nameSets.count - 1)
  }

  /// Adds a set of one name of the program.
  mutating func nameSet(ofName number: UInt32) -> UInt32 { nameSet(ofNames: CollectionOfOne(number)) }

  /// Adds a set of names of the program.
  mutating func nameSet(ofNames numbers: some Collection<UInt32>) -> UInt32 {
    parts.nameSets.append(nameSet(numbers.map { (program.names[Int($0)], PlanName()) }, in: program.text))
    return UInt32(parts.nameSets.count - 1)
  }

  /// The number of a string.
  mutating func number(of string: [UInt8]) -> UInt32 { strings.number(of: string) }

  /// Adds names with their hash table, which is at most half full.
  ///
  /// - Parameter bytes: What the names' texts lie in.
  mutating func nameSet(_ entries: [(text: NameEntry, name: PlanName)], in bytes: [UInt8]) -> PlanNameSet {
    var set = PlanNameSet(start: UInt32(parts.names.count), count: UInt32(entries.count))
    guard entries.count < Int(NameHash.positions) else {
      isPossible = false
      return PlanNameSet()
    }
    var size = 1
    while size < entries.count * 2 { size *= 2 }
    set.slotStart = UInt32(parts.slots.count)
    set.slotMask = UInt32(size - 1)
    parts.slots.append(contentsOf: repeatElement(0, count: size))
    ByteView.with(bytes) { bytes in
      for (position, (text, entry)) in entries.enumerated() {
        add(entry, bytes, Int(text.start), Int(text.length), at: UInt32(position), of: set)
        let length = Int(text.length)
        // After an empty text its quote comes.
        let first = length > 0 ? bytes[Int(text.start)] : 0x22
        set.filter |= PlanNameSet.filterBit(length: length, first: first)
      }
    }
    return set
  }

  private mutating func add(
    _ entry: PlanName, _ bytes: ByteView, _ start: Int, _ length: Int, at position: UInt32, of set: PlanNameSet
  ) {
    if length >= TapeWord.lengthLimit { isPossible = false }
    var name = entry
    let isASCII = bytes.isASCII(from: start, count: length)
    let flags = isASCII ? 0 : TapeWord.nonASCII
    name.signature = TapeWord(.string, flags: flags, offset: 0, length: length).signature
    name.textStart = UInt32(parts.text.count)
    name.prefix = bytes.prefix(at: start, length: length)
    name.suffix = length < 8 ? name.prefix : bytes.word(at: start + length - 8)
    name.mask = length >= 8 ? .max : (1 << UInt64(length * 8)) - 1
    if length > 16 {
      bytes.withSpan(from: start, count: length) { span in
        for index in span.indices { parts.text.append(span[index]) }
      }
    }
    let hash = NameHash.of(prefix: name.prefix, suffix: name.suffix, length: length)
    var slot = UInt32(truncatingIfNeeded: hash) & set.slotMask
    while parts.slots[Int(set.slotStart + slot)] != 0 { slot = (slot + 1) & set.slotMask }
    parts.slots[Int(set.slotStart + slot)] = NameHash.slot(hash, position: position)
    parts.names.append(name)
  }
}

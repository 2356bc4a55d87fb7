/// The names of members that a program knows, worked out when they are first asked for.
final class DeclaredNames: Sendable {
  /// A hash table that is at most half full; an empty slot ends a search.
  private let slots: [NameEntry]
  private let text: [UInt8]

  private static let empty = NameEntry(start: .max, length: 0)

  init(_ program: Program) {
    let names =
      program.properties.map { NameEntry(start: $0.nameStart, length: $0.nameLength) } + program.names
    text = program.text
    var slots = Array(repeating: DeclaredNames.empty, count: 16)
    while slots.count < names.count * 2 + 2 {
      slots = Array(repeating: DeclaredNames.empty, count: slots.count * 2)
    }
    for name in names {
      let bytes = program.bytes(of: name)
      let slot = DeclaredNames.slot(of: bytes.span, slots, text)
      slots[slot] = NameEntry(start: UInt32(bytes.startIndex), length: UInt32(bytes.count))
    }
    self.slots = slots
  }

  func contains(_ name: Span<UInt8>) -> Bool {
    slots[DeclaredNames.slot(of: name, slots, text)].start != .max
  }

  /// Where a name is in a table, or where it would be.
  private static func slot(of name: Span<UInt8>, _ slots: [NameEntry], _ text: [UInt8]) -> Int {
    var hash = TapeView.seed ^ UInt64(truncatingIfNeeded: name.count)
    for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x0000_0100_0000_01B3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (hash ^ hash >> 29) & UInt64(mask))
    while slots[slot].start != .max {
      if isEqual(slots[slot], text, name) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private static func isEqual(_ entry: NameEntry, _ text: [UInt8], _ name: Span<UInt8>) -> Bool {
    guard Int(entry.length) == name.count else { return false }
    let start = Int(entry.start)
    for index in name.indices where text[start + index] != name[index] { return false }
    return true
  }
}

extension Program {
  /// Whether a schema of the program names a member so: in `properties`, `required` or another keyword.
  ///
  /// - Complexity: O(*n*) in the length of the name; the first time, in the names of the program.
  func declares(_ name: Span<UInt8>) -> Bool {
    let known = declaredNames.load() ?? declaredNames.storeIfNil(DeclaredNames(self))
    return known.contains(name)
  }
}

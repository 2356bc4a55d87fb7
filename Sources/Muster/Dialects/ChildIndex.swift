/// Finds children of large objects by name without walking over them each time.
///
/// Many references lead into one object of definitions: looking each up by a walk would make compiling quadratic.
final class ChildIndex {
  /// The keys of an object by their bytes: strings would be equal where only their canonical forms are.
  private struct Table {
    /// The tape index of a key in the lower half, what tells its hash in the upper.
    var slots: [UInt64]
  }

  private var tables: [PlaceKey: Table] = [:]
  /// The one that was used last: neighbours have the same parent.
  private var last: (key: PlaceKey, table: Table)?

  /// Objects with fewer members are walked.
  private static let threshold = 16

  /// The child that a reference token leads to.
  func child(_ token: String, of value: SchemaNode) -> SchemaNode? {
    ByteView.with(Array(token.utf8)) { child($0, 0, $0.count, of: value)?.value }
  }

  /// The child that the bytes of a reference token lead to, with its key or, in an array, its position.
  func child(
    _ bytes: ByteView, _ offset: Int, _ length: Int, of value: SchemaNode
  ) -> (value: SchemaNode, key: SchemaNode?)? {
    if value.isArray { return item(bytes, offset, length, of: value).map { ($0, nil) } }
    guard value.isObject else { return nil }
    if value.count < ChildIndex.threshold {
      for member in value.members where ChildIndex.isEqual(member.key, bytes, offset, length) {
        return (member.value, member.key)
      }
      return nil
    }
    let hash = TextTable.hash(bytes, offset, length)
    let slots = table(of: value).slots
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let key = value.at(TapeIndex(Int(slots[slot] & 0xFFFF_FFFF)))
      if slots[slot] >> 32 == hash >> 32, ChildIndex.isEqual(key, bytes, offset, length) {
        return (value.at(value.tape.next(after: key.index)), key)
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func table(of value: SchemaNode) -> Table {
    if let last, last.key == value.key { return last.table }
    if let known = tables[value.key] {
      last = (value.key, known)
      return known
    }
    var size = 32
    while size < value.count * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for member in value.members {
      member.key.withName { bytes, offset, length in
        let hash = TextTable.hash(bytes, offset, length)
        var slot = Int(truncatingIfNeeded: hash) & (size - 1)
        while slots[slot] != 0 {
          // Of a name that occurs twice the first counts.
          let other = value.at(TapeIndex(Int(slots[slot] & 0xFFFF_FFFF)))
          if slots[slot] >> 32 == hash >> 32, ChildIndex.isEqual(other, bytes, offset, length) { return }
          slot = (slot + 1) & (size - 1)
        }
        slots[slot] = hash & ~0xFFFF_FFFF | UInt64(truncatingIfNeeded: member.key.index.rawValue)
      }
    }
    let table = Table(slots: slots)
    tables[value.key] = table
    last = (value.key, table)
    return table
  }

  private static func isEqual(_ key: SchemaNode, _ bytes: ByteView, _ offset: Int, _ length: Int) -> Bool {
    key.withName { $2 == length && $0.equals(from: $1, count: length, bytes, from: offset) }
  }

  /// The item at a position, which is written without leading zeros (RFC 6901, section 4).
  private func item(_ bytes: ByteView, _ offset: Int, _ length: Int, of value: SchemaNode) -> SchemaNode? {
    guard length > 0, length < 10, length == 1 || bytes[offset] != UInt8(ascii: "0") else { return nil }
    var position = 0
    for index in 0..<length {
      let digit = bytes[offset + index]
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      position = position * 10 + Int(digit - UInt8(ascii: "0"))
    }
    guard position < value.count else { return nil }
    var items = value.items
    for _ in 0..<position { _ = items.next() }
    return items.next()
  }

  /// What a pointer leads to.
  func value(at pointer: JSONPointer, from root: SchemaNode) -> SchemaNode? {
    var value = root
    for token in pointer.tokens {
      guard let next = child(token, of: value) else { return nil }
      value = next
    }
    return value
  }
}

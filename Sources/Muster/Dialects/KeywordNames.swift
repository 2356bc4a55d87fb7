/// Finds the keywords of a version by the bytes of a name: one look at a table for nearly every name.
final class KeywordNames: Sendable {
  private struct Slot: Sendable {
    var prefix: UInt64 = 0
    var middle: UInt64 = 0
    var suffix: UInt64 = 0
    var length = 0
    var meaning = Meaning(keyword: .annotation, holds: .none, needs: [], isReference: false)
    var vocabulary = Vocabularies.core
  }

  /// A keyword with what walks over schemas ask of its row.
  struct Meaning: Sendable {
    var keyword: Keyword
    var holds: SubschemaPositions
    var needs: SchemaIndex.Features
    var isReference: Bool
  }

  private let slots: [Slot]

  /// No keyword has a longer name, so that three words hold all of it.
  private static let longest = 24

  private init(_ keywords: [String: KeywordTable.Entry]) {
    var slots = [Slot](repeating: Slot(), count: 256)
    for (name, entry) in keywords {
      ByteView.with(Array(name.utf8)) { bytes in
        guard bytes.count > 0, bytes.count <= KeywordNames.longest else { return }
        var slot = KeywordNames.key(bytes, 0, bytes.count)
        slot.meaning = Meaning(
          keyword: entry.keyword, holds: entry.row.holds, needs: entry.row.needs, isReference: entry.row.isReference)
        slot.vocabulary = entry.vocabulary
        var position = KeywordNames.position(slot)
        while slots[position].length != 0 { position = (position + 1) & 255 }
        slots[position] = slot
      }
    }
    self.slots = slots
  }

  /// The names of each table, by the tables' raw values.
  private static let all = KeywordTable.allCases.map { KeywordNames($0.keywords) }

  static func of(_ table: KeywordTable) -> KeywordNames { all[Int(table.rawValue)] }

  @inline(__always)
  private static func key(_ bytes: ByteView, _ offset: Int, _ length: Int) -> Slot {
    Slot(
      prefix: bytes.prefix(at: offset, length: length), middle: length > 16 ? bytes.word(at: offset &+ 8) : 0,
      suffix: length > 8 ? bytes.word(at: offset &+ length &- 8) : 0, length: length)
  }

  @inline(__always)
  private static func position(_ slot: Slot) -> Int {
    // Any seed will do, because the names in the table are our own.
    Int(truncatingIfNeeded: NameHash.of(prefix: slot.prefix, suffix: slot.suffix, length: slot.length, seed: 1)) & 255
  }

  /// What a name that lies among bytes stands for; `nil` if its vocabulary is none of those given.
  @inline(__always)
  private func meaning(_ bytes: ByteView, _ offset: Int, _ length: Int, _ vocabularies: Vocabularies) -> Meaning? {
    guard length > 0, length <= KeywordNames.longest else { return nil }
    let wanted = KeywordNames.key(bytes, offset, length)
    var position = KeywordNames.position(wanted)
    while slots[position].length != 0 {
      let slot = slots[position]
      if slot.prefix == wanted.prefix, slot.suffix == wanted.suffix, slot.middle == wanted.middle,
        slot.length == length
      {
        return vocabularies.contains(slot.vocabulary) ? slot.meaning : nil
      }
      position = (position &+ 1) & 255
    }
    return nil
  }

  /// The keyword that a key names, or `nil` if these vocabularies do not have it.
  @inline(__always)
  func meaning(_ key: SchemaNode, _ vocabularies: Vocabularies) -> Meaning? {
    key.withName { meaning($0, $1, $2, vocabularies) }
  }
}

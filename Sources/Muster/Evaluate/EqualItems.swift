/// Two items of an array that are equal: what a failed `uniqueItems` is about.
struct EqualItems: Equatable {
  /// Their positions, the earlier one first.
  var first: Int
  var second: Int

  /// The first item that equals an earlier one, with the earliest that it equals; `nil` where all items differ.
  ///
  /// The verdict only finds that there are such items; this is looked for when it is to be told.
  /// - Complexity: O(*n* log *n*) for items whose hashes differ.
  init?(in array: TapeIndex, of tape: TapeView) {
    guard tape[array].kind == .array else { return nil }
    var items: [(hash: UInt64, position: Int, index: TapeIndex)] = []
    var open: [OpenHash] = []
    var item = tape.firstChild(array)
    let end = tape.end(array)
    while item < end {
      items.append((tape.hash(item, &open), items.count, item))
      item = tape.next(after: item)
    }
    items.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.position < $1.position }
    var found: EqualItems?
    var pairs: [(TapeIndex, TapeIndex)] = []
    var start = 0
    for position in items.indices {
      if items[position].hash != items[start].hash { start = position }
      guard items[position].position < found?.second ?? .max else { continue }
      for earlier in start..<position where tape.equals(items[earlier].index, tape, items[position].index, &pairs) {
        found = EqualItems(first: items[earlier].position, second: items[position].position)
        break
      }
    }
    guard let found else { return nil }
    self = found
  }

  private init(first: Int, second: Int) {
    self.first = first
    self.second = second
  }
}

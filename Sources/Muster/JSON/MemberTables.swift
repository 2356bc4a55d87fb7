/// The members of large objects by name.
///
/// Documents refer to their components by name: looked for one by one, thousands of references to thousands of components
/// would take time that grows with the square of the document.
struct MemberTables {
  /// An object with fewer members is looked through.
  static let fewest = 64
  /// How often an object is looked through before its members are put into a table.
  private static let patience = 4

  private enum Knowledge {
    case asked(Int)
    case table([TextKey: TapeIndex])
  }

  private var objects: [TapeIndex: Knowledge] = [:]

  /// The value of the first member of a name in an object.
  mutating func value(of name: String, in object: TapeIndex, _ tape: TapeView) -> TapeIndex? {
    switch objects[object] ?? .asked(0) {
    case .table(let table): return table[TextKey(name)]
    case .asked(let times) where times < MemberTables.patience:
      objects[object] = .asked(times + 1)
      return tape.value(of: name, in: object)
    case .asked:
      var table: [TextKey: TapeIndex] = [:]
      table.reserveCapacity(tape.count(object))
      var key = tape.firstChild(object)
      let end = tape.end(object)
      while key < end {
        let value = tape.next(after: key)
        let name = TextKey(tape.decodedString(key))
        if table[name] == nil { table[name] = value }
        key = tape.next(after: value)
      }
      let found = table[TextKey(name)]
      objects[object] = .table(table)
      return found
    }
  }
}

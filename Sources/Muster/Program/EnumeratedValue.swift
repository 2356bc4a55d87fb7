/// A value of a long enumeration, where it is found by its hash.
///
/// Beside the constants that an enumeration lists in its own order there is one of these for each, in the order of their
/// hashes: so many values are not compared one by one.
struct EnumeratedValue: BitwiseCopyable {
  /// The hash that equal values share, in this process.
  let hash: UInt64
  /// The index of the constant.
  let constant: UInt32

  /// The number of values from which an enumeration counts as long.
  static let longCount: UInt32 = 17

  /// The values of all long enumerations of a program, each at its place in the lists; empty if there is no long one.
  ///
  /// - Complexity: O(*n* log *n*) in the number of their values.
  static func all(of parts: Program.Parts) -> [EnumeratedValue] {
    let ranges = parts.instructions.compactMap { instruction -> Range<Int>? in
      guard instruction.opcode == .enumeration, instruction.b >= longCount else { return nil }
      let start = min(Int(instruction.a), parts.lists.count)
      return start..<min(start + Int(instruction.b), parts.lists.count)
    }
    guard !ranges.isEmpty else { return [] }
    var all = parts.lists.map { EnumeratedValue(hash: 0, constant: $0) }
    var known: Set<Range<Int>> = []
    parts.constants.withTape { tape in
      var open: [OpenHash] = []
      for range in ranges where known.insert(range).inserted {
        for position in range {
          let constant = parts.lists[position]
          all[position] = EnumeratedValue(hash: tape.hash(TapeIndex(Int(constant)), &open), constant: constant)
        }
        all[range].sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.constant < $1.constant }
      }
    }
    return all
  }
}

extension EnumeratedValue: TableElement {
  static var outOfBounds: EnumeratedValue { EnumeratedValue(hash: .max, constant: .max) }
}

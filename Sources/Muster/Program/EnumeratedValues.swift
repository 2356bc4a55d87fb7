/// The values of a program's long enumerations, to be found by their hashes instead of one by one.
///
/// Made when the first of them is needed: a plan looks up strings by other means, and most programs have no long
/// enumeration of anything else.
final class EnumeratedValues: Sendable {
  private struct Value: Sendable {
    /// The hash that equal values share, in this process.
    let hash: UInt64
    /// The index of the constant.
    let constant: UInt32
  }

  /// An enumeration, by what its instruction says of its list.
  private struct Key: Hashable {
    let start: UInt32
    let count: UInt32

    init(_ instruction: Instruction) { (start, count) = (instruction.a, instruction.b) }
  }

  /// The number of values from which an enumeration counts as long.
  static let longCount: UInt32 = 65

  /// The values of each enumeration, in the order of their hashes.
  private let values: [Key: [Value]]

  /// Sorts the values of the long enumerations of a program.
  ///
  /// - Complexity: O(*n* log *n*) in the number of their values.
  init(_ program: Program) {
    var values: [Key: [Value]] = [:]
    program.constants.withTape { tape in
      var open: [OpenHash] = []
      for instruction in program.instructions
      where instruction.opcode == .enumeration && instruction.b >= EnumeratedValues.longCount {
        let start = min(Int(instruction.a), program.lists.count)
        let end = min(start + Int(instruction.b), program.lists.count)
        guard values[Key(instruction)] == nil else { continue }
        values[Key(instruction)] = program.lists[start..<end].map { constant in
          Value(hash: tape.hash(TapeIndex(Int(constant)), &open), constant: constant)
        }.sorted { $0.hash < $1.hash }
      }
    }
    self.values = values
  }

  /// The constants of an enumeration that have a hash.
  ///
  /// - Complexity: O(log *n*) in the number of values, where hashes differ.
  func constants(of instruction: Instruction, hash: UInt64) -> some Sequence<UInt32> {
    let values = values[Key(instruction)] ?? []
    var (first, last) = (0, values.count)
    while first < last {
      let middle = (first + last) / 2
      if values[middle].hash < hash { first = middle + 1 } else { last = middle }
    }
    return values[first...].lazy.prefix { $0.hash == hash }.map(\.constant)
  }
}

extension Program {
  /// The values of the program's long enumerations.
  var enumeratedValues: EnumeratedValues {
    lazyEnumeratedValues.load() ?? lazyEnumeratedValues.storeIfNil(EnumeratedValues(self))
  }
}

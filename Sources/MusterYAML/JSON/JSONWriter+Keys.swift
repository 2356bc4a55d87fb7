/// A key of a mapping that is open.
struct KeyRecord {
  var hash: UInt64
  /// Where its text begins and ends, with the quotes.
  var start: Int
  var end: Int
  /// Where it was written.
  var offset: Int
  /// The index of its place.
  var place: Int
  /// Whether it is `<<`.
  var isMerge: Bool
}

extension JSONWriter {
  /// A hash of the key that was written last; equal texts have equal hashes.
  @inline(__always) func hash(from start: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var index = start
    let end = output.text.count
    while index < end {
      hash = (hash ^ UInt64(output.text[index])) &* 0x100_0000_01B3
      index += 1
    }
    return hash
  }

  /// Warns of keys of the innermost mapping that are written twice.
  ///
  /// - Complexity: O(*n* log *n*) in the number of keys, whatever their hashes are.
  @inline(__always) mutating func noteRepeatedKeys(from first: Int) {
    let count = keys.count - first
    if count < 2 { return }
    if count <= 12 {
      for index in (first + 1)..<keys.count {
        for other in first..<index where keys[other].hash == keys[index].hash {
          if order(keys[other], keys[index]) == 0 {
            noteRepeated(keys[index], keys[other])
            break
          }
        }
      }
    } else {
      noteRepeatedKeysBySorting(from: first)
    }
  }

  private mutating func noteRepeated(_ key: KeyRecord, _ earlier: KeyRecord) {
    if !key.isMerge || !earlier.isMerge { warn(.repeatedKey, at: key.offset, related: earlier.offset) }
  }

  private mutating func noteRepeatedKeysBySorting(from first: Int) {
    var sorted = Array(keys[first...])
    sorted.sort { left, right in
      if left.hash != right.hash { return left.hash < right.hash }
      let order = order(left, right)
      return order == 0 ? left.start < right.start : order < 0
    }
    var original = 0
    for index in 1..<sorted.count {
      if sorted[index].hash == sorted[original].hash, order(sorted[original], sorted[index]) == 0 {
        noteRepeated(sorted[index], sorted[original])
      } else {
        original = index
      }
    }
  }

  /// Compares the texts of two keys: negative, zero or positive.
  private func order(_ left: KeyRecord, _ right: KeyRecord) -> Int {
    let count = min(left.end - left.start, right.end - right.start)
    for index in 0..<count {
      let difference = Int(output.text[left.start + index]) - Int(output.text[right.start + index])
      if difference != 0 { return difference }
    }
    return (left.end - left.start) - (right.end - right.start)
  }
}

/// Equality of JSON values (JSON Schema 2020-12 Core, section 4.2.2): numbers by value, strings by code point, arrays
/// item by item, objects without order.
extension TapeView {
  /// Whether two values, of this tape and of another, are equal.
  ///
  /// - Complexity: O(*n*) in the values and their text, where hashes of names do not collide.
  func equals(_ index: TapeIndex, _ other: TapeView, _ otherIndex: TapeIndex) -> Bool {
    var pending: [(TapeIndex, TapeIndex)] = []
    return equals(index, other, otherIndex, &pending)
  }

  /// As `equals`, with memory to work in: the pairs of containers still to compare, in no order that matters.
  func equals(
    _ index: TapeIndex, _ other: TapeView, _ otherIndex: TapeIndex, _ pending: inout [(TapeIndex, TapeIndex)]
  ) -> Bool {
    pending.removeAll(keepingCapacity: true)
    guard shallowEquals(index, other, otherIndex, &pending) else { return false }
    while let (left, right) = pending.popLast() {
      let areEqual =
        self[left].kind == .object
        ? objectsEqual(left, other, right, &pending) : arraysEqual(left, other, right, &pending)
      guard areEqual else { return false }
    }
    return true
  }

  private func arraysEqual(
    _ array: TapeIndex, _ other: TapeView, _ otherArray: TapeIndex, _ pending: inout [(TapeIndex, TapeIndex)]
  ) -> Bool {
    var item = firstChild(array)
    var otherItem = other.firstChild(otherArray)
    let end = end(array)
    while item < end {
      guard shallowEquals(item, other, otherItem, &pending) else { return false }
      item = next(after: item)
      otherItem = other.next(after: otherItem)
    }
    return true
  }

  private func objectsEqual(
    _ object: TapeIndex, _ other: TapeView, _ otherObject: TapeIndex, _ pending: inout [(TapeIndex, TapeIndex)]
  ) -> Bool {
    var key = firstChild(object)
    let end = end(object)
    var otherKey = other.firstChild(otherObject)
    // The other's members by name, once those here come in another order.
    var names: MemberNames?
    while key < end {
      let value = next(after: key)
      if !stringsEqual(key, other, otherKey) {
        let known = names ?? MemberNames(of: otherObject, in: other)
        names = known
        guard let found = known.key(equalTo: key, of: self, in: other) else { return false }
        otherKey = found
      }
      let otherValue = other.next(after: otherKey)
      guard shallowEquals(value, other, otherValue, &pending) else { return false }
      key = next(after: value)
      otherKey = other.next(after: otherValue)
    }
    // A name that occurs twice here could stand in for one that only the other has.
    guard names != nil else { return true }
    let own = MemberNames(of: object, in: self)
    return other.eachKey(in: otherObject) { own.key(equalTo: $0, of: other, in: self) != nil }
  }

  /// Compares two scalars, or two containers by kind and count; these are put off if they have children.
  @inline(__always)
  private func shallowEquals(
    _ index: TapeIndex, _ other: TapeView, _ otherIndex: TapeIndex, _ pending: inout [(TapeIndex, TapeIndex)]
  ) -> Bool {
    let kind = self[index].rawKind
    guard kind == other[otherIndex].rawKind else { return false }
    switch self[index].kind {
    case .null, .true, .false: return true
    case .string: return stringsEqual(index, other, otherIndex)
    case .number: return number(index).compare(other.number(otherIndex)) == 0
    case .array, .object:
      let count = count(index)
      guard count == other.count(otherIndex) else { return false }
      if count > 0 { pending.append((index, otherIndex)) }
      return true
    }
  }

  fileprivate func eachKey(in object: TapeIndex, _ holds: (TapeIndex) -> Bool) -> Bool {
    var key = firstChild(object)
    let end = end(object)
    while key < end {
      if !holds(key) { return false }
      key = next(after: next(after: key))
    }
    return true
  }

  /// The positions of two items of an array that are equal: the second one is the first that repeats an earlier one.
  ///
  /// - Complexity: O(*n*) in the text of the array, where hashes do not collide.
  func equalItems(of array: TapeIndex) -> [Int] {
    guard self[array].kind == .array else { return [] }
    var first: [UInt64: [(position: Int, item: TapeIndex)]] = [:]
    var pairs: [(TapeIndex, TapeIndex)] = []
    var item = firstChild(array)
    let end = end(array)
    var position = 0
    while item < end {
      let hash = hash(item)
      // So many that are not equal only have hashes in common that were made to collide.
      for earlier in first[hash, default: []].prefix(8) where equals(earlier.item, self, item, &pairs) {
        return [earlier.position, position]
      }
      first[hash, default: []].append((position, item))
      item = next(after: item)
      position += 1
    }
    return []
  }

  // MARK: Hashing

  /// A hash that equal values share.
  ///
  /// - Complexity: O(*n*) in the number of values and the length of their text.
  func hash(_ index: TapeIndex) -> UInt64 {
    var open: [OpenHash] = []
    return hash(index, &open)
  }

  /// As `hash`, with memory to work in.
  func hash(_ index: TapeIndex, _ open: inout [OpenHash]) -> UInt64 {
    guard self[index].isContainer else { return scalarHash(index) }
    open.removeAll(keepingCapacity: true)
    var position = index
    while true {
      if self[position].isContainer {
        open.append(OpenHash(end: end(position), isObject: self[position].kind == .object))
        position = firstChild(position)
      } else {
        open[open.count - 1].take(scalarHash(position))
        position = next(after: position)
      }
      while let top = open.last, position >= top.end {
        open.removeLast()
        if open.isEmpty { return top.hash }
        open[open.count - 1].take(top.hash)
      }
      if let top = open.last, top.isObject {
        open[open.count - 1].key = stringHash(position)
        position = next(after: position)
      }
    }
  }

  private func scalarHash(_ index: TapeIndex) -> UInt64 {
    switch self[index].kind {
    case .string: stringHash(index)
    case .number: TapeView.mix(0x0D, number(index).hash)
    default: TapeView.mix(0x0C, UInt64(self[index].rawKind))
    }
  }

  /// A hash of the code points of a string, escapes decoded.
  func stringHash(_ index: TapeIndex) -> UInt64 {
    let word = self[index]
    if word.flags & TapeWord.hasEscape == 0 {
      return TapeView.stringHash(bytes, from: word.offset, count: length(index))
    }
    return decodedStringHash(index)
  }

  /// The same hash of bytes that need no decoding, taken eight at a time.
  static func stringHash(_ bytes: ByteView, from start: Int, count: Int) -> UInt64 {
    let seed = HashSeed.value
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    var place = 0
    while place < count {
      HashSeed.take(bytes.prefix(at: start &+ place, length: count &- place), into: &hash, seed: seed)
      place &+= 8
    }
    return mix(0x0E, hash)
  }

  @inline(never)
  private func decodedStringHash(_ index: TapeIndex) -> UInt64 {
    let seed = HashSeed.value
    var count: UInt64 = 0
    // The length comes first, so that the bytes are gone over twice.
    _ = forEachDecodedByte(index) { _ in
      count &+= 1
      return true
    }
    var hash = seed ^ count
    var word: UInt64 = 0
    var place: UInt64 = 0
    _ = forEachDecodedByte(index) { byte in
      word |= UInt64(byte) &<< (place &* 8)
      place &+= 1
      if place == 8 {
        HashSeed.take(word, into: &hash, seed: seed)
        (word, place) = (0, 0)
      }
      return true
    }
    if place > 0 { HashSeed.take(word, into: &hash, seed: seed) }
    return TapeView.mix(0x0E, hash)
  }

  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: right ^ 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low &+ left
  }
}

/// The keys of an object, found by name.
private struct MemberNames {
  private let object: TapeIndex
  /// The first key of each hash; empty for a small object, which is searched from its start.
  private var keys: [UInt64: TapeIndex] = [:]

  private static let fewMembers = 16

  init(of object: TapeIndex, in tape: TapeView) {
    self.object = object
    let count = tape.count(object)
    guard count > MemberNames.fewMembers else { return }
    keys.reserveCapacity(count)
    _ = tape.eachKey(in: object) { key in
      let hash = tape.stringHash(key)
      if keys[hash] == nil { keys[hash] = key }
      return true
    }
  }

  /// The first key that equals a key of another tape.
  func key(equalTo wanted: TapeIndex, of other: TapeView, in tape: TapeView) -> TapeIndex? {
    if !keys.isEmpty {
      guard let key = keys[other.stringHash(wanted)] else { return nil }
      if tape.stringsEqual(key, other, wanted) { return key }
    }
    var found: TapeIndex?
    _ = tape.eachKey(in: object) { key in
      if tape.stringsEqual(key, other, wanted) { found = key }
      return found == nil
    }
    return found
  }
}

/// The hash of a container whose children are being taken in.
struct OpenHash {
  fileprivate var end: TapeIndex
  fileprivate var isObject: Bool
  fileprivate var key: UInt64 = 0
  fileprivate var hash: UInt64

  fileprivate init(end: TapeIndex, isObject: Bool) {
    self.end = end
    self.isObject = isObject
    hash = isObject ? 0x0B : 0x0A
  }

  /// Items count in their order, members in none.
  fileprivate mutating func take(_ child: UInt64) {
    hash = isObject ? hash &+ TapeView.mix(key, child) : TapeView.mix(hash, child)
  }
}

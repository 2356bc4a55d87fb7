import MusterText

/// The memory that checks work in, kept from one to the next so that a steady state allocates nothing.
struct Scratch: ~Copyable {
  var tape = TapeBuffer()
  var frames = FrameStack()
  var pattern = PatternScratch()
  var marks = EvaluatedMarks()
  /// Where objects failed since this was emptied.
  var failedMembers = FailedMembers()
  /// What blocks came to on values, once a check takes long.
  var verdicts = VerdictMemory()
  /// What the explaining pass works in; made when there is something to explain.
  private var explaining: ExplainMemory?
  private var decoded: [UInt8] = []
  private var hashes: [HashedValue] = []
  private var open: [OpenHash] = []
  private var pairs: [(TapeIndex, TapeIndex)] = []

  private struct HashedValue {
    var hash: UInt64
    var index: TapeIndex
  }

  /// What the explaining pass works in, empty.
  var explainMemory: ExplainMemory {
    mutating get {
      if let explaining { return explaining }
      let made = ExplainMemory()
      explaining = made
      return made
    }
  }

  /// Decodes a string with escapes into the scratch.
  mutating func decode(_ index: TapeIndex, of tape: TapeView) {
    decoded.removeAll(keepingCapacity: true)
    _ = tape.forEachDecodedByte(index) {
      decoded.append($0)
      return true
    }
  }

  /// Lends what was decoded last.
  mutating func withDecoded<Result>(_ body: (Span<UInt8>, inout PatternScratch) -> Result) -> Result {
    ByteView.with(decoded) { view in view.withSpan(from: 0, count: view.count) { body($0, &pattern) } }
  }

  func withDecodedView<Result>(_ body: (ByteView) -> Result) -> Result {
    ByteView.with(decoded, body)
  }

  /// Whether no two items of an array are equal (JSON Schema 2020-12 Validation, section 6.4.3).
  ///
  /// - Complexity: O(*n* log *n*) for items whose hashes differ.
  mutating func itemsDiffer(_ array: TapeIndex, of tape: TapeView) -> Bool {
    if tape.fewItemsDiffer(array) { return true }
    hashes.removeAll(keepingCapacity: true)
    var item = tape.firstChild(array)
    let end = tape.end(array)
    while item < end {
      hashes.append(HashedValue(hash: tape.hash(item, &open), index: item))
      item = tape.next(after: item)
    }
    var differ = true
    var pairs: [(TapeIndex, TapeIndex)] = []
    swap(&pairs, &self.pairs)
    forEachRepeat(where: { tape.equals($0, tape, $1, &pairs) }) { _ in
      differ = false
      return false
    }
    swap(&pairs, &self.pairs)
    return differ
  }

  /// A hash that equal values share.
  mutating func hash(_ index: TapeIndex, of tape: TapeView) -> UInt64 { tape.hash(index, &open) }

  /// Whether a value equals one of another tape.
  mutating func equals(
    _ index: TapeIndex, of tape: TapeView, _ other: TapeView, _ otherIndex: TapeIndex
  ) -> Bool {
    tape.equals(index, other, otherIndex, &pairs)
  }

  /// How many different names an object has.
  mutating func distinctNames(_ object: TapeIndex, of tape: TapeView) -> Int {
    hashNames(object, of: tape)
    var count = hashes.count
    forEachRepeat(where: { tape.stringsEqual($0, tape, $1) }) { _ in
      count -= 1
      return true
    }
    return count
  }

  /// Hands each key that repeats an earlier one of its object to `body`.
  mutating func forEachDuplicateName(_ object: TapeIndex, of tape: TapeView, _ body: (TapeIndex) -> Void) {
    guard tape.count(object) > 1 else { return }
    hashNames(object, of: tape)
    forEachRepeat(where: { tape.stringsEqual($0, tape, $1) }) {
      body($0)
      return true
    }
  }

  private mutating func hashNames(_ object: TapeIndex, of tape: TapeView) {
    hashes.removeAll(keepingCapacity: true)
    var key = tape.firstChild(object)
    let end = tape.end(object)
    while key < end {
      hashes.append(HashedValue(hash: tape.stringHash(key), index: key))
      key = tape.next(after: tape.next(after: key))
    }
  }

  /// Puts the names of an object in the order of their hashes, to look for many of them.
  mutating func sortNames(_ object: TapeIndex, of tape: TapeView) {
    hashNames(object, of: tape)
    hashes.sort { $0.hash < $1.hash }
  }

  /// Whether one of the names that were put in order last has a hash, and is the one that is looked for.
  func hasSortedName(_ hash: UInt64, where isWanted: (TapeIndex) -> Bool) -> Bool {
    var (first, last) = (0, hashes.count)
    while first < last {
      let middle = (first + last) / 2
      if hashes[middle].hash < hash { first = middle + 1 } else { last = middle }
    }
    while first < hashes.count, hashes[first].hash == hash {
      if isWanted(hashes[first].index) { return true }
      first += 1
    }
    return false
  }

  /// Sorts by hash and hands each value that equals an earlier one to `body`, until it says to stop.
  private mutating func forEachRepeat(
    where areEqual: (TapeIndex, TapeIndex) -> Bool, _ body: (TapeIndex) -> Bool
  ) {
    hashes.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.index < $1.index }
    var start = 0
    while start < hashes.count {
      var position = start + 1
      while position < hashes.count, hashes[position].hash == hashes[start].hash {
        var earlier = start
        while earlier < position {
          if areEqual(hashes[earlier].index, hashes[position].index) {
            if !body(hashes[position].index) { return }
            break
          }
          earlier += 1
        }
        position += 1
      }
      start = position
    }
  }
}

extension Scratch {
  /// More tape than this is not kept from one check to the next.
  private static var keptWords: Int { 1 << 17 }

  /// Gives back what an unusually large payload took.
  @inline(__always)
  mutating func shrink() {
    if max(tape.capacity, tape.specials.capacity) > Scratch.keptWords { tape = TapeBuffer() }
    verdicts.shrink()
  }

  /// Lends the tape that was read last, and the rest of the scratch beside it.
  @inline(__always)
  mutating func withTape<Result>(of bytes: ByteView, _ body: (TapeView, inout Scratch) -> Result) -> Result {
    let view = tape.view(of: bytes)
    return body(view, &self)
  }
}

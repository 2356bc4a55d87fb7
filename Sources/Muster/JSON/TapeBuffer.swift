/// The memory that a tape is written to, kept from one payload to the next.
///
/// One of the few places with unsafe pointers: growing an array checks for uniqueness at every word. `count` never
/// exceeds `capacity`.
@safe struct TapeBuffer: ~Copyable {
  private var words: UnsafeMutablePointer<UInt64>
  /// How many words there is room for.
  private(set) var capacity: Int
  private(set) var count = 0
  /// What the reader works out of a text before it reads it.
  var specials = SpecialBytes()

  init() {
    capacity = 256
    unsafe words = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  }

  deinit {
    unsafe words.deallocate()
  }

  mutating func removeAll() {
    count = 0
  }

  /// Where the next words go; `take` says that they were written.
  @inline(__always)
  var cursor: TapeCursor { unsafe TapeCursor(words: words, count: count, limit: capacity &- TapeCursor.reserved) }

  @inline(__always)
  mutating func take(_ cursor: TapeCursor) {
    count = cursor.count
  }

  /// Makes room for more than was written.
  @inline(never)
  mutating func grown(_ cursor: TapeCursor) -> TapeCursor {
    count = cursor.count
    grow()
    return self.cursor
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: words, count: count)
    unsafe words.deallocate()
    unsafe words = larger
    capacity *= 2
  }

  /// The tape together with its text.
  ///
  /// It holds until the next read or until the buffer ends.
  @inline(__always)
  func view(of bytes: ByteView) -> TapeView {
    unsafe TapeView(words: words, wordCount: count, bytes: bytes)
  }

  /// A copy of the tape.
  func copy() -> [UInt64] {
    unsafe [UInt64](UnsafeBufferPointer(start: words, count: count))
  }
}

/// The end of a tape that is being written, in registers.
///
/// One of the few places with unsafe pointers, for what `TapeBuffer` says. The reader asks whether it `isFull` before
/// it writes an element, which takes at most `reserved` words, and goes back only to containers that it wrote: what it
/// must hold to is called *unchecked*, and checked in debug builds only.
@safe struct TapeCursor {
  private let words: UnsafeMutablePointer<UInt64>
  private(set) var count: Int
  private let limit: Int

  /// The words of a key and a value, each with a second one.
  static let reserved = 4

  @inline(__always)
  fileprivate init(words: UnsafeMutablePointer<UInt64>, count: Int, limit: Int) {
    unsafe self.words = unsafe words
    self.count = count
    self.limit = limit
  }

  /// Whether an element might not find room.
  @inline(__always)
  var isFull: Bool { count > limit }

  /// Precondition: there is room for a word.
  @unsafe @inline(__always)
  mutating func uncheckedWrite(_ word: TapeWord) {
    assert(count < limit &+ TapeCursor.reserved, "the tape is full")
    unsafe words[count] = word.bits
    count &+= 1
  }

  /// Writes a scalar of any length.
  ///
  /// Precondition: there is room for two words.
  @unsafe @inline(__always)
  mutating func uncheckedWrite(_ scalar: TapeReader.Scalar) {
    unsafe uncheckedWrite(scalar.word)
    if scalar.word.isLong { unsafe uncheckedWrite(TapeWord(bits: UInt64(truncatingIfNeeded: scalar.length))) }
  }

  /// Opens a container, and gives its index.
  ///
  /// Precondition: there is room for two words.
  @unsafe @inline(__always)
  mutating func uncheckedOpen(_ kind: TapeWord.Kind, offset: Int, parent: Int) -> Int {
    let container = count
    unsafe uncheckedWrite(TapeWord(kind, offset: offset))
    unsafe uncheckedWrite(TapeWord.containerEnd(parent, count: 0))
    return container
  }

  /// Where an open container has its parent, and how many children it has so far.
  ///
  /// Precondition: the container was opened with this cursor.
  @unsafe @inline(__always)
  private subscript(uncheckedStateOf container: Int) -> TapeWord {
    get {
      assert(container >= 0 && container &+ 1 < count, "the index is outside the tape")
      return unsafe TapeWord(bits: words[container &+ 1])
    }
    nonmutating set {
      assert(container >= 0 && container &+ 1 < count, "the index is outside the tape")
      unsafe words[container &+ 1] = newValue.bits
    }
  }

  /// Notes how many children an open container has so far, beside its parent.
  @unsafe @inline(__always)
  func uncheckedSetCount(_ children: Int, ofContainer container: Int) {
    let parent = unsafe self[uncheckedStateOf: container].end
    unsafe self[uncheckedStateOf: container] = TapeWord.containerEnd(parent, count: children)
  }

  /// How many children were noted for an open container.
  @unsafe @inline(__always)
  func uncheckedCount(ofContainer container: Int) -> Int { unsafe self[uncheckedStateOf: container].count }

  /// Whether an open container is an object.
  @unsafe @inline(__always)
  func uncheckedIsObject(_ container: Int) -> Bool {
    assert(container >= 0 && container < count, "the index is outside the tape")
    return unsafe TapeWord(bits: words[container]).rawKind == TapeWord.Kind.object.rawValue
  }

  /// Ends a container here, and gives its parent.
  @unsafe @inline(__always)
  func uncheckedClose(_ container: Int, count children: Int) -> Int {
    let parent = unsafe self[uncheckedStateOf: container].end
    unsafe self[uncheckedStateOf: container] = TapeWord.containerEnd(count, count: children)
    return parent
  }
}

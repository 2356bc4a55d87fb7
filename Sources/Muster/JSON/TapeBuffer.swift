/// The memory that a tape is written to, kept from one payload to the next.
///
/// One of the few places with unsafe pointers: growing an array checks for uniqueness at every word. `count` never
/// exceeds `capacity`, and every access is held to `count`.
@safe struct TapeBuffer: ~Copyable {
  private var words: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private(set) var count = 0

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

  @inline(__always)
  mutating func append(_ word: TapeWord) {
    if count == capacity { grow() }
    unsafe words[count] = word.bits
    count &+= 1
  }

  /// How many words may be written before the next `reserve`.
  static let reserved = 4

  /// Makes room for `reserved` words.
  @inline(__always)
  mutating func reserve() {
    if count &+ TapeBuffer.reserved > capacity { grow() }
  }

  /// Appends one of the words that room was made for.
  @inline(__always)
  mutating func write(_ word: TapeWord) {
    unsafe words[count] = word.bits
    count &+= 1
  }

  @inline(__always)
  subscript(index: Int) -> TapeWord {
    get {
      guard UInt(bitPattern: index) < UInt(bitPattern: count) else { return TapeWord(bits: 0) }
      return unsafe TapeWord(bits: words[index])
    }
    set {
      guard UInt(bitPattern: index) < UInt(bitPattern: count) else { return }
      unsafe words[index] = newValue.bits
    }
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

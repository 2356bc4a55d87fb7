/// The tape: what a read JSON text is held as.
///
/// One 64-bit word a scalar or key, two a container, in the order of the text, so that a walk is a walk over one
/// flat array. Strings and numbers stay in the text; the tape says where.
///
/// ```
/// bits     0…31   offset of the value's text: a string's first byte after the quote, else the value's first byte
/// bits    32…55   byte length of a string's or number's text (as written; 0xFFFFFF: see the next word)
/// bits    56…59   flags
/// bits    60…63   kind
/// ```
/// A container has a second word: the tape index after its last child in bits 0…31, its number of items or members in
/// bits 32…63. A string or number of 0xFFFFFF bytes or more has a second word that is its length. In an object, keys
/// (strings) and values alternate. `{"a": [1, "é"]}` reads as
///
/// ```
/// 0  object  offset 0
/// 1          end 7, count 1
/// 2  string  offset 2, length 1
/// 3  array   offset 6
/// 4          end 7, count 2
/// 5  number  offset 7, length 1
/// 6  string  offset 11, length 2, nonASCII
/// ```
struct TapeWord: Sendable {
  var bits: UInt64

  /// What a value is.
  ///
  /// `string` is also what a key is.
  enum Kind: UInt8, Sendable {
    case null = 1
    case `false` = 2
    case `true` = 3
    case number = 4
    case string = 5
    case array = 6
    case object = 7
  }

  static let lengthLimit = 0xFF_FFFF

  /// A string has a backslash in it, so that its text must be decoded before it means anything.
  static let hasEscape: UInt8 = 1
  /// A string has bytes above 0x7F, or an escape, so that bytes and code points differ.
  static let nonASCII: UInt8 = 2
  /// A number has a fraction or an exponent.
  static let isDecimal: UInt8 = 1
  /// A number begins with a minus.
  static let isNegative: UInt8 = 2

  @inline(__always)
  init(bits: UInt64) {
    self.bits = bits
  }

  @inline(__always)
  init(_ kind: Kind, flags: UInt8 = 0, offset: Int, length: Int = 0) {
    bits =
      UInt64(truncatingIfNeeded: offset) & 0xFFFF_FFFF
      | UInt64(truncatingIfNeeded: min(length, TapeWord.lengthLimit)) << 32
      | UInt64(flags) << 56 | UInt64(kind.rawValue) << 60
  }

  /// A scalar without flags that is not long: a string without escapes, of ASCII, or a whole number without a sign.
  @inline(__always)
  init(_ kind: Kind, plainText offset: Int, length: Int) {
    bits =
      UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: length) << 32 | UInt64(kind.rawValue) << 60
  }

  @inline(__always) var offset: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
  @inline(__always) var shortLength: Int { Int(truncatingIfNeeded: (bits >> 32) & 0xFF_FFFF) }
  @inline(__always) var flags: UInt8 { UInt8(truncatingIfNeeded: (bits >> 56) & 0xF) }
  @inline(__always) var rawKind: UInt8 { UInt8(truncatingIfNeeded: bits >> 60) }
  @inline(__always) var kind: Kind { Kind(rawValue: rawKind) ?? .null }
  @inline(__always) var isContainer: Bool { rawKind >= Kind.array.rawValue }
  @inline(__always) var isLong: Bool { shortLength == TapeWord.lengthLimit }

  /// Kind, flags and short length together.
  @inline(__always) var signature: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

  // The second word of a container.
  @inline(__always) var end: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
  @inline(__always) var count: Int { Int(truncatingIfNeeded: bits >> 32) }

  @inline(__always)
  static func containerEnd(_ end: Int, count: Int) -> TapeWord {
    TapeWord(bits: UInt64(truncatingIfNeeded: end) & 0xFFFF_FFFF | UInt64(truncatingIfNeeded: count) << 32)
  }
}

/// The index of a value's or key's first word on a tape.
struct TapeIndex: Sendable, Hashable, Comparable {
  var rawValue: Int

  @inline(__always)
  init(_ rawValue: Int) {
    self.rawValue = rawValue
  }

  static let root = TapeIndex(0)

  @inline(__always)
  static func < (left: TapeIndex, right: TapeIndex) -> Bool { left.rawValue < right.rawValue }
}

/// A tape and its text, borrowed for the duration of one call.
///
/// One of the few places with unsafe pointers: an array would be retained and released at every step of a walk. The
/// view never outlives the call that lends the memory (`withTape` and `Worker.read` are the only makers), and every
/// access is held to `wordCount`: an index out of bounds reads as a null. What is called *unchecked* is held to it by its
/// callers.
@safe struct TapeView {
  private let words: UnsafePointer<UInt64>
  private let wordCount: Int
  /// The text that the tape was read from.
  let bytes: ByteView

  @inline(__always)
  init(words: UnsafePointer<UInt64>, wordCount: Int, bytes: ByteView) {
    unsafe self.words = unsafe words
    self.wordCount = wordCount
    self.bytes = bytes
  }

  @inline(__always)
  subscript(index: TapeIndex) -> TapeWord {
    guard UInt(bitPattern: index.rawValue) < UInt(bitPattern: wordCount) else {
      return TapeWord(.null, offset: 0)
    }
    return unsafe TapeWord(bits: words[index.rawValue])
  }

  /// The word at an index that the reader wrote.
  ///
  /// Precondition: the index is less than `wordCount`. It is checked in debug builds only. It holds of the root, of a
  /// container's second word, and of what comes before a container's end: the reader writes each end as it gets there.
  @unsafe @inline(__always)
  func uncheckedWord(at index: Int) -> TapeWord {
    assert(index >= 0 && index < wordCount, "a word lies outside of the tape")
    return unsafe TapeWord(bits: words[index])
  }

  /// Lends the bytes of a string's or number's text, as written.
  @inline(__always)
  func withText<Result, Failure: Error>(
    _ index: TapeIndex, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withSpan(from: self[index].offset, count: length(index), body)
  }

  /// How many bytes a string's or number's text has, as written.
  @inline(__always)
  func length(_ index: TapeIndex) -> Int {
    let word = self[index]
    return word.isLong && !word.isContainer
      ? Int(truncatingIfNeeded: self[TapeIndex(index.rawValue &+ 1)].bits) : word.shortLength
  }

  /// The index after a value: of its next sibling, where there is one.
  ///
  /// Always greater than `index`.
  @inline(__always)
  func next(after index: TapeIndex) -> TapeIndex {
    let word = self[index]
    if word.isContainer {
      return TapeIndex(max(self[TapeIndex(index.rawValue &+ 1)].end, index.rawValue &+ 2))
    }
    return TapeIndex(index.rawValue &+ (word.isLong ? 2 : 1))
  }

  /// The first child of a container: an item, or the first key.
  @inline(__always)
  func firstChild(_ index: TapeIndex) -> TapeIndex { TapeIndex(index.rawValue &+ 2) }

  /// The index after a container's last child.
  @inline(__always)
  func end(_ index: TapeIndex) -> TapeIndex {
    TapeIndex(min(self[TapeIndex(index.rawValue &+ 1)].end, wordCount))
  }

  /// A container's number of items or members.
  @inline(__always)
  func count(_ index: TapeIndex) -> Int { self[TapeIndex(index.rawValue &+ 1)].count }
}

extension TapeView {
  /// Makes a view for the duration of a call.
  @inline(__always)
  static func with<Result, Failure: Error>(
    _ words: UnsafeBufferPointer<UInt64>, bytes: ByteView, _ body: (TapeView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if let base = words.baseAddress {
      return try unsafe body(TapeView(words: base, wordCount: words.count, bytes: bytes))
    }
    var nothing: UInt64 = 0
    return try unsafe withUnsafePointer(to: &nothing) { (base) throws(Failure) -> Result in
      try unsafe body(TapeView(words: base, wordCount: 0, bytes: bytes))
    }
  }
}

extension TapeView {
  /// The offset after a value's text.
  ///
  /// - Complexity: O(1) for scalars, else O(*n*) in the container's text.
  func endOffset(_ index: TapeIndex) -> Int {
    let word = self[index]
    switch word.kind {
    case .null, .true: return word.offset &+ 4
    case .false: return word.offset &+ 5
    case .number: return word.offset &+ length(index)
    case .string: return word.offset &+ length(index) &+ 1
    case .array, .object: break
    }
    // Only brackets outside of strings count.
    var depth = 0
    var position = word.offset
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth &+= 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth &-= 1
        if depth == 0 { return position &+ 1 }
      case UInt8(ascii: "\""):
        position &+= 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
          position &+= bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
      default: break
      }
      position &+= 1
    }
    return bytes.count
  }

  /// The way from the root to a value or key: names and positions.
  ///
  /// For a key its member's.
  func path(to target: TapeIndex) -> [String] {
    var path: [String] = []
    forEachStep(to: target) { key, position, _ in path.append(key.map(decodedString) ?? String(position)) }
    return path
  }

  /// The array or object that a value or key is directly in; `nil` for the root.
  ///
  /// - Complexity: that of `forEachStep`.
  func container(of target: TapeIndex) -> TapeIndex? {
    var container: TapeIndex?
    var last = TapeIndex.root
    forEachStep(to: target) { _, _, value in
      container = last
      last = value
    }
    return container
  }

  /// Hands each step from the root to a value or key to `body`: in an object the member's key, the position among its
  /// siblings, and the value that it leads to.
  ///
  /// - Complexity: O(*n*) in the siblings before the value and before all that it is in.
  @inline(__always)
  func forEachStep(to target: TapeIndex, _ body: (_ key: TapeIndex?, _ position: Int, _ value: TapeIndex) -> Void) {
    var container = 0
    while container < target.rawValue, self[TapeIndex(container)].isContainer {
      let isObject = self[TapeIndex(container)].rawKind == TapeWord.Kind.object.rawValue
      let end = end(TapeIndex(container)).rawValue
      var key = container &+ 2
      var position = 0
      container = .max
      while key < end {
        let child = isObject ? key &+ (self[TapeIndex(key)].isLong ? 2 : 1) : key
        let following = next(after: TapeIndex(child)).rawValue
        if target.rawValue < following {
          body(isObject ? TapeIndex(key) : nil, position, TapeIndex(child))
          container = child
          break
        }
        key = following
        position &+= 1
      }
    }
  }
}

extension TapeView {
  /// Makes a view of a tape that is held as an array, for the duration of a call.
  @inline(__always)
  static func with<Result, Failure: Error>(
    _ words: [UInt64], bytes: ByteView, _ body: (TapeView) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe words.withUnsafeBufferPointer { (words) throws(Failure) -> Result in
      try unsafe TapeView.with(words, bytes: bytes, body)
    }
  }
}

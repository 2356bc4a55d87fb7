#if arch(x86_64) && canImport(_Builtin_intrinsics)
private import _Builtin_intrinsics.intel.sse2
#endif

/// Where the text of a string needs a closer look: at a quote, a backslash, a control character or a byte above 0x7F, the
/// *special* bytes of a text, as a bit for each byte.
///
/// Where a string ends decides where the next one begins. With all bits worked out beforehand, many bytes at a time,
/// that takes one load, a shift and a count; and no branch that goes now this way, now that. One of the few places with
/// unsafe pointers, for loads at any byte; every bit after the text is set, so that no search leaves the memory.
@safe struct SpecialBytes: ~Copyable {
  private var words: UnsafeMutablePointer<UInt64>
  private(set) var capacity: Int
  /// The count of the text.
  private var count = 0

  /// How many bytes a word tells of.
  private static let width = 64

  init() {
    capacity = 32
    unsafe words = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  }

  deinit {
    unsafe words.deallocate()
  }

  /// Works out the special bytes of a text.
  ///
  /// - Complexity: O(*n*), sixteen bytes at a time.
  mutating func find(in bytes: ByteView) {
    let full = bytes.count / SpecialBytes.width
    // One more for what is left, and one for loads that begin in that. All words below `full` are of bytes of the text.
    if full + 2 > capacity { grow(to: full + 2) }
    var word = 0
    while word < full {
      unsafe words[word] = SpecialBytes.uncheckedMarks(at: word &* SpecialBytes.width, in: bytes)
      word &+= 1
    }
    count = bytes.count
    unsafe words[full] = SpecialBytes.lastWord(at: full &* SpecialBytes.width, in: bytes)
    unsafe words[full + 1] = .max
  }

  @inline(never)
  private mutating func grow(to count: Int) {
    unsafe words.deallocate()
    capacity = count * 3 / 2
    unsafe words = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  }

  /// The bits, for as long as the text is read.
  @inline(__always)
  var view: View { unsafe View(bits: UnsafeRawPointer(words), count: count) }

  /// The special bytes of the text that they were found in last.
  @safe struct View {
    private let bits: UnsafeRawPointer
    private let count: Int

    @inline(__always)
    fileprivate init(bits: UnsafeRawPointer, count: Int) {
      unsafe self.bits = bits
      self.count = count
    }

    /// The offset of the first special byte from an offset on; the count of the text for none.
    ///
    /// Precondition: the offset is at most that count. It is checked in debug builds only.
    @unsafe @inline(always)
    func uncheckedFirst(from offset: Int) -> Int {
      assert(offset >= 0 && offset <= count, "bytes lie outside of the text")
      let near = unsafe bits.loadUnaligned(fromByteOffset: offset &>> 3, as: UInt64.self).littleEndian
      let rest = near &>> UInt64(truncatingIfNeeded: offset & 7)
      return rest != 0 ? offset &+ rest.trailingZeroBitCount : unsafe firstFar(from: offset)
    }

    /// As `uncheckedFirst`, beyond the word that the offset is in: all bits after the text are set.
    @unsafe @inline(never)
    private func firstFar(from offset: Int) -> Int {
      var place = offset &>> 3
      var word: UInt64 = 0
      while word == 0 {
        place &+= 8
        assert(place &* 8 <= count, "the search leaves the text")
        word = unsafe bits.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      }
      return place &* 8 &+ word.trailingZeroBitCount
    }
  }

  // MARK: Finding

  /// The special bytes of fewer than 64, and all bits after them.
  private static func lastWord(at start: Int, in bytes: ByteView) -> UInt64 {
    var result = UInt64.max &<< UInt64(truncatingIfNeeded: bytes.count &- start)
    var offset = start
    while offset &+ 16 <= bytes.count {
      // Sixteen bytes of the text, as was just seen.
      result |= unsafe UInt64(uncheckedQuarter(at: offset, in: bytes)) &<< UInt64(truncatingIfNeeded: offset &- start)
      offset &+= 16
    }
    while offset < bytes.count {
      let rest = bytes.prefix(at: offset, length: bytes.count &- offset)
      result |= marks(in: rest) &<< UInt64(truncatingIfNeeded: offset &- start)
      offset &+= 8
    }
    return result
  }

  /// A set bit for each special one of eight bytes, the first one lowest.
  @inline(__always)
  static func marks(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    // Without its high bit no byte carries into the next one.
    let low = word & ~highs
    let isNoControl = low &+ ones &* (0x80 - 0x20)
    let isNoQuote = (low ^ ones &* 0x22) &+ ones &* 0x7F
    let isNoBackslash = (low ^ ones &* 0x5C) &+ ones &* 0x7F
    let marks = (~(isNoControl & isNoQuote & isNoBackslash) | word) & highs
    // Each mark is moved to a bit of the highest byte of its own.
    return ((marks &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// The special ones of 64 bytes.
  ///
  /// Precondition: they lie in the text.
  @unsafe @inline(__always)
  static func uncheckedMarks(at offset: Int, in bytes: ByteView) -> UInt64 {
    let first = unsafe uncheckedQuarter(at: offset, in: bytes) | uncheckedQuarter(at: offset &+ 16, in: bytes) &<< 16
    let second =
      unsafe uncheckedQuarter(at: offset &+ 32, in: bytes) | uncheckedQuarter(at: offset &+ 48, in: bytes) &<< 16
    return UInt64(first) | UInt64(second) &<< 32
  }

  #if arch(x86_64) && canImport(_Builtin_intrinsics)
  /// The special ones of sixteen bytes.
  ///
  /// Precondition: they lie in the text.
  @unsafe @inline(__always)
  private static func uncheckedQuarter(at offset: Int, in bytes: ByteView) -> UInt32 {
    let text = unsafe bytes.uncheckedVector(at: offset, as: __m128i.self)
    let quotes = _mm_cmpeq_epi8(text, _mm_set1_epi8(0x22))
    let backslashes = _mm_cmpeq_epi8(text, _mm_set1_epi8(0x5C))
    // The comparison takes bytes as signed: those above 0x7F are below 0.
    let others = _mm_cmplt_epi8(text, _mm_set1_epi8(0x20))
    return UInt32(truncatingIfNeeded: _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, backslashes), others)))
  }
  #else
  /// The special ones of sixteen bytes.
  ///
  /// Precondition: they lie in the text.
  @unsafe @inline(__always)
  private static func uncheckedQuarter(at offset: Int, in bytes: ByteView) -> UInt32 {
    let first = unsafe marks(in: bytes.uncheckedWord(at: offset))
    return unsafe UInt32(truncatingIfNeeded: first | marks(in: bytes.uncheckedWord(at: offset &+ 8)) &<< 8)
  }
  #endif
}

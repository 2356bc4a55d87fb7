#if arch(x86_64) && canImport(_Builtin_intrinsics)
  private import _Builtin_intrinsics.intel.sse2
#endif

/// Finds where the text of a string needs a closer look: at a quote, a backslash, a control character or a byte above
/// 0x7F, the *special* bytes.
///
/// It looks at a block of 64 bytes at a time and keeps what it found as bits. Where a string ends decides where the next
/// one begins; with the bits at hand that takes a shift and a count, not another read of the text.
struct PlainTextScanner {
  /// Where the block begins.
  private var block = -PlainTextScanner.width
  /// A set bit for each special byte of the block, the first one lowest, and for each place past the end of the text.
  private var specials: UInt64 = 0

  static let width = 64

  /// The offset of the first special byte from an offset on; at least `count` for none.
  ///
  /// Offsets only grow from call to call.
  /// - Complexity: O(*n*) in the text for all calls together.
  @inline(always)
  mutating func end(from start: Int, in bytes: ByteView) -> Int {
    var rest: UInt64 = 0
    if start &- block < PlainTextScanner.width { rest = specials &>> UInt64(truncatingIfNeeded: start &- block) }
    while rest == 0 {
      block &+= PlainTextScanner.width
      if block &+ PlainTextScanner.width <= start { continue }
      specials =
        block &+ PlainTextScanner.width <= bytes.count
        ? PlainTextScanner.specials(at: block, in: bytes) : PlainTextScanner.lastSpecials(from: block, in: bytes)
      rest = specials &>> UInt64(truncatingIfNeeded: max(start &- block, 0))
    }
    return max(start, block) &+ rest.trailingZeroBitCount
  }

  /// The special bytes of fewer than 64, and all places after them.
  @inline(never)
  private static func lastSpecials(from block: Int, in bytes: ByteView) -> UInt64 {
    let count = bytes.count &- block
    guard count > 0 else { return .max }
    var specials = UInt64.max &<< UInt64(truncatingIfNeeded: count)
    var offset = 0
    while offset &+ 8 <= count {
      specials |= PlainTextScanner.specials(in: bytes.loadedWord(at: block &+ offset)) &<< UInt64(offset)
      offset &+= 8
    }
    if offset < count {
      let word = bytes.prefix(at: block &+ offset, length: count &- offset)
      specials |= PlainTextScanner.specials(in: word) &<< UInt64(offset)
    }
    return specials
  }

  /// A set bit for each special one of eight bytes, the first one lowest.
  @inline(__always)
  static func specials(in word: UInt64) -> UInt64 {
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

  #if arch(x86_64) && canImport(_Builtin_intrinsics)
    /// The special bytes of a block that lies in the text.
    @inline(__always)
    static func specials(at offset: Int, in bytes: ByteView) -> UInt64 {
      let first = halfword(at: offset, in: bytes) | halfword(at: offset &+ 16, in: bytes) &<< 16
      let second = halfword(at: offset &+ 32, in: bytes) | halfword(at: offset &+ 48, in: bytes) &<< 16
      return UInt64(first) | UInt64(second) &<< 32
    }

    @inline(__always)
    private static func halfword(at offset: Int, in bytes: ByteView) -> UInt32 {
      let text = bytes.loadedVector(at: offset, as: __m128i.self)
      let quotes = _mm_cmpeq_epi8(text, _mm_set1_epi8(0x22))
      let backslashes = _mm_cmpeq_epi8(text, _mm_set1_epi8(0x5C))
      // The comparison takes bytes as signed: those above 0x7F are below 0.
      let others = _mm_cmplt_epi8(text, _mm_set1_epi8(0x20))
      return UInt32(truncatingIfNeeded: _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, backslashes), others)))
    }
  #else
    /// The special bytes of a block that lies in the text.
    @inline(__always)
    static func specials(at offset: Int, in bytes: ByteView) -> UInt64 {
      var result: UInt64 = 0
      var place = 0
      while place < width {
        result |= specials(in: bytes.loadedWord(at: offset &+ place)) &<< UInt64(place)
        place &+= 8
      }
      return result
    }
  #endif
}

#if arch(x86_64) && canImport(_Builtin_intrinsics)
private import _Builtin_intrinsics.intel.sse2
#endif

/// Where the bytes of some kinds are among 64 bytes of a text, as a bit for each byte, the first one lowest.
protocol BlockMarks {
  init()

  /// Adds the marks of eight bytes, moved up by as many bits as bytes come before them.
  mutating func add(_ word: UInt64, _ shift: UInt64)

  /// Adds the marks of sixteen bytes, moved up by as many bits as bytes come before them.
  ///
  /// Precondition: the sixteen bytes lie in the text. It is checked in debug builds only.
  @unsafe mutating func uncheckedAddQuarter(at offset: Int, _ shift: UInt64, _ bytes: ByteView)
}

/// How many bytes marks are made of.
enum BlockWidth {
  static let bytes = 64
}

extension BlockMarks {
  /// The marks of the bytes from an offset on; what lies behind the text has none.
  @inline(__always)
  init(at offset: Int, in bytes: ByteView) {
    self.init()
    var place = 0
    if offset &+ BlockWidth.bytes <= bytes.count {
      while place < BlockWidth.bytes {
        // All 64 bytes lie in the text.
        unsafe uncheckedAddQuarter(at: offset &+ place, UInt64(truncatingIfNeeded: place), bytes)
        place &+= 16
      }
      return
    }
    while place < BlockWidth.bytes, offset &+ place < bytes.count {
      let word = bytes.prefix(at: offset &+ place, length: bytes.count &- offset &- place)
      add(word, UInt64(truncatingIfNeeded: place))
      place &+= 8
    }
  }
}

/// What parts the values of a JSON text from each other.
struct StructureMarks: BlockMarks {
  private(set) var quotes: UInt64 = 0
  private(set) var backslashes: UInt64 = 0
  private(set) var opening: UInt64 = 0
  private(set) var closing: UInt64 = 0

  @inline(__always)
  mutating func add(_ word: UInt64, _ shift: UInt64) {
    // Square and curly brackets differ in this bit alone.
    let lowered = word | ByteMarks.repeated(0x20)
    quotes |= ByteMarks.bits(ByteMarks.equal(word, 0x22)) &<< shift
    backslashes |= ByteMarks.bits(ByteMarks.equal(word, 0x5C)) &<< shift
    opening |= ByteMarks.bits(ByteMarks.equal(lowered, 0x7B)) &<< shift
    closing |= ByteMarks.bits(ByteMarks.equal(lowered, 0x7D)) &<< shift
  }

  @unsafe @inline(__always)
  mutating func uncheckedAddQuarter(at offset: Int, _ shift: UInt64, _ bytes: ByteView) {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
    let text = unsafe bytes.uncheckedVector(at: offset, as: __m128i.self)
    let lowered = _mm_or_si128(text, _mm_set1_epi8(0x20))
    quotes |= ByteMarks.bits(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x22))) &<< shift
    backslashes |= ByteMarks.bits(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x5C))) &<< shift
    opening |= ByteMarks.bits(_mm_cmpeq_epi8(lowered, _mm_set1_epi8(0x7B))) &<< shift
    closing |= ByteMarks.bits(_mm_cmpeq_epi8(lowered, _mm_set1_epi8(0x7D))) &<< shift
    #else
    unsafe add(bytes.uncheckedWord(at: offset), shift)
    unsafe add(bytes.uncheckedWord(at: offset &+ 8), shift &+ 8)
    #endif
  }
}

/// What lines and columns are counted by; marks that nobody asks for are not worked out.
struct LineMarks: BlockMarks {
  private(set) var feeds: UInt64 = 0
  private(set) var returns: UInt64 = 0
  /// The bytes of a UTF-8 sequence behind its first (RFC 3629, section 3).
  private(set) var continuations: UInt64 = 0

  @inline(__always)
  mutating func add(_ word: UInt64, _ shift: UInt64) {
    feeds |= ByteMarks.bits(ByteMarks.equal(word, 0x0A)) &<< shift
    returns |= ByteMarks.bits(ByteMarks.equal(word, 0x0D)) &<< shift
    // The highest bit is set, and the next one is not.
    continuations |= ByteMarks.bits(word & ~(word &<< 1) & ByteMarks.repeated(0x80)) &<< shift
  }

  @unsafe @inline(__always)
  mutating func uncheckedAddQuarter(at offset: Int, _ shift: UInt64, _ bytes: ByteView) {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
    let text = unsafe bytes.uncheckedVector(at: offset, as: __m128i.self)
    feeds |= ByteMarks.bits(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x0A))) &<< shift
    returns |= ByteMarks.bits(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x0D))) &<< shift
    // As signed numbers they are the lowest.
    continuations |= ByteMarks.bits(_mm_cmplt_epi8(text, _mm_set1_epi8(-64))) &<< shift
    #else
    unsafe add(bytes.uncheckedWord(at: offset), shift)
    unsafe add(bytes.uncheckedWord(at: offset &+ 8), shift &+ 8)
    #endif
  }
}

/// Comparisons of several bytes at once.
enum ByteMarks {
  /// A byte, eight times.
  @inline(__always)
  static func repeated(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The bytes of a word that are a given one, each as its highest bit.
  @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    let difference = word ^ repeated(byte)
    // Without its high bit no byte carries into the next one.
    return ~((difference & ~repeated(0x80)) &+ repeated(0x7F) | difference) & repeated(0x80)
  }

  /// The highest bits of eight bytes, as the lowest bits of a word.
  @inline(__always)
  static func bits(_ marks: UInt64) -> UInt64 { ((marks &>> 7) &* 0x0102_0408_1020_4080) &>> 56 }

  #if arch(x86_64) && canImport(_Builtin_intrinsics)
  /// The highest bits of sixteen bytes, as the lowest bits of a word.
  @inline(__always)
  fileprivate static func bits(_ comparison: __m128i) -> UInt64 {
    UInt64(truncatingIfNeeded: UInt32(truncatingIfNeeded: _mm_movemask_epi8(comparison)))
  }
  #endif
}

#if arch(x86_64) && canImport(_Builtin_intrinsics)
private import _Builtin_intrinsics.intel.sse2
#endif

/// Where the bytes of a kind are among 64 bytes of a text, as a bit for each byte, the first one lowest.
///
/// Loads take as many bytes as there are; what lies past the text reads as 0.
enum BlockMarks {
  /// How many bytes are looked at together.
  static let width = 64

  /// What parts the values of a JSON text from each other.
  struct Structure {
    var quotes: UInt64 = 0
    var backslashes: UInt64 = 0
    var opening: UInt64 = 0
    var closing: UInt64 = 0
  }

  /// What lines and columns are counted by.
  struct Lines {
    var feeds: UInt64 = 0
    var returns: UInt64 = 0
    /// The bytes of a UTF-8 sequence behind its first (RFC 3629, section 3).
    var continuations: UInt64 = 0
  }

  /// The structure of the bytes from an offset on.
  @inline(__always)
  static func structure(at offset: Int, in bytes: ByteView) -> Structure {
    var marks = Structure()
    guard offset &+ width <= bytes.count else {
      var shift: UInt64 = 0
      while shift < 64, offset &+ Int(shift) < bytes.count {
        let word = bytes.prefix(at: offset &+ Int(shift), length: bytes.count &- offset &- Int(shift))
        add(word, shift, &marks)
        shift &+= 8
      }
      return marks
    }
    var quarter = 0
    while quarter < width {
      // All 64 bytes lie in the text.
      unsafe addQuarter(at: offset &+ quarter, UInt64(truncatingIfNeeded: quarter), bytes, &marks)
      quarter &+= 16
    }
    return marks
  }

  /// The line ends and UTF-8 sequences of the bytes from an offset on.
  @inline(__always)
  static func lines(at offset: Int, in bytes: ByteView) -> Lines {
    var marks = Lines()
    guard offset &+ width <= bytes.count else {
      var shift: UInt64 = 0
      while shift < 64, offset &+ Int(shift) < bytes.count {
        let word = bytes.prefix(at: offset &+ Int(shift), length: bytes.count &- offset &- Int(shift))
        add(word, shift, &marks)
        shift &+= 8
      }
      return marks
    }
    var quarter = 0
    while quarter < width {
      // All 64 bytes lie in the text.
      unsafe addQuarter(at: offset &+ quarter, UInt64(truncatingIfNeeded: quarter), bytes, &marks)
      quarter &+= 16
    }
    return marks
  }

  // MARK: Eight bytes at a time

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The bytes of a word that are a given one, each as its highest bit.
  @inline(__always)
  private static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    let difference = word ^ ones &* byte
    // Without its high bit no byte carries into the next one.
    return ~((difference & ~highs) &+ ones &* 0x7F | difference) & highs
  }

  /// The highest bits of the bytes, as the lowest bits of a word.
  @inline(__always)
  private static func gathered(_ marks: UInt64) -> UInt64 { ((marks &>> 7) &* 0x0102_0408_1020_4080) &>> 56 }

  @inline(__always)
  private static func add(_ word: UInt64, _ shift: UInt64, _ marks: inout Structure) {
    let lowered = word | ones &* 0x20
    marks.quotes |= gathered(equal(word, 0x22)) &<< shift
    marks.backslashes |= gathered(equal(word, 0x5C)) &<< shift
    marks.opening |= gathered(equal(lowered, 0x7B)) &<< shift
    marks.closing |= gathered(equal(lowered, 0x7D)) &<< shift
  }

  @inline(__always)
  private static func add(_ word: UInt64, _ shift: UInt64, _ marks: inout Lines) {
    marks.feeds |= gathered(equal(word, 0x0A)) &<< shift
    marks.returns |= gathered(equal(word, 0x0D)) &<< shift
    // The highest bit is set, and the next one is not.
    marks.continuations |= gathered(word & ~(word &<< 1) & highs) &<< shift
  }

  // MARK: Sixteen bytes at a time

  #if arch(x86_64) && canImport(_Builtin_intrinsics)
  @inline(__always)
  private static func mask(_ comparison: __m128i) -> UInt64 {
    UInt64(truncatingIfNeeded: UInt32(truncatingIfNeeded: _mm_movemask_epi8(comparison)))
  }

  /// Precondition: the sixteen bytes lie in the text.
  @unsafe @inline(__always)
  private static func addQuarter(at offset: Int, _ shift: UInt64, _ bytes: ByteView, _ marks: inout Structure) {
    let text = unsafe bytes.uncheckedVector(at: offset, as: __m128i.self)
    let lowered = _mm_or_si128(text, _mm_set1_epi8(0x20))
    marks.quotes |= mask(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x22))) &<< shift
    marks.backslashes |= mask(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x5C))) &<< shift
    marks.opening |= mask(_mm_cmpeq_epi8(lowered, _mm_set1_epi8(0x7B))) &<< shift
    marks.closing |= mask(_mm_cmpeq_epi8(lowered, _mm_set1_epi8(0x7D))) &<< shift
  }

  /// Precondition: the sixteen bytes lie in the text.
  @unsafe @inline(__always)
  private static func addQuarter(at offset: Int, _ shift: UInt64, _ bytes: ByteView, _ marks: inout Lines) {
    let text = unsafe bytes.uncheckedVector(at: offset, as: __m128i.self)
    marks.feeds |= mask(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x0A))) &<< shift
    marks.returns |= mask(_mm_cmpeq_epi8(text, _mm_set1_epi8(0x0D))) &<< shift
    // As signed numbers they are the lowest.
    marks.continuations |= mask(_mm_cmplt_epi8(text, _mm_set1_epi8(-64))) &<< shift
  }
  #else
  /// Precondition: the sixteen bytes lie in the text.
  @unsafe @inline(__always)
  private static func addQuarter(at offset: Int, _ shift: UInt64, _ bytes: ByteView, _ marks: inout Structure) {
    unsafe add(bytes.uncheckedWord(at: offset), shift, &marks)
    unsafe add(bytes.uncheckedWord(at: offset &+ 8), shift &+ 8, &marks)
  }

  /// Precondition: the sixteen bytes lie in the text.
  @unsafe @inline(__always)
  private static func addQuarter(at offset: Int, _ shift: UInt64, _ bytes: ByteView, _ marks: inout Lines) {
    unsafe add(bytes.uncheckedWord(at: offset), shift, &marks)
    unsafe add(bytes.uncheckedWord(at: offset &+ 8), shift &+ 8, &marks)
  }
  #endif
}

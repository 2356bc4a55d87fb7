/// The last sixteen letters of a name or of one of its words, in a form that is compared at once.
struct NameLetters: Equatable {
  /// The last eight letters, the last one lowest.
  private(set) var low: UInt64 = 0
  /// The eight letters before them.
  private(set) var high: UInt64 = 0

  /// The most letters that are kept.
  static let limit = 16

  init() {}

  /// Takes a word of at most sixteen letters.
  init(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  @inline(__always)
  mutating func append(_ letter: UInt8) {
    high = high << 8 | low >> 56
    low = low << 8 | UInt64(letter)
  }

  /// Takes the last letter away.
  @inline(__always)
  mutating func removeLast() {
    low = low >> 8 | high << 56
    high >>= 8
  }

  var isEmpty: Bool { low == 0 }

  /// Whether these letters end in all of the others.
  @inline(__always)
  func ends(in other: NameLetters) -> Bool {
    let lowMask = UInt64.max >> UInt64(truncatingIfNeeded: other.low.leadingZeroBitCount & ~7)
    let highMask = other.high == 0 ? 0 : UInt64.max >> UInt64(truncatingIfNeeded: other.high.leadingZeroBitCount & ~7)
    return low & lowMask == other.low && high & highMask == other.high
  }

  /// A number below 256 that spreads words over a table.
  @inline(__always)
  var hash: Int { Int(truncatingIfNeeded: ((low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 56) }
}

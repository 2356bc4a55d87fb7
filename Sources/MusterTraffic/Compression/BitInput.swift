/// Compressed bytes as bits, from pieces that arrive one after another (RFC 1951, section 3.1.1).
struct BitInput: Sendable {
  private(set) var bytes: [UInt8] = []
  /// The next byte that is not among ``bits`` yet.
  var index = 0
  /// The bits that were taken from the bytes and not read yet, the next one lowest.
  var bits: UInt64 = 0
  /// How many these are.
  var count = 0
  /// How many bytes came before the piece.
  private var before = 0

  /// How many bytes were read; a byte of which some bits were read is.
  var offset: Int { before + index - count >> 3 }

  /// Whether all bytes of the piece were taken.
  var isEmpty: Bool { index >= bytes.count }

  /// Takes the next piece; the one before must be used up.
  mutating func take(_ piece: [UInt8]) {
    before += bytes.count
    bytes = piece
    index = 0
  }

  /// Gets so many bits ready, at most 56; whether there are as many.
  mutating func need(_ wanted: Int) -> Bool {
    while count < wanted, index < bytes.count {
      bits |= UInt64(bytes[index]) << UInt64(count)
      index += 1
      count += 8
    }
    return count >= wanted
  }

  /// The next bits without reading them.
  func peek(_ wanted: Int) -> Int { Int(bits & (1 << UInt64(wanted) - 1)) }

  /// Reads bits that are ready.
  mutating func drop(_ wanted: Int) {
    bits >>= UInt64(wanted)
    count -= wanted
  }

  /// Reads bits; `nil` if the piece has no more.
  mutating func read(_ wanted: Int) -> Int? {
    guard need(wanted) else { return nil }
    defer { drop(wanted) }
    return peek(wanted)
  }

  /// Drops the rest of a byte of which some bits were read.
  mutating func align() { drop(count & 7) }
}

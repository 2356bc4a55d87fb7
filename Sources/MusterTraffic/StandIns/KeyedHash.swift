/// A hash that nobody can work out without the key (SipHash-2-4).
struct KeyedHash: Sendable {
  private let key: (UInt64, UInt64)

  init(key: (UInt64, UInt64)) { self.key = key }

  /// The hash of a text.
  func callAsFunction(_ text: some Collection<UInt8>) -> UInt64 {
    var state: (UInt64, UInt64, UInt64, UInt64) = (
      key.0 ^ 0x736F_6D65_7073_6575, key.1 ^ 0x646F_7261_6E64_6F6D, key.0 ^ 0x6C79_6765_6E65_7261,
      key.1 ^ 0x7465_6462_7974_6573
    )
    var (word, shift): (UInt64, UInt64) = (0, 0)
    for byte in text {
      word |= UInt64(byte) << shift
      shift += 8
      guard shift == 64 else { continue }
      KeyedHash.mix(word, into: &state)
      (word, shift) = (0, 0)
    }
    KeyedHash.mix(word | UInt64(truncatingIfNeeded: text.count) << 56, into: &state)
    state.2 ^= 0xFF
    for _ in 0..<4 { KeyedHash.round(&state) }
    return state.0 ^ state.1 ^ state.2 ^ state.3
  }

  private static func mix(_ word: UInt64, into state: inout (UInt64, UInt64, UInt64, UInt64)) {
    state.3 ^= word
    round(&state)
    round(&state)
    state.0 ^= word
  }

  private static func round(_ state: inout (UInt64, UInt64, UInt64, UInt64)) {
    func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
    state.0 &+= state.1
    state.1 = rotated(state.1, 13) ^ state.0
    state.0 = rotated(state.0, 32)
    state.2 &+= state.3
    state.3 = rotated(state.3, 16) ^ state.2
    state.0 &+= state.3
    state.3 = rotated(state.3, 21) ^ state.0
    state.2 &+= state.1
    state.1 = rotated(state.1, 17) ^ state.2
    state.2 = rotated(state.2, 32)
  }
}

/// Numbers that follow from a hash (SplitMix64).
struct HashedNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A number from 0 up to a bound, which it does not reach.
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(max(1, bound)))
  }
}

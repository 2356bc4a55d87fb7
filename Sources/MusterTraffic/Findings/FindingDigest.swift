import MusterContracts

/// A name for a finding that other payload values and other recordings do not change: two hashes of what it is about.
struct FindingDigest: Sendable, Hashable, Comparable, CustomStringConvertible {
  private var high = StableHash()
  private var low: UInt64 = 0x6C62_272E_07BB_0142

  /// The digest of a list of texts; an absent one differs from an empty one.
  init(_ parts: [String?]) {
    for part in parts {
      guard let part else {
        add(0xFE)
        continue
      }
      for byte in part.utf8 { add(byte) }
      add(0xFF)
    }
  }

  private mutating func add(_ byte: UInt8) {
    high.add(byte)
    low = (low ^ UInt64(byte &+ 0x55)) &* StableHash.prime
    low ^= low >> 29
  }

  static func < (left: FindingDigest, right: FindingDigest) -> Bool {
    (left.high.value, left.low) < (right.high.value, right.low)
  }

  var description: String { StableHash.digits(of: high.value) + StableHash.digits(of: low) }
}

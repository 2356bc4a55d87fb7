/// A name for a finding that other payload values and other recordings do not change: FNV-1a twice over what it is about.
struct Fingerprint: Sendable, Hashable, Comparable, CustomStringConvertible {
  private var high: UInt64 = 0xCBF2_9CE4_8422_2325
  private var low: UInt64 = 0x6C62_272E_07BB_0142

  /// The fingerprint of a list of texts; an absent one differs from an empty one.
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
    high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    low = (low ^ UInt64(byte &+ 0x55)) &* 0x0000_0100_0000_01B3
    low ^= low >> 29
  }

  static func < (left: Fingerprint, right: Fingerprint) -> Bool { (left.high, left.low) < (right.high, right.low) }

  var description: String { Fingerprint.hexadecimal(high) + Fingerprint.hexadecimal(low) }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

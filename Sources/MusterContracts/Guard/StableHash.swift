/// A hash of texts that is the same in every process (FNV-1a).
///
/// Collisions are easy to construct, so nothing may depend on there being none.
package struct StableHash: Sendable, Hashable {
  /// The hash of what was added.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// What each step multiplies by.
  package static let prime: UInt64 = 0x0000_0100_0000_01B3

  /// A hash of nothing.
  package init() {}

  /// Adds a byte.
  package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* StableHash.prime }

  /// Adds the bytes of a text.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
  }

  /// A number in sixteen hexadecimal digits.
  package static func digits(of value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

/// The bytes that a text may begin with if a pattern is to match it: the ASCII ones, and all others as one.
@usableFromInline
struct PatternStarts: Sendable, BitwiseCopyable {
  @usableFromInline
  var low: UInt64
  @usableFromInline
  var high: UInt64
  @usableFromInline
  var hasOthers: Bool

  static let all = PatternStarts(low: .max, high: .max, hasOthers: true)
  static let none = PatternStarts(low: 0, high: 0, hasOthers: false)

  @inlinable
  func contains(_ byte: UInt8) -> Bool {
    if byte >= 0x80 { return hasOthers }
    return (byte < 64 ? low : high) &>> UInt64(byte) & 1 == 1
  }

  mutating func insert(_ byte: UInt8) {
    if byte >= 0x80 {
      hasOthers = true
    } else if byte < 64 {
      low |= 1 << UInt64(byte)
    } else {
      high |= 1 << UInt64(byte - 64)
    }
  }

  mutating func formIntersection(_ other: PatternStarts) {
    low &= other.low
    high &= other.high
    hasOthers = hasOthers && other.hasOthers
  }

  mutating func formUnion(_ other: PatternStarts) {
    low |= other.low
    high |= other.high
    hasOthers = hasOthers || other.hasOthers
  }
}

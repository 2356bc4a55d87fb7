/// A span of time: RFC 3339 appendix A, `duration`.
///
/// Units must follow each other without a gap (`P1Y1D` is none), and weeks stand alone.
/// Relaxed, after ISO 8601-1 section 5.5.2: units may be left out or stand beside weeks, and the last number may have
/// a fraction.
enum DurationFormat {
  static func accepts(_ text: Span<UInt8>, mode: Format.Mode) -> Bool {
    guard text.byte(0) == UInt8(ascii: "P"), text.count > 2 else { return false }
    var index = 1
    var last = -1
    var inTime = false
    var sawWeeks = false
    var fractional = false
    while index < text.count {
      if text[index] == UInt8(ascii: "T") {
        guard !inTime, index + 1 < text.count else { return false }
        inTime = true
        last = -1
        index += 1
      }
      guard !fractional, skipNumber(text, &index, &fractional, mode: mode),
        let rank = rank(of: text.byte(index), inTime: inTime), rank > last
      else { return false }
      if mode == .strict {
        guard !sawWeeks, last == -1 || rank == last + 1 else { return false }
        if rank == weekRank {
          guard last == -1, index + 1 == text.count else { return false }
          sawWeeks = true
        }
      }
      last = rank
      index += 1
    }
    return true
  }

  static let weekRank = 10

  private static func skipNumber(
    _ text: Span<UInt8>,
    _ index: inout Int,
    _ fractional: inout Bool,
    mode: Format.Mode
  ) -> Bool {
    let start = index
    while text.byte(index).isDigit { index += 1 }
    guard index > start else { return false }
    if mode == .relaxed, text.byte(index) == UInt8(ascii: ".") || text.byte(index) == UInt8(ascii: ",") {
      fractional = true
      index += 1
      let fraction = index
      while text.byte(index).isDigit { index += 1 }
      return index > fraction
    }
    return true
  }

  /// The place of a unit among those of the date or of the time; weeks come after every other.
  static func rank(of unit: UInt8, inTime: Bool) -> Int? {
    switch (unit, inTime) {
    case (UInt8(ascii: "Y"), false), (UInt8(ascii: "H"), true): 0
    case (UInt8(ascii: "M"), _): 1
    case (UInt8(ascii: "D"), false), (UInt8(ascii: "S"), true): 2
    case (UInt8(ascii: "W"), false): weekRank
    default: nil
    }
  }
}

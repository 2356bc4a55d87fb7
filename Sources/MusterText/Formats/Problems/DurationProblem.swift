/// What is wrong with durations: RFC 3339 appendix A.
enum DurationProblem {
  static func problem(in text: Span<UInt8>, mode: Format.Mode) -> FormatProblem {
    guard !text.isEmpty else { return FormatProblem(.empty) }
    if text[0] == UInt8(ascii: "p") { return FormatProblem(.lowerCase, at: 0) }
    if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") { return FormatProblem(.sign, at: 0) }
    guard text[0] == UInt8(ascii: "P") else { return FormatProblem(.missingP, at: 0) }
    var index = 1
    var inTime = false
    var last = -1
    var sawWeeks = false
    while index < text.count {
      if text[index] == UInt8(ascii: "T"), !inTime {
        inTime = true
        last = -1
        index += 1
        if index == text.count { return FormatProblem(.noAmount, at: index) }
      }
      let end = endOfNumber(text, from: index)
      let hasFraction = end > text.endOfDigits(from: index)
      let unit = text.byte(end)
      if end == index { return withoutNumber(text, at: index) }
      if hasFraction, mode == .strict { return FormatProblem(.fraction, at: text.endOfDigits(from: index)) }
      if end == text.count { return FormatProblem(.missingUnit, at: end) }
      guard let rank = DurationFormat.rank(of: unit, inTime: inTime) else {
        if DurationFormat.rank(of: unit, inTime: !inTime) != nil { return FormatProblem(.misplacedUnit, at: end) }
        return withoutUnit(text, at: end)
      }
      if rank == DurationFormat.weekRank || sawWeeks, mode == .strict {
        if last != -1 || sawWeeks { return FormatProblem(.mixedWeeks, at: end) }
        sawWeeks = true
      }
      if rank <= last { return FormatProblem(.unitOrder, at: end) }
      if mode == .strict, last != -1, rank > last + 1, rank != DurationFormat.weekRank {
        return FormatProblem(.unitGap, at: end)
      }
      last = rank
      index = end + 1
      if hasFraction, index < text.count { return FormatProblem(.fraction, at: end) }
      if rank == DurationFormat.weekRank, mode == .strict, index < text.count {
        return FormatProblem(.mixedWeeks, at: index)
      }
    }
    return FormatProblem(index == 1 ? .noAmount : .malformed, at: index)
  }

  /// Where a number ends that may have a fraction.
  private static func endOfNumber(_ text: Span<UInt8>, from start: Int) -> Int {
    let end = text.endOfDigits(from: start)
    guard end > start, text.byte(end) == UInt8(ascii: ".") || text.byte(end) == UInt8(ascii: ",") else { return end }
    let fraction = text.endOfDigits(from: end + 1)
    return fraction > end + 1 ? fraction : end
  }

  private static func withoutNumber(_ text: Span<UInt8>, at index: Int) -> FormatProblem {
    let byte = text.byte(index)
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { return FormatProblem(.sign, at: index) }
    return byte.isLetter ? FormatProblem(.missingNumber, at: index) : withoutUnit(text, at: index)
  }

  private static func withoutUnit(_ text: Span<UInt8>, at index: Int) -> FormatProblem {
    let byte = text.byte(index)
    guard byte.isLetter else {
      if byte == UInt8(ascii: " ") { return FormatProblem(.space, at: index) }
      return FormatProblem(byte < 0x80 ? .unexpectedCharacter : .notASCII, at: index)
    }
    let upper = byte & 0xDF
    let isUnit = [false, true].contains { DurationFormat.rank(of: upper, inTime: $0) != nil }
    return FormatProblem(byte != upper && (isUnit || upper == UInt8(ascii: "T")) ? .lowerCase : .unknownUnit, at: index)
  }
}

import MusterText

/// Formats in the form that nearly all texts have, eight bytes at a time.
///
/// What does not have that form is not refused here but looked at by the format itself.
extension VerdictRun {
  /// Searches for a pattern in the string at an index, or in a key.
  @inline(never)
  func search(_ pattern: PatternIndex, _ value: TapeIndex, _ scratch: inout Scratch) -> PatternMatch {
    let plan = plan
    let word = tape[value]
    if word.flags & TapeWord.hasEscape != 0 {
      scratch.decode(value, of: tape)
      return scratch.withDecoded { text, patternScratch in
        // The pattern of an operation or a shape of the plan.
        unsafe plan.uncheckedSearch(pattern, in: text, scratch: &patternScratch)
      }
    }
    return tape.bytes.withSpan(from: word.offset, count: tape.length(value)) {
      // As above.
      unsafe plan.uncheckedSearch(pattern, in: $0, scratch: &scratch.pattern)
    }
  }

  /// Whether a string has the format that an instruction of the program asks for.
  @inline(never)
  func hasFormat(ofLeaf pc: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let leaf = plan.withProgram { $0.instructions[pc] }
    return hasFormat(leaf.a, leaf.b, value, &scratch)
  }

  /// Whether a string has the format of a code, taken as a mode says.
  @inline(never)
  func hasFormat(_ code: UInt32, _ mode: UInt32, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    guard let format = Format(code: UInt8(truncatingIfNeeded: code)) else { return false }
    let mode = Format.Mode(rawValue: UInt8(truncatingIfNeeded: mode)) ?? .strict
    let word = tape[value]
    if word.flags & TapeWord.hasEscape != 0 {
      scratch.decode(value, of: tape)
      return scratch.withDecoded { text, patternScratch in format.accepts(text, mode: mode, scratch: &patternScratch) }
    }
    return tape.bytes.withSpan(from: word.offset, count: tape.length(value)) {
      format.accepts($0, mode: mode, scratch: &scratch.pattern)
    }
  }

  /// Whether a text is 36 bytes of hexadecimal digits and hyphens (RFC 9562, section 4).
  @inline(__always)
  func isPlainUUID(_ word: TapeWord) -> Bool {
    guard word.shortLength == 36, word.flags & TapeWord.hasEscape == 0 else { return false }
    let bytes = tape.bytes
    let start = word.offset
    // Bytes 0…7, 8…15, 16…23, 24…31 and 28…35 of the 36 that the string has; hyphens stand at 8, 13, 18 and 23.
    let first = unsafe bytes.uncheckedWord(at: start)
    let second = unsafe bytes.uncheckedWord(at: start &+ 8)
    let third = unsafe bytes.uncheckedWord(at: start &+ 16)
    let fourth = unsafe bytes.uncheckedWord(at: start &+ 24)
    let last = unsafe bytes.uncheckedWord(at: start &+ 28)
    let hyphens: UInt64 = 0x2D2D_2D2D_2D2D_2D2D
    let inSecond: UInt64 = 0x0000_FF00_0000_00FF
    let inThird: UInt64 = 0xFF00_0000_00FF_0000
    guard (second ^ hyphens) & inSecond == 0, (third ^ hyphens) & inThird == 0 else { return false }
    let zeros: UInt64 = 0x3030_3030_3030_3030
    let strays =
      VerdictRun.strays(first) | VerdictRun.strays(second & ~inSecond | zeros & inSecond)
      | VerdictRun.strays(third & ~inThird | zeros & inThird) | VerdictRun.strays(fourth) | VerdictRun.strays(last)
    return strays == 0
  }

  /// Marks bytes that are no hexadecimal digits in their high bits.
  @inline(__always)
  private static func strays(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    // Without high bits no sum below carries into the next byte.
    let low = word & ~highs
    let digits = (low &+ ones &* (0x80 - 0x30)) & ~(low &+ ones &* (0x80 - 0x3A))
    let lower = low | ones &* 0x20
    let letters = (lower &+ ones &* (0x80 - 0x61)) & ~(lower &+ ones &* (0x80 - 0x67))
    return (~(digits | letters) | word) & highs
  }

  /// Whether a text is a date, a `T`, a time without a fraction and a `Z` (RFC 3339, section 5.6) that hold in every
  /// month and without a leap second.
  @inline(__always)
  func isPlainDateTime(_ word: TapeWord) -> Bool {
    guard word.shortLength == 20, word.flags & TapeWord.hasEscape == 0 else { return false }
    let bytes = tape.bytes
    let start = word.offset
    // YYYY-MM-, DDTHH:MM and, from the hour's second digit on, H:MM:SSZ: of the 20 bytes that the string has.
    let date = unsafe bytes.uncheckedWord(at: start)
    let clock = unsafe bytes.uncheckedWord(at: start &+ 8)
    let end = unsafe bytes.uncheckedWord(at: start &+ 12)
    let inDate: UInt64 = 0xFF00_00FF_0000_0000
    let inClock: UInt64 = 0x0000_FF00_00FF_0000
    let inEnd: UInt64 = 0xFF00_00FF_0000_FF00
    guard date & inDate == 0x2D00_002D_0000_0000, clock & inClock == 0x0000_3A00_0054_0000,
      end & inEnd == 0x5A00_003A_0000_3A00
    else { return false }
    let zeros: UInt64 = 0x3030_3030_3030_3030
    let areDigits =
      VerdictRun.areDigits(date & ~inDate | zeros & inDate) && VerdictRun.areDigits(clock & ~inClock | zeros & inClock)
      && VerdictRun.areDigits(end & ~inEnd | zeros & inEnd)
    let month = VerdictRun.number(date, at: 5)
    let day = VerdictRun.number(clock, at: 0)
    return areDigits && month &- 1 < 12 && day &- 1 < 28 && VerdictRun.number(clock, at: 3) < 24
      && VerdictRun.number(clock, at: 6) < 60 && VerdictRun.number(end, at: 5) < 60
  }

  @inline(__always)
  private static func areDigits(_ word: UInt64) -> Bool {
    let uppers: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let zeros: UInt64 = 0x3030_3030_3030_3030
    // A carry can only come from a byte that fails the first half.
    return word & uppers == zeros && (word &+ 0x0606_0606_0606_0606) & uppers == zeros
  }

  /// What two digits say.
  @inline(__always)
  private static func number(_ word: UInt64, at byte: UInt64) -> UInt64 {
    (word >> (byte &* 8) & 0xF) &* 10 &+ (word >> (byte &* 8 &+ 8) & 0xF)
  }
}

/// Follows the brackets and strings of a JSON text that passes by in pieces.
package struct StructureScan: Sendable {
  /// How many brackets are open.
  package private(set) var depth = 0
  /// Whether the next byte is inside of a string.
  package private(set) var isInString = false
  private var isEscaped = false

  /// A scan at the start of a text.
  package init() {}

  /// Takes a byte.
  package mutating func take(_ byte: UInt8) {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth &-= 1
    default: break
    }
  }

  /// Takes bytes up to the bracket that closes what is open below a depth.
  ///
  /// - Parameters:
  ///   - floor: The depth behind that bracket; less than the one now.
  ///   - start: The offset of the first byte.
  /// - Returns: The offset behind the bracket, or the number of bytes if it is not among them.
  /// - Complexity: O(*n*) in the number of bytes, 64 at a time.
  package mutating func take(_ text: Span<UInt8>, from start: Int, downTo floor: Int) -> Int {
    ByteView.with(text) { bytes in
      var offset = max(0, start)
      while offset < bytes.count {
        let marks = StructureMarks(at: offset, in: bytes)
        let count = min(BlockWidth.bytes, bytes.count &- offset)
        let quotes = marks.quotes & ~escaped(by: marks.backslashes, count)
        let strings = StructureScan.inside(quotes) ^ (isInString ? .max : 0)
        let opening = marks.opening & ~strings
        var closing = marks.closing & ~strings
        if depth &- closing.nonzeroBitCount > floor {
          depth &+= opening.nonzeroBitCount &- closing.nonzeroBitCount
        } else {
          var before = depth
          var passed: UInt64 = 0
          while closing != 0 {
            let bit = closing.trailingZeroBitCount
            let upTo = (1 as UInt64) &<< UInt64(truncatingIfNeeded: bit) &- 1
            before &+= (opening & upTo & ~passed).nonzeroBitCount &- 1
            if before <= floor {
              (depth, isInString, isEscaped) = (before, false, false)
              return offset &+ bit &+ 1
            }
            passed = upTo
            closing &= closing &- 1
          }
          depth = before &+ (opening & ~passed).nonzeroBitCount
        }
        isInString = strings &>> UInt64(truncatingIfNeeded: count &- 1) & 1 != 0
        offset &+= count
      }
      return bytes.count
    }
  }

  /// The bytes behind a backslash that is not escaped itself; takes note of one behind the last byte.
  ///
  /// JSON has backslashes in strings alone; what one means elsewhere is of no account, as the text is wrong then anyway.
  @inline(__always)
  private mutating func escaped(by backslashes: UInt64, _ count: Int) -> UInt64 {
    let first: UInt64 = isEscaped ? 1 : 0
    isEscaped = false
    let rest = backslashes & ~first
    if rest == 0 { return first }
    // A run of backslashes that begins at an even place escapes what is at odd ones, up to the byte behind it, and the
    // other way round: adding a run's first bit to the run leaves the bit of the byte behind it.
    let starts = rest & ~(rest &<< 1)
    let evens: UInt64 = 0x5555_5555_5555_5555
    let (behindEven, _) = rest.addingReportingOverflow(starts & evens)
    let (behindOdd, isOddAtEnd) = rest.addingReportingOverflow(starts & ~evens)
    let evenRuns = rest & ~behindEven
    let result =
      first | ((evenRuns | behindEven & ~rest) & ~evens) | ((rest & ~evenRuns | behindOdd & ~rest) & evens)
    // A word has no bit for the byte behind 64.
    isEscaped = count < BlockWidth.bytes ? result &>> UInt64(truncatingIfNeeded: count) & 1 != 0 : isOddAtEnd
    return result
  }

  /// The bytes from each quote that opens a string to the one before its end.
  @inline(__always)
  private static func inside(_ quotes: UInt64) -> UInt64 {
    var result = quotes
    result ^= result &<< 1
    result ^= result &<< 2
    result ^= result &<< 4
    result ^= result &<< 8
    result ^= result &<< 16
    result ^= result &<< 32
    return result
  }
}

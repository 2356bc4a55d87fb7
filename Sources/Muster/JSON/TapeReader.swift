/// Reads JSON text onto a tape: RFC 8259 to the letter, in one pass, without recursion.
///
/// Each turn of the loop takes one element: the comma before it, its key with the colon, its value. Open containers
/// need no stack: the second word of each holds its parent's index until the end is known.
struct TapeReader {
  /// What opening a container found to be its parent, for the outermost one.
  private static let noParent = 0xFFFF_FFFF

  let bytes: ByteView
  let limits: Limits

  /// Reads one JSON text onto an empty tape.
  ///
  /// - Returns: `nil`, or the first mistake; the tape is of no use then.
  /// - Complexity: O(*n*) in the number of bytes.
  func read(into tape: inout TapeBuffer) -> TapeError? {
    tape.removeAll()
    guard bytes.count <= min(limits.bytes, Limits.addressableBytes) else { return TapeError(code: .size, offset: 0) }
    if bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return TapeError(code: .byteOrderMark, offset: 0) }

    var index = 0
    var depth = 0
    var container = TapeReader.noParent  // the innermost open container
    var isObject = false
    var count = 0  // its children so far

    var byte = nextByte(&index)
    while true {
      tape.reserve()
      if container != TapeReader.noParent {
        let close: UInt8 = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if byte == close {
          // Never right after a comma: what follows one is taken in the same turn.
          index &+= 1
          depth &-= 1
          let parent = tape[container &+ 1].end
          tape[container &+ 1] = .containerEnd(tape.count, count: count)
          container = parent
          if container == TapeReader.noParent {
            byte = nextByte(&index)
            return index < bytes.count ? TapeError(code: .trailingText, offset: index) : nil
          }
          isObject = tape[container].rawKind == TapeWord.Kind.object.rawValue
          count = tape[container &+ 1].count
          byte = nextByte(&index)
          continue
        }
        if count > 0 {
          guard byte == UInt8(ascii: ",") else { return unexpected(at: index) }
          index &+= 1
          byte = nextByte(&index)
        }
        count &+= 1
        if isObject {
          guard byte == UInt8(ascii: "\"") else { return unexpected(at: index) }
          index &+= 1
          if let error = readString(&index, into: &tape) { return error }
          byte = nextByte(&index)
          guard byte == UInt8(ascii: ":") else { return unexpected(at: index) }
          index &+= 1
          byte = nextByte(&index)
        }
      }

      switch byte {
      case UInt8(ascii: "\""):
        index &+= 1
        if let error = readString(&index, into: &tape) { return error }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth &+= 1
        guard depth <= limits.depth else { return TapeError(code: .depth, offset: index) }
        if container != TapeReader.noParent {
          let parent = tape[container &+ 1].end
          tape[container &+ 1] = .containerEnd(parent, count: count)
        }
        isObject = byte == UInt8(ascii: "{")
        let parent = container
        container = tape.count
        tape.write(TapeWord(isObject ? .object : .array, offset: index))
        tape.write(.containerEnd(parent, count: 0))
        count = 0
        index &+= 1
        byte = nextByte(&index)
        continue
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        var rest = index
        if let error = readNumber(&rest, into: &tape) { return error }
        index = rest
      case UInt8(ascii: "t"):
        guard literal(0x6575_7274, length: 4, at: index) else { return unexpected(at: index) }
        tape.write(TapeWord(.true, offset: index))
        index &+= 4
      case UInt8(ascii: "f"):
        guard literal(0x6573_6C61, length: 4, at: index &+ 1) else { return unexpected(at: index) }
        tape.write(TapeWord(.false, offset: index))
        index &+= 5
      case UInt8(ascii: "n"):
        guard literal(0x6C6C_756E, length: 4, at: index) else { return unexpected(at: index) }
        tape.write(TapeWord(.null, offset: index))
        index &+= 4
      default:
        return unexpected(at: index)
      }
      byte = nextByte(&index)
      if container == TapeReader.noParent {
        return index < bytes.count ? TapeError(code: .trailingText, offset: index) : nil
      }
    }
  }

  /// Moves past white space and gives the byte there, 0 at the end.
  @inline(__always)
  private func nextByte(_ index: inout Int) -> UInt8 {
    var byte = bytes[index]
    while byte <= 0x20 {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      index &+= 1
      byte = bytes[index]
    }
    return byte
  }

  @inline(__always)
  private func literal(_ letters: UInt64, length: Int, at index: Int) -> Bool {
    bytes.prefix(at: index, length: length) == letters
  }

  @inline(never)
  private func unexpected(at index: Int) -> TapeError {
    if index >= bytes.count { return TapeError(code: .endOfText, offset: bytes.count) }
    // A literal cut short by the end of the text.
    for literal in ["true", "false", "null"] as [StaticString] {
      if literal.hasCutPrefix(in: bytes, at: index) { return TapeError(code: .endOfText, offset: bytes.count) }
    }
    if bytes[index] >= 0x80 {
      var end = index
      if advanceOverCodePoint(&end) { return TapeError(code: .unexpectedCharacter, offset: index) }
      return TapeError(code: .encoding, offset: index)
    }
    return TapeError(code: .unexpectedCharacter, offset: index)
  }

  // MARK: Strings

  /// Reads a string's text and its closing quote; `index` lies after the opening quote.
  @inline(__always)
  private func readString(_ index: inout Int, into tape: inout TapeBuffer) -> TapeError? {
    let start = index
    var end = start
    while bytes.hasWord(at: end) {
      let special = TapeReader.specials(in: bytes.loadedWord(at: end))
      if special != 0 {
        end &+= special.trailingZeroBitCount &>> 3
        if bytes[end] == UInt8(ascii: "\""), end &- start < TapeWord.lengthLimit {
          tape.write(TapeWord(string: start, length: end &- start))
          index = end &+ 1
          return nil
        }
        break
      }
      end &+= 8
    }
    // An index of its own, so that the loop's need not lie in memory.
    var rest = index
    let error = readRestOfString(&rest, from: end, into: &tape)
    index = rest
    return error
  }

  /// Marks in the high bit of each byte whether a string's text cannot simply go on there: a quote, a backslash, a
  /// control character or a byte above 0x7F.
  ///
  /// Exact up to the first mark: what a subtraction borrows or a high bit brings in comes after one.
  @inline(__always)
  static func specials(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // With that bit turned, a quote comes right after the control characters, and nothing else does.
    let quotesAndControls = (word ^ ones &* 0x02) &- ones &* 0x21
    let backslashes = (word ^ ones &* 0x5C) &- ones
    return (quotesAndControls | backslashes | word) & 0x8080_8080_8080_8080
  }

  @inline(never)
  private func readRestOfString(_ index: inout Int, from position: Int, into tape: inout TapeBuffer) -> TapeError? {
    let start = index
    var end = position
    var flags: UInt8 = 0
    while true {
      guard end < bytes.count else { return TapeError(code: .endOfText, offset: bytes.count) }
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { return TapeError(code: .controlCharacter, offset: end) }
      if byte == UInt8(ascii: "\\") {
        flags |= TapeWord.hasEscape | TapeWord.nonASCII
        if let error = advanceOverEscape(&end) { return error }
      } else if byte >= 0x80 {
        flags |= TapeWord.nonASCII
        guard advanceOverCodePoint(&end) else { return TapeError(code: .encoding, offset: end) }
      } else {
        end &+= 1
        while bytes.hasWord(at: end), TapeReader.specials(in: bytes.word(at: end)) == 0 { end &+= 8 }
      }
    }
    TapeReader.append(.string, flags: flags, offset: start, length: end &- start, to: &tape)
    index = end &+ 1
    return nil
  }

  @inline(__always)
  private static func append(
    _ kind: TapeWord.Kind, flags: UInt8, offset: Int, length: Int, to tape: inout TapeBuffer
  ) {
    tape.write(TapeWord(kind, flags: flags, offset: offset, length: length))
    if length >= TapeWord.lengthLimit { tape.write(TapeWord(bits: UInt64(truncatingIfNeeded: length))) }
  }

  /// RFC 8259, section 7; an escaped surrogate must be half of a pair, as strings are Unicode here (RFC 7493, 2.1).
  private func advanceOverEscape(_ index: inout Int) -> TapeError? {
    guard index &+ 1 < bytes.count else { return TapeError(code: .endOfText, offset: bytes.count) }
    switch bytes[index &+ 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index &+= 2
      return nil
    case UInt8(ascii: "u"):
      guard let unit = bytes.hexadecimalUnit(at: index &+ 2) else { return escapeError(at: index) }
      if unit & 0xFC00 == 0xD800 {
        guard bytes[index &+ 6] == UInt8(ascii: "\\"), bytes[index &+ 7] == UInt8(ascii: "u") else {
          return TapeError(code: .loneSurrogate, offset: index)
        }
        guard let low = bytes.hexadecimalUnit(at: index &+ 8) else { return escapeError(at: index &+ 6) }
        guard low & 0xFC00 == 0xDC00 else { return TapeError(code: .loneSurrogate, offset: index) }
        index &+= 12
        return nil
      }
      guard unit & 0xFC00 != 0xDC00 else { return TapeError(code: .loneSurrogate, offset: index) }
      index &+= 6
      return nil
    default:
      return TapeError(code: .escape, offset: index)
    }
  }

  private func escapeError(at index: Int) -> TapeError {
    index &+ 6 > bytes.count
      ? TapeError(code: .endOfText, offset: bytes.count) : TapeError(code: .escape, offset: index)
  }

  /// Moves over one code point of more than one byte, if it is well-formed UTF-8 (RFC 3629, section 4).
  private func advanceOverCodePoint(_ index: inout Int) -> Bool {
    let lead = bytes[index]
    let second = bytes[index &+ 1]
    switch lead {
    case 0xC2...0xDF:
      guard second & 0xC0 == 0x80 else { return false }
      index &+= 2
    case 0xE0...0xEF:
      let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
      guard second >= low, second <= high, bytes[index &+ 2] & 0xC0 == 0x80 else { return false }
      index &+= 3
    case 0xF0...0xF4:
      let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
      guard second >= low, second <= high, bytes[index &+ 2] & 0xC0 == 0x80, bytes[index &+ 3] & 0xC0 == 0x80
      else { return false }
      index &+= 4
    default:
      return false
    }
    return true
  }

  // MARK: Numbers

  /// RFC 8259, section 6.
  @inline(__always)
  private func readNumber(_ index: inout Int, into tape: inout TapeBuffer) -> TapeError? {
    let start = index
    var end = start
    var flags: UInt8 = 0
    if bytes[end] == UInt8(ascii: "-") {
      flags |= TapeWord.isNegative
      end &+= 1
    }
    if bytes[end] == UInt8(ascii: "0") {
      end &+= 1
      if bytes.isDigit(at: end) { return TapeError(code: .number, offset: start) }
    } else {
      guard bytes.isDigit(at: end) else { return numberError(from: start, at: end) }
      repeat { end &+= 1 } while bytes.isDigit(at: end)
    }
    if bytes[end] == UInt8(ascii: ".") {
      flags |= TapeWord.isDecimal
      end &+= 1
      guard bytes.isDigit(at: end) else { return numberError(from: start, at: end) }
      repeat { end &+= 1 } while bytes.isDigit(at: end)
    }
    if bytes[end] | 0x20 == UInt8(ascii: "e") {
      flags |= TapeWord.isDecimal
      end &+= 1
      if bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") { end &+= 1 }
      guard bytes.isDigit(at: end) else { return numberError(from: start, at: end) }
      repeat { end &+= 1 } while bytes.isDigit(at: end)
    }
    TapeReader.append(.number, flags: flags, offset: start, length: end &- start, to: &tape)
    index = end
    return nil
  }

  @inline(never)
  private func numberError(from start: Int, at index: Int) -> TapeError {
    index >= bytes.count
      ? TapeError(code: .endOfText, offset: bytes.count) : TapeError(code: .number, offset: start)
  }
}

extension ByteView {
  @inline(__always)
  func isDigit(at offset: Int) -> Bool { self[offset] &- UInt8(ascii: "0") < 10 }

  /// The UTF-16 code unit that four hexadecimal digits stand for; `nil` where they are not that.
  func hexadecimalUnit(at offset: Int) -> UInt32? {
    var unit: UInt32 = 0
    for index in 0..<4 {
      let byte = self[offset &+ index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}

extension StaticString {
  /// Whether the bytes from an offset to their end are a part of this, but not all of it.
  fileprivate func hasCutPrefix(in bytes: ByteView, at offset: Int) -> Bool {
    let rest = bytes.count - offset
    guard rest > 0, rest < utf8CodeUnitCount else { return false }
    return ByteView.with(self) { $0.equals(from: 0, count: rest, bytes, from: offset) }
  }
}

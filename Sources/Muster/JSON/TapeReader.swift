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
  /// A byte order mark before it is skipped (RFC 8259, section 8.1). It counts in offsets.
  /// - Returns: `nil`, or the first mistake; the tape is of no use then.
  /// - Complexity: O(*n*) in the number of bytes.
  func read(into tape: inout TapeBuffer) -> TapeError? {
    tape.removeAll()
    guard bytes.count <= min(limits.bytes, Limits.addressableBytes) else { return TapeError(code: .size, offset: 0) }

    var index = endOfSpace(from: bytes.hasByteOrderMark ? 3 : 0)
    var byte = bytes[index]
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else { return readScalar(at: index, into: &tape) }
    var cursor = tape.cursor
    tape.specials.find(in: bytes)
    let specials = tape.specials.view
    var levels = limits.depth  // how many containers more may be opened
    var container = TapeReader.noParent  // the innermost open container
    var close: UInt8 = 0  // what ends it
    var count = 0  // its children so far

    while true {
      // At a value, in an object at its key.
      // From here on there is room for a key and a value, which is all that is written before the next turn.
      if cursor.isFull { cursor = tape.grown(cursor) }
      if close == UInt8(ascii: "}") {
        guard byte == UInt8(ascii: "\"") else { return unexpected(at: index) }
        guard readString(&index, specials, &cursor) else { return error(inStringAt: index) }
        byte = bytes[index]
        if byte != UInt8(ascii: ":") {
          index = endOfSpace(from: index)
          guard bytes[index] == UInt8(ascii: ":") else { return unexpected(at: index) }
        }
        index &+= 1
        byte = nextByte(&index)
      }
      if byte == UInt8(ascii: "\"") {
        guard readString(&index, specials, &cursor) else { return error(inStringAt: index) }
      } else if byte | 0x20 == UInt8(ascii: "{") {
        guard levels > 0 else { return TapeError(code: .depth, offset: index) }
        levels &-= 1
        // `container` is open unless there is none; this holds below as well.
        if container != TapeReader.noParent { unsafe cursor.uncheckedSetCount(count, ofContainer: container) }
        close = byte &+ 2
        let kind = byte == UInt8(ascii: "{") ? TapeWord.Kind.object : .array
        container = unsafe cursor.uncheckedOpen(kind, offset: index, parent: container)
        index &+= 1
        byte = nextByte(&index)
        count = 1
        if byte != close { continue }
        count = 0
      } else {
        guard readPlain(byte, &index, &cursor) else { return error(inPlainAt: index) }
      }

      // A value has ended, and with it maybe containers.
      byte = nextByte(&index)
      while byte != UInt8(ascii: ",") {
        guard byte == close else { return unexpected(at: index) }
        index &+= 1
        levels &+= 1
        // A container is open: the text began with one, and this ends with that.
        container = unsafe cursor.uncheckedClose(container, count: count)
        byte = nextByte(&index)
        if container == TapeReader.noParent {
          tape.take(cursor)
          return index < bytes.count ? TapeError(code: .trailingText, offset: index) : nil
        }
        count = unsafe cursor.uncheckedCount(ofContainer: container)
        close = unsafe cursor.uncheckedIsObject(container) ? UInt8(ascii: "}") : UInt8(ascii: "]")
      }
      index &+= 1
      count &+= 1
      byte = nextByte(&index)
    }
  }

  /// Reads a text that is no container.
  @inline(never)
  private func readScalar(at start: Int, into tape: inout TapeBuffer) -> TapeError? {
    let isString = bytes[start] == UInt8(ascii: "\"")
    let isNumber = bytes[start] == UInt8(ascii: "-") || bytes.isDigit(at: start)
    if isString { tape.specials.find(in: bytes) }
    let scalar =
      isString
      ? readRestOfString(at: start &+ 1, from: start &+ 1, tape.specials.view)
      : isNumber ? readNumber(at: start) : readLiteral(at: start)
    if scalar.isMistake { return isString ? error(inStringAt: start) : error(inPlainAt: start) }
    var cursor = tape.cursor
    // An empty tape has room.
    unsafe cursor.uncheckedWrite(scalar)
    tape.take(cursor)
    let end = endOfSpace(from: scalar.end)
    return end < bytes.count ? TapeError(code: .trailingText, offset: end) : nil
  }

  /// Moves past white space and gives the byte there, 0 at the end.
  @inline(__always)
  private func nextByte(_ index: inout Int) -> UInt8 {
    let byte = bytes[index]
    if byte > 0x20 { return byte }
    // Mostly a single space.
    let next = bytes[index &+ 1]
    if byte == 0x20, next > 0x20 {
      index &+= 1
      return next
    }
    index = endOfSpace(from: index)
    return bytes[index]
  }

  @inline(never)
  private func endOfSpace(from start: Int) -> Int {
    var index = start
    while true {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return index }
      // Mostly a line feed and the spaces that indent the next line.
      let word = bytes.word(at: index &+ 1)
      let count = (word ^ 0x2020_2020_2020_2020).trailingZeroBitCount &>> 3
      index &+= 1 &+ count
      // The byte behind the spaces is in the word, unless all of it is spaces.
      if count < 8, word &>> UInt64(truncatingIfNeeded: count &* 8) & 0xFF > 0x20 { return index }
    }
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

  // MARK: Scalars

  /// A scalar that was read the long way, in two registers.
  struct Scalar {
    /// Its word on the tape; 0 for a mistake.
    let word: TapeWord
    /// The offset after its text, and after a string's closing quote; where a mistake was noticed.
    let end: Int

    init(_ word: TapeWord, end: Int) {
      self.word = word
      self.end = end
    }

    init(mistakeAt offset: Int) {
      word = TapeWord(bits: 0)
      end = offset
    }

    var isMistake: Bool { word.bits == 0 }
    /// The length of its text, where the word cannot hold it.
    var length: Int { end &- word.offset &- (word.rawKind == TapeWord.Kind.string.rawValue ? 1 : 0) }
  }

  /// Reads a string: `index` lies at its opening quote, and then after its closing one.
  ///
  /// - Returns: Whether there was no mistake.
  @inline(always)
  private func readString(
    _ index: inout Int, _ specials: SpecialBytes.View, _ cursor: inout TapeCursor
  ) -> Bool {
    let text = index &+ 1
    // The quote before it is a byte of the text.
    let end = unsafe specials.uncheckedFirst(from: text)
    if bytes[end] == UInt8(ascii: "\""), end &- text < TapeWord.lengthLimit {
      // The loop made room, as it did for all that is written below.
      unsafe cursor.uncheckedWrite(TapeWord(.string, plainText: text, length: end &- text))
      index = end &+ 1
      return true
    }
    let rest = readRestOfString(at: text, from: end, specials)
    if rest.isMistake { return false }
    unsafe cursor.uncheckedWrite(rest)
    index = rest.end
    return true
  }

  /// Reads the rest of a string, from an offset inside of it.
  @inline(never)
  private func readRestOfString(at text: Int, from position: Int, _ specials: SpecialBytes.View) -> Scalar {
    var end = position
    var flags: UInt8 = 0
    while true {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") {
        return Scalar(TapeWord(.string, flags: flags, offset: text, length: end &- text), end: end &+ 1)
      }
      if byte < 0x20 { return Scalar(mistakeAt: end) }
      if byte == UInt8(ascii: "\\") {
        flags |= TapeWord.hasEscape | TapeWord.nonASCII
        // Nearly all escapes are quotes of a text in a text.
        if bytes[end &+ 1] == UInt8(ascii: "\"") {
          end &+= 2
        } else if bytes.hasWord(at: end), TapeReader.isPlainUnit(unsafe bytes.uncheckedWord(at: end)) {
          end &+= 6
        } else if advanceOverEscape(&end) != nil {
          return Scalar(mistakeAt: end)
        }
      } else if byte >= 0x80 {
        flags |= TapeWord.nonASCII
        guard advanceOverCodePoint(&end) else { return Scalar(mistakeAt: end) }
      } else {
        // What was moved over are bytes of the text.
        end = unsafe specials.uncheckedFirst(from: end)
      }
    }
  }

  /// Whether eight bytes begin with `\u` and four digits that stand for no surrogate.
  @inline(__always)
  private static func isPlainUnit(_ word: UInt64) -> Bool {
    // A backslash and a small u; surrogates begin with the digit D.
    let digits = UInt32(truncatingIfNeeded: word &>> 16)
    return word & 0xFFFF == 0x755C && digits & 0xDF != 0x44 && ByteView.areHexadecimalDigits(digits)
  }

  /// What is wrong with a string.
  @inline(never)
  private func error(inStringAt start: Int) -> TapeError {
    var end = start &+ 1
    while end < bytes.count {
      let byte = bytes[end]
      if byte < 0x20 { return TapeError(code: .controlCharacter, offset: end) }
      if byte == UInt8(ascii: "\\") {
        if let error = advanceOverEscape(&end) { return error }
      } else if byte >= 0x80 {
        guard advanceOverCodePoint(&end) else { return TapeError(code: .encoding, offset: end) }
      } else {
        end &+= 1
      }
    }
    return TapeError(code: .endOfText, offset: bytes.count)
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

  // MARK: Numbers and literals

  /// Reads a number or a literal: `index` lies at its first byte, which is known, and then after its last.
  ///
  /// - Returns: Whether there was no mistake.
  @inline(always)
  private func readPlain(_ byte: UInt8, _ index: inout Int, _ cursor: inout TapeCursor) -> Bool {
    let start = index
    if byte &- UInt8(ascii: "1") < 9 {
      let end = endOfDigits(from: start &+ 1)
      let following = bytes[end]
      if following != UInt8(ascii: "."), following | 0x20 != UInt8(ascii: "e"), end &- start < TapeWord.lengthLimit {
        unsafe cursor.uncheckedWrite(TapeWord(.number, plainText: start, length: end &- start))
        index = end
        return true
      }
      let number = readFraction(ofNumberAt: start, from: end)
      if number.isMistake { return false }
      unsafe cursor.uncheckedWrite(number)
      index = number.end
      return true
    } else if byte >= UInt8(ascii: "a") {
      let literal = readLiteral(at: start)
      unsafe cursor.uncheckedWrite(literal.word)
      index = literal.end
      return !literal.isMistake
    }
    let number = readNumber(at: start)
    if number.isMistake { return false }
    unsafe cursor.uncheckedWrite(number)
    index = number.end
    return true
  }

  /// The offset after the digits that begin at an offset.
  @inline(__always)
  private func endOfDigits(from start: Int) -> Int {
    var end = start
    // Eight at once: numbers of all lengths go the same way then.
    while bytes.hasWord(at: end) {
      let word = unsafe bytes.uncheckedWord(at: end)
      let zeros: UInt64 = 0x3030_3030_3030_3030
      let uppers: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
      // Bytes other than digits are not 0x30 after one of the two; the sum's carries come after the first of them.
      let others = (word & uppers ^ zeros) | ((word &+ 0x0606_0606_0606_0606) & uppers ^ zeros)
      if others != 0 { return end &+ others.trailingZeroBitCount &>> 3 }
      end &+= 8
    }
    while bytes.isDigit(at: end) { end &+= 1 }
    return end
  }

  @inline(__always)
  private func readLiteral(at start: Int) -> Scalar {
    switch bytes[start] {
    case UInt8(ascii: "n") where literal(0x6C6C_756E, at: start):
      Scalar(TapeWord(.null, plainText: start, length: 0), end: start &+ 4)
    case UInt8(ascii: "t") where literal(0x6575_7274, at: start):
      Scalar(TapeWord(.true, plainText: start, length: 0), end: start &+ 4)
    case UInt8(ascii: "f") where literal(0x6573_6C61, at: start &+ 1):
      Scalar(TapeWord(.false, plainText: start, length: 0), end: start &+ 5)
    default: Scalar(mistakeAt: start)
    }
  }

  @inline(__always)
  private func literal(_ letters: UInt32, at offset: Int) -> Bool {
    bytes.hasWord(at: offset)
      ? UInt32(truncatingIfNeeded: unsafe bytes.uncheckedWord(at: offset)) == letters
      : bytes.prefix(at: offset, length: 4) == UInt64(letters)
  }

  /// RFC 8259, section 6.
  @inline(never)
  private func readNumber(at start: Int) -> Scalar {
    var end = start
    var flags: UInt8 = 0
    if bytes[end] == UInt8(ascii: "-") {
      flags |= TapeWord.isNegative
      end &+= 1
    }
    guard bytes.isDigit(at: end) else { return Scalar(mistakeAt: end) }
    if bytes[end] == UInt8(ascii: "0") {
      end &+= 1
      if bytes.isDigit(at: end) { return Scalar(mistakeAt: end) }
    } else {
      end = endOfDigits(from: end)
    }
    return readRest(ofNumberAt: start, from: end, flags)
  }

  /// Reads on after a number's digits, which have no sign before them.
  @inline(never)
  private func readFraction(ofNumberAt start: Int, from end: Int) -> Scalar {
    readRest(ofNumberAt: start, from: end, 0)
  }

  @inline(__always)
  private func readRest(ofNumberAt start: Int, from digits: Int, _ sign: UInt8) -> Scalar {
    var end = digits
    var flags = sign
    if bytes[end] == UInt8(ascii: ".") {
      flags |= TapeWord.isDecimal
      let fraction = end &+ 1
      end = endOfDigits(from: fraction)
      guard end > fraction else { return Scalar(mistakeAt: end) }
    }
    if bytes[end] | 0x20 == UInt8(ascii: "e") {
      flags |= TapeWord.isDecimal
      end &+= 1
      if bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") { end &+= 1 }
      guard bytes.isDigit(at: end) else { return Scalar(mistakeAt: end) }
      end = endOfDigits(from: end)
    }
    return Scalar(TapeWord(.number, flags: flags, offset: start, length: end &- start), end: end)
  }

  /// What is wrong with a number or literal.
  @inline(never)
  private func error(inPlainAt start: Int) -> TapeError {
    guard bytes[start] == UInt8(ascii: "-") || bytes.isDigit(at: start) else { return unexpected(at: start) }
    return readNumber(at: start).end >= bytes.count
      ? TapeError(code: .endOfText, offset: bytes.count) : TapeError(code: .number, offset: start)
  }
}

extension ByteView {
  @inline(__always)
  func isDigit(at offset: Int) -> Bool { self[offset] &- UInt8(ascii: "0") < 10 }

  /// Whether four bytes are hexadecimal digits.
  @inline(__always)
  static func areHexadecimalDigits(_ digits: UInt32) -> Bool {
    let (ones, highs): (UInt32, UInt32) = (0x0101_0101, 0x8080_8080)
    // Without its high bit no byte carries into the next one; those that have it are no digits.
    let low = digits & ~highs
    let letters = low | ones &* 0x20
    let isNumber = (low &+ ones &* 0x50) & ~(low &+ ones &* 0x46)
    let isLetter = (letters &+ ones &* 0x1F) & ~(letters &+ ones &* 0x19)
    return (isNumber | isLetter) & ~digits & highs == highs
  }

  /// The UTF-16 code unit that four hexadecimal digits stand for; `nil` if they are no such digits.
  func hexadecimalUnit(at offset: Int) -> UInt32? {
    let digits = UInt32(truncatingIfNeeded: prefix(at: offset, length: 4))
    guard ByteView.areHexadecimalDigits(digits) else { return nil }
    // A letter's low bits begin at 1, for ten.
    let values = (digits & 0x0F0F_0F0F) &+ ((digits &>> 6) & 0x0101_0101) &* 9
    let bytes = values.byteSwapped
    return bytes & 0xF | (bytes &>> 4) & 0xF0 | (bytes &>> 8) & 0xF00 | (bytes &>> 12) & 0xF000
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

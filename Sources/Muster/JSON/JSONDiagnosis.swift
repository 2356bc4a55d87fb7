/// What was expected at a mistake, what stands there and which slip it is.
struct JSONDiagnosis {
  let bytes: ByteView
  let offset: Int
  let place: JSONPlace
  private(set) var expected: JSONExpectation = .value
  private(set) var after: Unicode.Scalar?
  private(set) var found: JSONFinding = .end
  private(set) var slip: JSONSlip?

  /// Looks into a mistake that the reader found.
  ///
  /// - Complexity: O(*n*) in the offset of the mistake.
  init(_ error: TapeError, in bytes: ByteView, limits: Limits) {
    self.bytes = bytes
    offset = error.offset
    place = JSONPlace(before: error.code == .size ? 0 : error.offset, in: bytes)
    found = JSONDiagnosis.finding(at: offset, in: bytes)
    switch error.code {
    case .size: (expected, found) = (.size(limit: limits.bytes), .size(bytes.count))
    case .depth: (expected, found) = (.depth(limit: limits.depth), .container)
    case .encoding:
      (expected, found) = (.utf8, .brokenUTF8)
      slip = bytes.isLikelyUTF16 ? .utf16 : nil
    case .controlCharacter:
      expected = .endOfString
      slip = found == .lineBreak ? .lineBreakInString : .controlCharacter
      if bytes[offset] == 0, bytes.isLikelyUTF16 { slip = .utf16 }
    case .escape, .loneSurrogate: diagnoseEscape(error.code)
    case .number: diagnoseNumber(from: offset)
    case .endOfText: diagnoseEnd()
    default:
      setExpectation()
      slip = JSONSlipFinder(bytes: bytes, offset: offset, place: place).slip
    }
  }

  /// What the grammar has behind the last token.
  private mutating func setExpectation() {
    switch (place.step, place.isObject) {
    case (.start, _): expected = .value
    case (.open, true): expected = .nameOrBrace
    case (.open, _): expected = .valueOrBracket
    case (.comma, let isObject): (expected, after) = (isObject == true ? .name : .value, ",")
    case (.name, _): expected = .colon
    case (.colon, _): (expected, after) = (.value, ":")
    case (.value, let isObject): expected = isObject == true ? .commaOrBrace : .commaOrBracket
    case (.end, _): expected = .end
    }
  }

  // MARK: The end of the text

  private mutating func diagnoseEnd() {
    found = .end
    slip = place.step == .start && !place.isInString ? .emptyText : .truncatedText
    if place.isInString {
      diagnoseEndOfString()
    } else if place.tokenEnd == bytes.count, place.tokenEnd > place.token, isUnfinished(at: place.token) {
      diagnoseNumber(from: place.token)
      if slip == nil || found == .end { slip = .truncatedText }
    } else {
      setExpectation()
    }
  }

  /// Whether a number or literal that the text ends in is not complete.
  private func isUnfinished(at start: Int) -> Bool {
    if bytes.isLetter(at: start) {
      return !["true", "false", "null"].contains { bytes.hasFolded($0, at: start) }
    }
    let last = bytes[bytes.count - 1]
    return (bytes.isDigit(at: start) || bytes[start] == UInt8(ascii: "-")) && !(last &- UInt8(ascii: "0") < 10)
  }

  private mutating func diagnoseEndOfString() {
    // An escape that is cut is at most eleven bytes long, so look back over those.
    expected = .endOfString
    var index = place.token + 1
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if index + 1 >= bytes.count {
        (expected, after) = (.escape, "\\")
      } else if bytes[index + 1] == UInt8(ascii: "u"), bytes.count - index < 6 {
        (expected, after) = (.hexadecimalDigits, "u")
      }
      index += 2
    }
  }

  // MARK: Scalars

  private mutating func diagnoseEscape(_ code: JSONError.Code) {
    if code == .loneSurrogate {
      expected = .surrogate
      slip = .loneSurrogate
      // The first half is an escape of six bytes.
      found = JSONDiagnosis.finding(at: offset + 6, in: bytes)
      return
    }
    slip = .badEscape
    if bytes[offset + 1] == UInt8(ascii: "u") {
      (expected, after) = (.hexadecimalDigits, "u")
      var index = offset + 2
      while index < offset + 6, JSONDiagnosis.isHexadecimal(bytes[index]) { index += 1 }
      found = JSONDiagnosis.finding(at: index, in: bytes)
    } else {
      (expected, after) = (.escape, "\\")
      found = JSONDiagnosis.finding(at: offset + 1, in: bytes)
    }
  }

  /// Goes over a number, or a literal that is cut, to where it breaks the grammar.
  private mutating func diagnoseNumber(from start: Int) {
    guard !bytes.isLetter(at: start) else {
      setExpectationBeforeToken()
      return
    }
    expected = .digit
    var index = start
    if bytes[index] == UInt8(ascii: "-") {
      index += 1
      after = "-"
    }
    if bytes.isDigit(at: index) {
      let isZero = bytes[index] == UInt8(ascii: "0")
      index += 1
      if isZero, bytes.isDigit(at: index) {
        (expected, after, found, slip) = (.endOfNumber, nil, .digit, .leadingZero)
        return
      }
      skipDigits(&index)
      if bytes[index] == UInt8(ascii: "."), bytes.isDigit(at: index + 1) {
        index += 1
        skipDigits(&index)
      }
      after = bytes[index] == UInt8(ascii: ".") ? "." : "e"
      index += 1
      if after == "e", bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        after = bytes[index] == UInt8(ascii: "+") ? "+" : "-"
        index += 1
      }
      if after == ".", index < bytes.count { slip = .bareDecimalPoint }
    } else if bytes[index] == UInt8(ascii: ".") {
      slip = .bareDecimalPoint
    } else if JSONSlipFinder.isNonFinite(bytes, at: index) {
      slip = .nonFiniteNumber
    }
    found = JSONDiagnosis.finding(at: index, in: bytes)
  }

  /// A literal that is cut stands where a value may stand.
  private mutating func setExpectationBeforeToken() {
    let before = JSONPlace(before: place.token, in: bytes)
    switch (before.step, before.isObject) {
    case (.comma, _): (expected, after) = (.value, ",")
    case (.colon, _): (expected, after) = (.value, ":")
    case (.open, false): expected = .valueOrBracket
    default: expected = .value
    }
  }

  private func skipDigits(_ index: inout Int) {
    while bytes.isDigit(at: index) { index += 1 }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }

  /// The kind of character at an offset.
  static func finding(at offset: Int, in bytes: ByteView) -> JSONFinding {
    guard offset < bytes.count else { return .end }
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .digit
    case 0x20: return .space
    case 0x09: return .tab
    case 0x0A, 0x0D: return .lineBreak
    case 0..<0x20, 0x7F: return .control
    case 0x80...: return .nonASCII
    default: return .character(Unicode.Scalar(byte))
    }
  }
}

extension ByteView {
  /// Whether the text begins with the byte order mark U+FEFF in UTF-8.
  var hasByteOrderMark: Bool { self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF }
}

extension ByteView {
  /// Whether the text begins with the byte order mark of UTF-16, or with the zeros that ASCII has in UTF-16.
  var isLikelyUTF16: Bool {
    guard count > 1 else { return false }
    return (self[0] == 0xFF && self[1] == 0xFE) || (self[0] == 0xFE && self[1] == 0xFF)
      || (self[0] == 0) != (self[1] == 0)
  }
}

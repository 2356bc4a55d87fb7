import Muster

extension Parser {
  /// Reads a scalar in double quotes (YAML 1.2.2, section 7.3.1).
  @inline(__always) mutating func scanDoubleQuoted(minimumIndent: Int) throws(Failure) -> Scalar {
    let start = position
    var index = start + 1
    // Text on one line with escapes that JSON has too is left as it is, unless a tag might look into it.
    let isUntagged = innerProperties.isEmpty && outerProperties.isEmpty
    while true {
      index = ByteSearch.indexOfEscaped(in: bytes.span, from: index, to: end)
      let byte = byte(at: index)
      if byte == .quotationMark {
        position = index + 1
        try passRestricted(quoted: start..<position)
        return Scalar(
          style: .doubleQuoted, isDecoded: false, content: (start + 1)..<index, isEscaped: true, start: start)
      }
      guard byte == .backslash, isUntagged, isJSONEscape(self.byte(at: index + 1)) else { break }
      index += 2
    }
    index = start + 1
    return try decodeDoubleQuoted(from: index, minimumIndent: minimumIndent)
  }

  /// Whether a backslash and this character mean the same in JSON, and are what JSON is written with here.
  @inline(__always) private func isJSONEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case .quotationMark, .backslash, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      true
    default: false
    }
  }

  private mutating func decodeDoubleQuoted(from first: Int, minimumIndent: Int) throws(Failure) -> Scalar {
    let start = position
    var index = first
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes[(start + 1)..<index])
    // White space before this place of the buffer was meant, and stays where a line is folded.
    var kept = 0
    while index < end {
      let byte = bytes[index]
      switch byte {
      case .quotationMark:
        position = index + 1
        try passRestricted(quoted: start..<position)
        return Scalar(style: .doubleQuoted, isDecoded: true, content: 0..<buffer.count, start: start)
      case .backslash where self.byte(at: index + 1).isBreak:
        let lines = try foldQuoted(from: index + 1, start: start, minimumIndent: minimumIndent)
        for _ in 1..<max(lines.breaks, 1) { buffer.append(.lineFeed) }
        kept = buffer.count
        index = lines.index
      case .backslash:
        index = try decodeEscape(at: index)
        kept = buffer.count
      case .lineFeed, .carriageReturn:
        while buffer.count > kept, let last = buffer.last, last.isWhite { buffer.removeLast() }
        let lines = try foldQuoted(from: index, start: start, minimumIndent: minimumIndent)
        appendFold(breaks: lines.breaks)
        kept = buffer.count
        index = lines.index
      default:
        buffer.append(byte)
        index += 1
      }
    }
    throw Failure(.unterminatedScalar, at: start)
  }

  /// Reads a scalar in single quotes (YAML 1.2.2, section 7.3.2).
  @inline(__always) mutating func scanSingleQuoted(minimumIndent: Int) throws(Failure) -> Scalar {
    let start = position
    var index = start + 1
    while index < end {
      let byte = bytes[index]
      if byte == .apostrophe {
        if self.byte(at: index + 1) == .apostrophe { break }
        position = index + 1
        try passRestricted(quoted: start..<position)
        return Scalar(style: .singleQuoted, isDecoded: false, content: (start + 1)..<index, start: start)
      }
      if byte.isBreak { break }
      index += 1
    }
    return try decodeSingleQuoted(from: index, minimumIndent: minimumIndent)
  }

  private mutating func decodeSingleQuoted(from first: Int, minimumIndent: Int) throws(Failure) -> Scalar {
    let start = position
    var index = first
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes[(start + 1)..<index])
    while index < end {
      let byte = bytes[index]
      switch byte {
      case .apostrophe:
        if self.byte(at: index + 1) == .apostrophe {
          buffer.append(.apostrophe)
          index += 2
        } else {
          position = index + 1
          try passRestricted(quoted: start..<position)
          return Scalar(style: .singleQuoted, isDecoded: true, content: 0..<buffer.count, start: start)
        }
      case .lineFeed, .carriageReturn:
        while let last = buffer.last, last.isWhite { buffer.removeLast() }
        let lines = try foldQuoted(from: index, start: start, minimumIndent: minimumIndent)
        appendFold(breaks: lines.breaks)
        index = lines.index
      default:
        buffer.append(byte)
        index += 1
      }
    }
    throw Failure(.unterminatedScalar, at: start)
  }

  /// Moves over line breaks inside quotes, and sees to it that the line after them may continue the scalar.
  private mutating func foldQuoted(from index: Int, start: Int, minimumIndent: Int) throws(Failure) -> (
    breaks: Int, index: Int
  ) {
    let lines = skipLineBreaks(from: index)
    guard lines.index < end, !(lines.index == lineStart && isDocumentMarker(at: lines.index)) else {
      throw Failure(.unterminatedScalar, at: start)
    }
    if lines.indent < minimumIndent, openSlip == nil {
      let first = lineStart + lines.indent
      try tolerate(Failure(byte(at: first) == .tabulation ? .tab : .scalarIndentation, at: first))
    }
    return (lines.breaks, lines.index)
  }

  /// Decodes the escape at an index and says where the text goes on (YAML 1.2.2, section 5.7).
  private mutating func decodeEscape(at index: Int) throws(Failure) -> Int {
    let digits: Int
    switch byte(at: index + 1) {
    case UInt8(ascii: "0"): buffer.append(0)
    case UInt8(ascii: "a"): buffer.append(0x07)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "t"), .tabulation: buffer.append(.tabulation)
    case UInt8(ascii: "n"): buffer.append(.lineFeed)
    case UInt8(ascii: "v"): buffer.append(0x0B)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "r"): buffer.append(.carriageReturn)
    case UInt8(ascii: "e"): buffer.append(0x1B)
    case .space: buffer.append(.space)
    case .quotationMark: buffer.append(.quotationMark)
    case UInt8(ascii: "/"): buffer.append(UInt8(ascii: "/"))
    case .backslash: buffer.append(.backslash)
    case UInt8(ascii: "N"): appendScalar(0x85)
    case UInt8(ascii: "_"): appendScalar(0xA0)
    case UInt8(ascii: "L"): appendScalar(0x2028)
    case UInt8(ascii: "P"): appendScalar(0x2029)
    case UInt8(ascii: "x"):
      digits = 2
      return try decodeNumericEscape(at: index, digits: digits)
    case UInt8(ascii: "u"):
      digits = 4
      return try decodeNumericEscape(at: index, digits: digits)
    case UInt8(ascii: "U"):
      digits = 8
      return try decodeNumericEscape(at: index, digits: digits)
    default: throw Failure(.invalidEscape, at: index)
    }
    return index + 2
  }

  /// Decodes `\x`, `\u` or `\U`; two `\u` that are surrogates make one character, as in JSON.
  private mutating func decodeNumericEscape(at index: Int, digits: Int) throws(Failure) -> Int {
    var value = try hexadecimal(from: index + 2, digits: digits, escape: index)
    var next = index + 2 + digits
    if digits == 4, value & 0xFFFF_FC00 == 0xD800 {
      guard byte(at: next) == .backslash, byte(at: next + 1) == UInt8(ascii: "u") else {
        throw Failure(.invalidEscape, at: index)
      }
      let low = try hexadecimal(from: next + 2, digits: 4, escape: next)
      guard low & 0xFFFF_FC00 == 0xDC00 else { throw Failure(.invalidEscape, at: index) }
      value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
      next += 6
    }
    guard Unicode.Scalar(value) != nil else { throw Failure(.invalidEscape, at: index) }
    appendScalar(value)
    return next
  }

  private func hexadecimal(from index: Int, digits: Int, escape: Int) throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for offset in 0..<digits {
      guard let digit = byte(at: index + offset).hexadecimalValue else { throw Failure(.invalidEscape, at: escape) }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private mutating func appendScalar(_ value: UInt32) {
    if let scalar = Unicode.Scalar(value) { buffer.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
  }
}

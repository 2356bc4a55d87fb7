import Muster
import MusterContracts

/// Finds its way through the text of a script: white space with comments, names, numbers, expressions.
struct ScriptScanner {
  let bytes: [UInt8]
  let balanced: BalancedScanner

  init(bytes: [UInt8]) {
    self.bytes = bytes
    balanced = BalancedScanner(bytes: bytes, quotes: .script)
  }

  /// The first offset from one on that is neither white space nor in a comment (ECMA-262, sections 12.2 to 12.4).
  func skipSpace(from start: Int, before limit: Int) -> Int {
    var offset = start
    while offset < limit {
      if bytes[offset].isASCIISpace {
        offset += 1
      } else if let end = balanced.endOfComment(at: offset, before: limit) {
        offset = end
      } else {
        break
      }
    }
    return offset
  }

  func endOfName(from start: Int, before limit: Int) -> Int {
    var offset = start
    while offset < limit, ScriptScanner.isNameByte(bytes[offset]) { offset += 1 }
    return offset
  }

  func endOfNumber(from start: Int, before limit: Int) -> Int {
    var offset = start
    while offset < limit {
      let byte = bytes[offset]
      let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      let follows = offset == start || bytes[offset - 1] | 0x20 == UInt8(ascii: "e")
      guard ScriptScanner.isNameByte(byte) || byte == UInt8(ascii: ".") || (isSign && follows) else { break }
      offset += 1
    }
    return offset
  }

  /// The end of an expression: what comes before a comma or closing bracket of whatever it stands in.
  func endOfExpression(from start: Int, before limit: Int) -> Int {
    var offset = start
    while offset < limit {
      switch bytes[offset] {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: ";"):
        return trimmedEnd(start, offset)
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
        guard let end = try? balanced.end(of: offset, before: limit) else { return limit }
        offset = end
      case let byte where balanced.isQuote(byte):
        guard let end = try? balanced.endOfString(offset, before: limit) else { return limit }
        offset = end
      default: offset += 1
      }
    }
    return trimmedEnd(start, limit)
  }

  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1].isASCIISpace { end -= 1 }
    return end
  }

  /// Whether `...` stands at an offset.
  func isSpread(at offset: Int, before limit: Int) -> Bool {
    offset + 3 <= limit && bytes[offset..<(offset + 3)].allSatisfy { $0 == UInt8(ascii: ".") }
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "$") || byte >= 0x80
  }
}

/// A string or number of a script as JSON writes it (ECMA-262, sections 12.9.3 and 12.9.4).
struct ScriptText {
  struct Failure: Error {
    let offset: Int
    let detail: String
  }

  let bytes: [UInt8]
  /// The string with its quotation marks.
  let range: Range<Int>

  /// The JSON string; `nil` where it is written as JSON has it.
  func json() throws(Failure) -> String? {
    guard range.count >= 2 else { throw Failure(offset: range.lowerBound, detail: "this string has no end") }
    let quote = bytes[range.lowerBound]
    let inside = (range.lowerBound + 1)..<(range.upperBound - 1)
    if quote == UInt8(ascii: "\""), isJSON(inside) { return nil }
    var result: [UInt8] = [UInt8(ascii: "\"")]
    var offset = inside.lowerBound
    while offset < inside.upperBound {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\\"): offset = try escape(at: offset, before: inside.upperBound, into: &result)
      case UInt8(ascii: "$")
      where quote == UInt8(ascii: "`") && offset + 1 < inside.upperBound
        && bytes[offset + 1] == UInt8(ascii: "{"):
        throw Failure(offset: offset, detail: "an expression in a template is not run; a plain text was expected")
      case UInt8(ascii: "\n") where quote != UInt8(ascii: "`"), UInt8(ascii: "\r") where quote != UInt8(ascii: "`"):
        throw Failure(offset: offset, detail: "a string ends on its line")
      // A template's line ends are line feeds, whatever the file has.
      case UInt8(ascii: "\r"):
        if offset + 1 >= inside.upperBound || bytes[offset + 1] != UInt8(ascii: "\n") { result += "\\n".utf8 }
        offset += 1
      default:
        ScriptText.append(byte, to: &result)
        offset += 1
      }
    }
    return String(decoding: result + [UInt8(ascii: "\"")], as: UTF8.self)
  }

  /// Whether what stands between the quotation marks has no escape or byte that JSON has not.
  private func isJSON(_ inside: Range<Int>) -> Bool {
    var offset = inside.lowerBound
    while offset < inside.upperBound {
      if bytes[offset] < 0x20 { return false }
      if bytes[offset] == UInt8(ascii: "\\") {
        guard offset + 1 < inside.upperBound, "\"\\/bfnrtu".utf8.contains(bytes[offset + 1]) else { return false }
        if bytes[offset + 1] == UInt8(ascii: "u") {
          guard offset + 6 <= inside.upperBound,
            bytes[(offset + 2)..<(offset + 6)].allSatisfy({ $0.hexadecimalValue != nil })
          else { return false }
        }
        offset += 1
      }
      offset += 1
    }
    return true
  }

  private func escape(at start: Int, before limit: Int, into result: inout [UInt8]) throws(Failure) -> Int {
    guard start + 1 < limit else { throw Failure(offset: start, detail: "this string ends inside of an escape") }
    let byte = bytes[start + 1]
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
      UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      result += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "v"): result += "\\u000b".utf8
    case UInt8(ascii: "0") where start + 2 >= limit || !ScriptText.isDigit(bytes[start + 2]): result += "\\u0000".utf8
    case UInt8(ascii: "x"): return try hexEscape(from: start + 2, count: 2, before: limit, into: &result)
    case UInt8(ascii: "u"):
      guard start + 2 < limit, bytes[start + 2] == UInt8(ascii: "{") else {
        return try hexEscape(from: start + 2, count: 4, before: limit, into: &result)
      }
      guard let close = bytes[start..<limit].firstIndex(of: UInt8(ascii: "}")), close - start <= 10,
        let code = UInt32(String(decoding: bytes[(start + 3)..<close], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { throw Failure(offset: start, detail: "this escape is no character") }
      for byte in String(Character(scalar)).utf8 { ScriptText.append(byte, to: &result) }
      return close + 1
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "\r"):
      return start + 2 < limit && bytes[start + 2] == UInt8(ascii: "\n") ? start + 3 : start + 2
    default: ScriptText.append(byte, to: &result)
    }
    return start + 2
  }

  private func hexEscape(
    from start: Int, count: Int, before limit: Int, into result: inout [UInt8]
  ) throws(Failure) -> Int {
    let end = start + count
    guard end <= limit, bytes[start..<end].allSatisfy({ $0.hexadecimalValue != nil }) else {
      throw Failure(offset: start - 2, detail: "this escape is no character")
    }
    result += "\\u".utf8
    result += repeatElement(UInt8(ascii: "0"), count: 4 - count)
    result += bytes[start..<end]
    return end
  }

  private static func append(_ byte: UInt8, to result: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      result += "\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
    default: result.append(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// A number as JSON writes it; `nil` where JSON has none like it.
  static func number(_ text: ArraySlice<UInt8>) -> String? {
    var text = String(decoding: text.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    if text.hasPrefix("+") { text.removeFirst() }
    let isNegative = text.hasPrefix("-")
    if isNegative { text.removeFirst() }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.lowercased().hasPrefix(prefix) {
      return UInt64(text.dropFirst(2), radix: radix).map { (isNegative ? "-" : "") + String($0) }
    }
    if text.hasPrefix(".") { text = "0" + text }
    let whole = text.prefix { $0.isASCII && $0.isNumber }
    var rest = text.dropFirst(whole.count)
    guard !whole.isEmpty, whole.count == 1 || !whole.hasPrefix("0") else { return nil }
    if rest.hasPrefix("."), rest.count == 1 || "eE".contains(rest[rest.index(after: rest.startIndex)]) {
      rest = rest.dropFirst()
    }
    let json = (isNegative ? "-" : "") + whole + rest
    // A fraction or exponent must be whole; the reader of JSON would say so, but at another place.
    return Double(json) == nil || json.hasSuffix(".") ? nil : json
  }
}

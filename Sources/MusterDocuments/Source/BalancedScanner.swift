import MusterContracts

/// Finds where a JSON value, or a braced expression, ends inside of a larger text.
///
/// Only strings and brackets are looked at: whether the value is JSON is the JSON reader's to say. Every scan ends
/// after one pass over the bytes.
struct BalancedScanner {
  /// Which quotation marks open a string.
  enum Quotes {
    /// JSON: `"` only, and a string ends on its line.
    case json
    /// A script expression: `"`, `'` and a backtick.
    case script
  }

  /// Why there is no end.
  enum Failure: Error {
    /// The text ends before the bracket or string that opens at an offset is closed.
    case unclosed(from: Int)
    /// A closing bracket that does not match the one that opens at `opened`.
    case mismatched(at: Int, opened: Int)
    /// Brackets nest deeper than the scanner follows.
    case tooDeep(at: Int)
    /// No value begins here.
    case noValue(at: Int)
  }

  /// How deep brackets may nest: as deep as the JSON reader follows.
  static let depthLimit = 1_024

  let bytes: [UInt8]
  let quotes: Quotes

  /// The offset after the value or bracket that begins at an offset.
  ///
  /// - Complexity: O(*length of the value*).
  func end(of start: Int, before limit: Int) throws(Failure) -> Int {
    let limit = min(limit, bytes.count)
    guard start >= 0, start < limit else { throw .noValue(at: start) }
    switch bytes[start] {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): return try endOfBracket(start, before: limit)
    case let byte where isQuote(byte): return try endOfString(start, before: limit)
    default:
      var offset = start
      while offset < limit, BalancedScanner.isWord(bytes[offset]) { offset += 1 }
      guard offset > start else { throw .noValue(at: start) }
      return offset
    }
  }

  private func endOfBracket(_ start: Int, before limit: Int) throws(Failure) -> Int {
    var open: [Int] = []
    var offset = start
    while offset < limit {
      let byte = bytes[offset]
      if isQuote(byte) {
        offset = try endOfString(offset, before: limit)
        continue
      }
      if quotes == .script, let end = endOfComment(at: offset, before: limit) {
        offset = end
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
        guard open.count < BalancedScanner.depthLimit else { throw .tooDeep(at: offset) }
        open.append(offset)
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
        guard let opened = open.popLast() else { throw .mismatched(at: offset, opened: start) }
        guard BalancedScanner.closer(of: bytes[opened]) == byte else {
          throw .mismatched(at: offset, opened: opened)
        }
        if open.isEmpty { return offset + 1 }
      default: break
      }
      offset += 1
    }
    throw .unclosed(from: open.last ?? start)
  }

  /// The offset after the string that begins at an offset.
  func endOfString(_ start: Int, before limit: Int) throws(Failure) -> Int {
    let quote = bytes[start]
    var offset = start + 1
    while offset < limit {
      let byte = bytes[offset]
      switch byte {
      case quote: return offset + 1
      case UInt8(ascii: "\\"): offset += 2
      case UInt8(ascii: "\n") where quotes == .json: throw .unclosed(from: start)
      default: offset += 1
      }
    }
    throw .unclosed(from: start)
  }

  /// The offset after the comment that begins at an offset; `nil` where none does (ECMA-262, section 12.4).
  func endOfComment(at start: Int, before limit: Int) -> Int? {
    guard start + 1 < limit, bytes[start] == UInt8(ascii: "/") else { return nil }
    var offset = start + 2
    switch bytes[start + 1] {
    case UInt8(ascii: "/"):
      while offset < limit, bytes[offset] != UInt8(ascii: "\n"), bytes[offset] != UInt8(ascii: "\r") { offset += 1 }
      return offset
    case UInt8(ascii: "*"):
      while offset + 1 < limit {
        if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "/") { return offset + 2 }
        offset += 1
      }
      return limit
    default: return nil
    }
  }

  func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"")
      || (quotes == .script && (byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")))
  }

  /// The first offset from one on that is not white space.
  func skipSpace(from start: Int, before limit: Int) -> Int {
    var offset = start
    while offset < min(limit, bytes.count), bytes[offset].isASCIISpace { offset += 1 }
    return offset
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
    case UInt8(ascii: "_"), UInt8(ascii: "$"): true
    default: false
    }
  }

  private static func closer(of byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: UInt8(ascii: ")")
    }
  }
}

extension BalancedScanner {
  /// The members at the top level of the object that begins at an offset: their names as they are written, and where
  /// their values begin.
  ///
  /// What follows a mistake is not looked at, so that a broken object still shows what it begins with.
  func members(ofObjectAt start: Int, before limit: Int) -> [(name: String, value: Int)] {
    var members: [(name: String, value: Int)] = []
    let limit = min(limit, bytes.count)
    guard start >= 0, start < limit, bytes[start] == UInt8(ascii: "{") else { return members }
    var offset = skipSpace(from: start + 1, before: limit)
    while offset < limit, bytes[offset] == UInt8(ascii: "\"") {
      guard let end = try? endOfString(offset, before: limit) else { return members }
      let name = String(decoding: bytes[(offset + 1)..<(end - 1)], as: UTF8.self)
      offset = skipSpace(from: end, before: limit)
      guard offset < limit, bytes[offset] == UInt8(ascii: ":") else { return members }
      offset = skipSpace(from: offset + 1, before: limit)
      guard offset < limit else { return members }
      members.append((name, offset))
      guard let next = try? self.end(of: offset, before: limit) else { return members }
      offset = skipSpace(from: next, before: limit)
      guard offset < limit, bytes[offset] == UInt8(ascii: ",") else { return members }
      offset = skipSpace(from: offset + 1, before: limit)
    }
    return members
  }

  /// The names of the members at the top level of the object that begins at an offset, as they are written.
  func memberNames(ofObjectAt start: Int, before limit: Int) -> [String] {
    members(ofObjectAt: start, before: limit).map(\.name)
  }
}

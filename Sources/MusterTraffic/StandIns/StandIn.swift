import Muster
import MusterContracts

/// Makes stand-ins of texts: of the same bytes in number, letters by letters of the same case, digits by digits, and all else
/// as it is.
///
/// A word always has the same stand-in under one key, wherever it stands. Dates and times become others that exist, addresses
/// of IPv4 others that are possible, and what is hexadecimal stays so.
struct StandIn: Sendable {
  private let hash: KeyedHash

  init(hash: KeyedHash) { self.hash = hash }

  /// Words that say nothing of anybody.
  static let harmless: Set<String> = [
    "true", "false", "null", "none", "nil", "undefined", "nan", "infinity", "bearer", "basic", "digest", "http",
    "https",
    "application", "json", "text", "html", "utf", "gmt", "utc", "content", "form", "data", "charset", "boundary",
    "get", "post", "put", "patch", "delete", "head", "options",
  ]

  /// The stand-in of a text.
  func text(_ bytes: [UInt8]) -> [UInt8] {
    if Placeholders.ofRecorders.contains(String(decoding: bytes, as: UTF8.self)) { return bytes }
    var result = bytes
    var index = 0
    while index < bytes.count {
      if let end = StandIn.placeholder(bytes, index) ?? date(bytes, index, &result) ?? address(bytes, index, &result) {
        index = end
      } else if StandIn.isWord(bytes[index]) {
        let start = index
        while index < bytes.count, StandIn.isWord(bytes[index]) { index += 1 }
        word(bytes, start..<index, &result)
      } else {
        index += 1
      }
    }
    return result
  }

  /// The end of a placeholder such as `{{baseUrl}}` or `${json-unit.any-string}`, whose name is a plain word.
  private static func placeholder(_ bytes: [UInt8], _ start: Int) -> Int? {
    let (open, close) =
      bytes[start...].starts(with: "{{".utf8)
      ? (2, "}}") : (12, bytes[start...].starts(with: "${json-unit.".utf8) ? "}" : "")
    guard !close.isEmpty else { return nil }
    let name = bytes[(start + open)...].prefix(64).prefix { isWord($0) || "_-. ".utf8.contains($0) }
    guard !name.isEmpty, bytes[name.endIndex...].starts(with: close.utf8),
      name.count(where: isDigit) <= 4, !SecretShape.isLikely(String(decoding: name, as: UTF8.self))
    else { return nil }
    return name.endIndex + close.utf8.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
  private static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) || byte >= 0x80 }

  // MARK: Words

  private func word(_ bytes: [UInt8], _ range: Range<Int>, _ result: inout [UInt8]) {
    let word = bytes[range]
    if StandIn.harmless.contains(String(decoding: word, as: UTF8.self).lowercased()) { return }
    var numbers = HashedNumbers(hash(word))
    let isHexadecimal = word.allSatisfy { StandIn.isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39:
        // A number that begins with a zero is another thing than one that does not.
        let isFirst = index == range.lowerBound
        result[index] =
          isFirst ? (byte == 0x30 ? 0x30 : 0x31 + UInt8(numbers.next(below: 9))) : 0x30 + UInt8(numbers.next(below: 10))
      case 0x41...0x5A, 0x61...0x7A:
        result[index] = byte & 0xE0 | UInt8(1 + numbers.next(below: isHexadecimal ? 6 : 26))
      case 0xC2...0xDF where index + 1 < range.upperBound:
        let scalar = 0x430 + numbers.next(below: 32)
        (result[index], result[index + 1]) = (UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F))
        index += 1
      case 0xE0...0xEF where index + 2 < range.upperBound:
        let scalar = 0x4E00 + numbers.next(below: 0x1000)
        result[index] = UInt8(0xE0 | scalar >> 12)
        (result[index + 1], result[index + 2]) = (UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F))
        index += 2
      case 0xF0...0xF4 where index + 3 < range.upperBound:
        result[index] = 0xF0
        (result[index + 1], result[index + 2]) = (0x9F, 0x98)
        result[index + 3] = UInt8(0x80 + numbers.next(below: 0x40))
        index += 3
      default: break
      }
      index += 1
    }
    avoidOtherKind(range, &result)
  }

  /// Changes a stand-in that would be read as a number or a constant, as a text of YAML may be without quotes.
  private func avoidOtherKind(_ range: Range<Int>, _ result: inout [UInt8]) {
    let letters = range.filter { StandIn.isLetter(result[$0]) }
    guard let letter = letters.last else { return }
    let isConstant =
      letters.count == range.count
      && ["null", "true", "false"].contains(String(decoding: result[range], as: UTF8.self).lowercased())
    let isNumber = letters.count == 1 && range.count > 1 && "eExXoO".utf8.contains(result[letter])
    // In hexadecimal digits `e` may become `f`.
    if isConstant || isNumber { result[letter] += 1 }
  }

  // MARK: Dates, times and addresses

  private func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start >= 0, start + count <= bytes.count else { return nil }
    var number = 0
    for byte in bytes[start..<(start + count)] {
      guard StandIn.isDigit(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  private func write(_ number: Int, _ start: Int, _ count: Int, _ result: inout [UInt8]) {
    var rest = number
    for index in (start..<(start + count)).reversed() {
      result[index] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
  }

  /// A date that exists, perhaps with a time behind it (RFC 3339).
  private func date(_ bytes: [UInt8], _ start: Int, _ result: inout [UInt8]) -> Int? {
    func has(_ byte: Unicode.Scalar, _ index: Int) -> Bool { index < bytes.count && bytes[index] == UInt8(ascii: byte) }
    guard start == 0 || !StandIn.isWord(bytes[start - 1]), number(bytes, start, 4) != nil, has("-", start + 4),
      let month = number(bytes, start + 5, 2), (1...12).contains(month), has("-", start + 7),
      let day = number(bytes, start + 8, 2), (1...28).contains(day)
    else { return nil }
    var end = start + 10
    if end < bytes.count, StandIn.isDigit(bytes[end]) { return nil }
    var numbers = HashedNumbers(hash(bytes[start..<end]))
    write(1_970 + numbers.next(below: 68), start, 4, &result)
    write(1 + numbers.next(below: 12), start + 5, 2, &result)
    write(1 + numbers.next(below: 28), start + 8, 2, &result)
    guard end < bytes.count, "Tt ".utf8.contains(bytes[end]), let hour = number(bytes, end + 1, 2), hour < 24,
      has(":", end + 3), let minute = number(bytes, end + 4, 2), minute < 60
    else { return end }
    numbers = HashedNumbers(hash(bytes[end..<(end + 6)]))
    write(numbers.next(below: 24), end + 1, 2, &result)
    write(numbers.next(below: 60), end + 4, 2, &result)
    end += 6
    if has(":", end), let second = number(bytes, end + 1, 2), second < 60 {
      write(numbers.next(below: 60), end + 1, 2, &result)
      end += 3
    }
    // What is left, a fraction and the offset, says nothing more.
    while end < bytes.count, StandIn.isDigit(bytes[end]) || "zZ.:+-".utf8.contains(bytes[end]) { end += 1 }
    return end
  }

  /// An address of IPv4 (RFC 3986, section 3.2.2).
  private func address(_ bytes: [UInt8], _ start: Int, _ result: inout [UInt8]) -> Int? {
    guard start == 0 || !(StandIn.isWord(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".")) else { return nil }
    var parts: [Range<Int>] = []
    var index = start
    for place in 0..<4 {
      let first = index
      while index < bytes.count, index - first < 4, StandIn.isDigit(bytes[index]) { index += 1 }
      guard let value = number(bytes, first, index - first), index > first, index - first <= 3, value <= 255 else {
        return nil
      }
      parts.append(first..<index)
      guard place < 3 else { break }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return nil }
      index += 1
    }
    guard index == bytes.count || !(StandIn.isWord(bytes[index]) || bytes[index] == UInt8(ascii: ".")) else {
      return nil
    }
    var numbers = HashedNumbers(hash(bytes[start..<index]))
    for part in parts {
      switch part.count {
      case 1: write(1 + numbers.next(below: 9), part.lowerBound, 1, &result)
      case 2: write(10 + numbers.next(below: 90), part.lowerBound, 2, &result)
      default: write(100 + numbers.next(below: 156), part.lowerBound, 3, &result)
      }
    }
    return index
  }
}

/// Leaves `undefined` out of a script's JSON, the way `JSON.stringify` does (ECMA-262, section 25.5.2).
///
/// A member with that value goes away together with its name and one comma; what remains is given as ranges of the text,
/// so that every position stays the source's own. In an array it stays: there the JSON reader points at it.
struct UndefinedMembers {
  let bytes: [UInt8]

  /// The ranges that remain of a range.
  ///
  /// - Complexity: O(*n*) in the length of the range.
  func rangesWithout(in range: Range<Int>) -> [Range<Int>] {
    let scanner = BalancedScanner(bytes: bytes, quotes: .json)
    var ranges: [Range<Int>] = []
    var kept = range.lowerBound
    var key: Int?
    var isAfterColon = false
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        if !isAfterColon { key = offset }
        guard let end = try? scanner.endOfString(offset, before: range.upperBound) else { break }
        isAfterColon = false
        offset = end
        continue
      }
      if BalancedScanner.isSpace(byte) {
        offset += 1
        continue
      }
      if byte == UInt8(ascii: "u"), isAfterColon, let start = key,
        let end = try? scanner.end(of: offset, before: range.upperBound),
        bytes[offset..<end].elementsEqual("undefined".utf8)
      {
        ranges.append(kept..<start)
        let next = scanner.skipSpace(from: end, before: range.upperBound)
        if next < range.upperBound, bytes[next] == UInt8(ascii: ",") {
          kept = next + 1
        } else {
          dropComma(&ranges)
          kept = end
        }
        offset = kept
        isAfterColon = false
        key = nil
        continue
      }
      isAfterColon = byte == UInt8(ascii: ":")
      if byte != UInt8(ascii: ":") { key = nil }
      offset += 1
    }
    ranges.append(kept..<range.upperBound)
    return ranges.filter { !$0.isEmpty }
  }

  /// Takes away the comma that now stands before a closing brace.
  private func dropComma(_ ranges: inout [Range<Int>]) {
    while let last = ranges.popLast() {
      var end = last.upperBound
      while end > last.lowerBound, BalancedScanner.isSpace(bytes[end - 1]) { end -= 1 }
      guard end > last.lowerBound else { continue }
      ranges.append(bytes[end - 1] == UInt8(ascii: ",") ? last.lowerBound..<(end - 1) : last)
      return
    }
  }
}

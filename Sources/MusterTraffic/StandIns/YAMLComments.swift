/// The comments of a YAML text (YAML 1.2.2, section 6.6).
enum YAMLComments {
  /// Where the text of each comment is, behind its sign.
  ///
  /// - Parameter scalars: Where scalars are, in the order of the text.
  /// - Complexity: O(*n*) in the size of the text.
  static func ranges(in text: [UInt8], between scalars: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    for scalar in scalars {
      add(text, index..<max(index, scalar.lowerBound), &found)
      index = max(index, scalar.upperBound)
    }
    add(text, index..<max(index, text.count), &found)
    return found
  }

  private static func add(_ text: [UInt8], _ gap: Range<Int>, _ found: inout [Range<Int>]) {
    var index = gap.lowerBound
    while index < gap.upperBound {
      switch text[index] {
      case UInt8(ascii: "#"):
        let end = lineEnd(text, index, gap.upperBound)
        found.append((index + 1)..<end)
        index = end
      // A sign may be a part of an anchor, an alias, a tag and a directive.
      case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
        while index < gap.upperBound, text[index] > 0x20, !",[]{}".utf8.contains(text[index]) { index += 1 }
        if index < gap.upperBound, text[index] > 0x20 { index += 1 }
      case UInt8(ascii: "%"):
        while index < gap.upperBound, text[index] != 0x0A, text[index] != 0x0D {
          if text[index] == UInt8(ascii: "#"), text[index - 1] <= 0x20 { break }
          index += 1
        }
      default: index += 1
      }
    }
  }

  private static func lineEnd(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var end = start
    while end < limit, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    return end
  }
}

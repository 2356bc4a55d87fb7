/// Canonical composition: Unicode Standard section 3.11, NFC.
enum Normalization {
  // Hangul syllables are composed by arithmetic: section 3.12.
  private static let syllables: UInt32 = 0xAC00
  private static let leading: UInt32 = 0x1100
  private static let vowels: UInt32 = 0x1161
  private static let trailing: UInt32 = 0x11A7
  private static let vowelCount: UInt32 = 21
  private static let trailingCount: UInt32 = 28
  private static let syllableCount: UInt32 = 11_172

  /// Whether a text is its own NFC.
  ///
  /// - Complexity: O(*n* log *n*) for *n* code points.
  static func isComposed(_ text: [UInt32]) -> Bool {
    var index = 0
    while index < text.count, text[index] < 0x300 { index += 1 }
    return index == text.count || composed(text) == text
  }

  /// The NFC of a text.
  ///
  /// - Complexity: O(*n* log *n*) for *n* code points.
  static func composed(_ text: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for codePoint in text {
      decompose(codePoint, into: &result)
    }
    order(&result)
    compose(&result)
    return result
  }

  static func combiningClass(_ codePoint: UInt32) -> UInt32 {
    let table = NormalizationTable.classes.utf8.span
    guard let record = PackedText.record(table, width: 6, notAbove: codePoint) else { return 0 }
    return PackedText.number(table, at: record + 4, width: 2)
  }

  private static func decompose(_ codePoint: UInt32, into result: inout [UInt32]) {
    if codePoint >= syllables, codePoint < syllables + syllableCount {
      let index = codePoint - syllables
      result.append(leading + index / (vowelCount * trailingCount))
      result.append(vowels + index % (vowelCount * trailingCount) / trailingCount)
      if index % trailingCount > 0 {
        result.append(trailing + index % trailingCount)
      }
      return
    }
    let table = NormalizationTable.decompositions.utf8.span
    // A first part may decompose in turn, four deep at most; the second parts come out in reverse.
    var seconds: [UInt32] = []
    var first = codePoint
    while let record = PackedText.record(table, width: 12, equalTo: first) {
      first = PackedText.number(table, at: record + 4, width: 4)
      let second = PackedText.number(table, at: record + 8, width: 4)
      if second != 0 { seconds.append(second) }
    }
    result.append(first)
    for second in seconds.reversed() {
      decompose(second, into: &result)
    }
  }

  /// Puts marks in the order of their classes, those of one class staying as they were.
  private static func order(_ text: inout [UInt32]) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, combiningClass(text[end]) != 0 { end += 1 }
      if end - start > 1 {
        let sorted = text[start..<end].enumerated().sorted {
          (combiningClass($0.element), $0.offset) < (combiningClass($1.element), $1.offset)
        }
        for (offset, entry) in sorted.enumerated() {
          text[start + offset] = entry.element
        }
      }
      start = end + 1
    }
  }

  private static func compose(_ text: inout [UInt32]) {
    var result: [UInt32] = []
    var starter: Int?
    var lastClass: UInt32 = 0
    for codePoint in text {
      let kind = combiningClass(codePoint)
      let adjacent = starter.map { $0 == result.count - 1 } ?? false
      if let starter, adjacent || lastClass < kind, let whole = pair(result[starter], codePoint) {
        result[starter] = whole
        continue
      }
      result.append(codePoint)
      lastClass = kind
      if kind == 0 { starter = result.count - 1 }
    }
    text = result
  }

  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= leading, first < leading + 19, second >= vowels, second < vowels + vowelCount {
      return syllables + ((first - leading) * vowelCount + (second - vowels)) * trailingCount
    }
    if first >= syllables, first < syllables + syllableCount, (first - syllables) % trailingCount == 0,
      second > trailing, second < trailing + trailingCount
    {
      return first + (second - trailing)
    }
    let table = NormalizationTable.compositions.utf8.span
    guard var record = PackedText.record(table, width: 12, equalTo: first) else { return nil }
    while PackedText.number(table, at: record, width: 4) == first {
      if PackedText.number(table, at: record + 4, width: 4) == second {
        return PackedText.number(table, at: record + 8, width: 4)
      }
      guard record >= 12 else { return nil }
      record -= 12
    }
    return nil
  }
}

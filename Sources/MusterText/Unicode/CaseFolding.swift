/// Simple case folding: Unicode Standard section 3.13.3, the mappings C and S of CaseFolding.txt.
enum CaseFolding {
  private static let width = 8

  /// The least code point with the same folding.
  ///
  /// - Complexity: O(log *n*) for *n* code points that have a case.
  static func representative(of codePoint: UInt32) -> UInt32 {
    if codePoint < 0x80 {
      return (0x61...0x7A).contains(codePoint) ? codePoint - 0x20 : codePoint
    }
    let table = CaseFoldingTable.records.utf8.span
    guard let record = PackedText.record(table, width: width, equalTo: codePoint) else { return codePoint }
    return PackedText.number(table, at: record + 4, width: 4)
  }

  /// Adds to a set every code point that folds as one of its members does.
  ///
  /// - Complexity: O(*n* log *r*) for *n* code points that have a case and *r* ranges.
  static func close(_ set: CodePointSet) -> CodePointSet {
    let table = CaseFoldingTable.records.utf8.span
    var touched: Set<UInt32> = []
    for record in stride(from: 0, to: table.count, by: width)
    where set.contains(PackedText.number(table, at: record, width: 4)) {
      touched.insert(PackedText.number(table, at: record + 4, width: 4))
    }
    guard !touched.isEmpty else { return set }
    var ranges = set.ranges
    for record in stride(from: 0, to: table.count, by: width)
    where touched.contains(PackedText.number(table, at: record + 4, width: 4)) {
      let codePoint = PackedText.number(table, at: record, width: 4)
      ranges.append(CodePointRange(lower: codePoint, upper: codePoint))
    }
    return CodePointSet(ranges)
  }
}

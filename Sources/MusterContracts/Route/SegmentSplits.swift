/// The ways to split the text of a segment among the parameters of its template, as in `{name}.{ext}`.
struct SegmentSplits {
  /// The text.
  let text: [UInt8]
  /// The ways, each with the parameters' names and ranges, the likeliest one first; never empty.
  private(set) var splits: [[(name: String, range: Range<Int>)]] = []
  /// Whether there are more.
  private(set) var hasMore = false

  /// How many places of pieces in a text are looked at: beyond that, only the likeliest split is known.
  private static let placeLimit = 1 << 16

  /// Splits a text; `nil` if it is not of the template.
  ///
  /// - Complexity: O(*n* × *pieces*) in the size of the text.
  init?(_ text: [UInt8], by pieces: [PathTemplate.Piece]) {
    self.text = text
    guard SegmentPattern.Mixed(pieces).matches(text.span) else { return nil }
    let likeliest = SegmentSplits.likeliest(text, pieces)
    let isSingle = pieces.count { if case .parameter = $0 { true } else { false } } < 2
    if isSingle, let likeliest {
      splits = [likeliest]
      return
    }
    guard (text.count + 1) * pieces.count <= SegmentSplits.placeLimit else {
      guard let likeliest else { return nil }
      splits = [likeliest]
      hasMore = true
      return
    }
    let all = SegmentSplits.all(text, pieces)
    guard let first = likeliest ?? all.first else { return nil }
    splits = [first] + all.filter { !SegmentSplits.isEqual($0, first) }
    hasMore = splits.count > PathMatch.readingLimit
    splits = Array(splits.prefix(PathMatch.readingLimit))
  }

  private static func isEqual(
    _ left: [(name: String, range: Range<Int>)], _ right: [(name: String, range: Range<Int>)]
  ) -> Bool {
    left.map(\.range) == right.map(\.range)
  }

  /// The split whose parameters end where the next literal first begins, or the next style's mark.
  ///
  /// - Returns: `nil` if that leads nowhere.
  private static func likeliest(
    _ text: [UInt8], _ pieces: [PathTemplate.Piece]
  ) -> [(name: String, range: Range<Int>)]? {
    var found: [(name: String, range: Range<Int>)] = []
    var rest = text[...]
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .literal(let literal):
        guard rest.starts(with: literal.utf8) else { return nil }
        rest = rest.dropFirst(literal.utf8.count)
      case .parameter(let name):
        var end = rest.endIndex
        if index + 1 < pieces.count, case .literal(let literal) = pieces[index + 1] {
          let isLast = index + 2 == pieces.count
          guard let next = offset(of: Array(literal.utf8), in: rest.dropFirst(), fromEnd: isLast) else { return nil }
          end = next
        } else if index + 1 < pieces.count {
          // The next parameter begins with the mark of its style, label or matrix. If there is none, nobody can tell
          // where it begins, and the parameters that follow get a character each.
          if let mark = rest.dropFirst().firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ";") }) {
            end = mark
          } else {
            for _ in (index + 1)..<pieces.count where end > rest.startIndex {
              end -= 1
              while end > rest.startIndex, rest[end] & 0xC0 == 0x80 { end -= 1 }
            }
          }
        }
        guard end > rest.startIndex else { return nil }
        found.append((name, rest.startIndex..<end))
        rest = rest[end...]
      }
    }
    return rest.isEmpty ? found : nil
  }

  private static func offset(of literal: [UInt8], in text: ArraySlice<UInt8>, fromEnd: Bool) -> Int? {
    guard literal.count <= text.count else { return nil }
    let last = text.endIndex - literal.count
    if fromEnd { return text[last...].elementsEqual(literal) ? last : nil }
    return (text.startIndex...last).first { text[$0..<($0 + literal.count)].elementsEqual(literal) }
  }

  /// The first splits in the order of their ends, one more than are listed.
  ///
  /// From the end, each piece learns where it can begin; from the beginning, only such places are tried, so that each
  /// attempt leads to a split.
  private static func all(_ text: [UInt8], _ pieces: [PathTemplate.Piece]) -> [[(name: String, range: Range<Int>)]] {
    let count = text.count
    /// Whether the pieces from one on can be what is left of the text from an offset on.
    var fits = Array(repeating: Array(repeating: false, count: count + 1), count: pieces.count + 1)
    fits[pieces.count][count] = true
    for index in pieces.indices.reversed() {
      switch pieces[index] {
      case .literal(let literal):
        for start in 0...count where start + literal.utf8.count <= count {
          let end = start + literal.utf8.count
          fits[index][start] = fits[index + 1][end] && text[start..<end].elementsEqual(literal.utf8)
        }
      case .parameter:
        var isBehind = false
        for start in (0...count).reversed() {
          fits[index][start] = isBehind && isBoundary(text, start)
          isBehind = isBehind || (fits[index + 1][start] && isBoundary(text, start))
        }
      }
    }
    guard fits[0][0] else { return [] }
    // Each step takes one more piece of each split so far.
    var partial: [(end: Int, split: [(name: String, range: Range<Int>)])] = [(0, [])]
    for (index, piece) in pieces.enumerated() {
      var longer: [(end: Int, split: [(name: String, range: Range<Int>)])] = []
      for (start, split) in partial where longer.count <= PathMatch.readingLimit {
        switch piece {
        case .literal(let literal): longer.append((start + literal.utf8.count, split))
        case .parameter(let name):
          var end = start + 1
          while end <= count, longer.count <= PathMatch.readingLimit {
            if fits[index + 1][end], isBoundary(text, end) { longer.append((end, split + [(name, start..<end)])) }
            end += 1
          }
        }
      }
      partial = longer
    }
    return partial.map(\.split)
  }

  /// Whether no character goes over an offset.
  private static func isBoundary(_ text: [UInt8], _ offset: Int) -> Bool {
    offset >= text.count || text[offset] & 0xC0 != 0x80
  }
}

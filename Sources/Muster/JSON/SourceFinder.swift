/// Finds where the parts of an assembled JSON text were written, for many of them in about the order of the text.
///
/// It begins where the last search ended.
struct SourceFinder {
  private let sources: [SourceText]
  private let segments: [SourceMap.Segment]
  private var segment = 0
  private var line = 0

  init(_ map: SourceMap) {
    sources = map.sources
    segments = map.segments
  }

  /// Where the byte at an offset of the assembled text was written; `nil` only in a map without sources.
  ///
  /// - Complexity: O(1) near the last search, else O(log *segments* + log *lines*).
  mutating func find(_ generatedOffset: Int) -> (source: Int, line: Int, column: Int)? {
    guard !segments.isEmpty else { return nil }
    if segments.count > 1 {
      segment = SourceFinder.last(in: segments.count, near: segment) { Int(segments[$0].generated) <= generatedOffset }
    }
    let found = segments[segment]
    let source = Int(found.source)
    guard source < sources.count else { return nil }
    let delta = found.isVerbatim ? max(0, generatedOffset - Int(found.generated)) : 0
    let position = sources[source].position(at: Int(found.offset) + delta, near: &line)
    return (source, position.line, position.column)
  }

  /// The last of some elements, of which the first counts in any case, that something holds of: of all up to it and of
  /// none after it.
  @inline(__always)
  static func last(in count: Int, near hint: Int, where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    if hint < count, hint == 0 || holds(hint) {
      // Steps that double lead past what is near.
      low = hint
      var step = 1
      while low + step < count {
        guard holds(low + step) else {
          high = low + step
          break
        }
        low += step
        step *= 2
      }
    } else if hint < count {
      high = hint
      var step = 1
      while high - step > 0 {
        guard !holds(high - step) else {
          low = high - step
          break
        }
        high -= step
        step *= 2
      }
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return low
  }
}

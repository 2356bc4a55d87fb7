import Muster

/// A path template such as `/items/{id}.json` (OpenAPI 3.1, section 4.8.8.1), taken apart.
package struct PathTemplate: Sendable {
  /// A piece of a segment.
  package enum Piece: Sendable, Hashable {
    case literal(String)
    case parameter(String)
  }

  /// The segments between the slashes, each with its pieces; the first one, before the first slash, is empty.
  let segments: [[Piece]]
  /// The pairs that a request's query has to have; none if the template has no query.
  let query: [QueryPair]
  /// Whether the last segment takes all that is left of a path.
  let takesRest: Bool

  /// Takes a template apart.
  ///
  /// - Parameters:
  ///   - template: The path as a document writes it.
  ///   - selectsByQuery: Whether a query in the template selects requests, as in `/messages?beta=true`. Without it no
  ///     request has such a path.
  ///   - multiSegment: The name of a parameter that takes the rest of the path, if it is the last segment.
  package init(_ template: String, selectsByQuery: Bool = false, multiSegment: String? = nil) {
    var path = template.utf8[...]
    if selectsByQuery, let mark = path.firstIndex(of: UInt8(ascii: "?")) {
      query = QueryPair.pairs(in: path[path.index(after: mark)...])
      path = path[..<mark]
    } else {
      query = []
    }
    let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      PathTemplate.pieces(of: Array($0))
    }
    self.segments = segments
    takesRest = multiSegment.map { segments.last == [.parameter($0)] } ?? false
  }

  private static func pieces(of segment: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var rest = segment[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if open > rest.startIndex { pieces.append(.literal(literal(rest[rest.startIndex..<open]))) }
      pieces.append(.parameter(String(decoding: rest[(open + 1)..<close], as: UTF8.self)))
      rest = rest[(close + 1)...]
    }
    if !rest.isEmpty { pieces.append(.literal(literal(rest))) }
    return pieces
  }

  private static func literal(_ bytes: ArraySlice<UInt8>) -> String {
    PercentEncoding.decode(bytes) ?? String(decoding: bytes, as: UTF8.self)
  }

  /// The names of the parameters, in their order.
  package var parameterNames: [String] {
    segments.joined().compactMap { if case .parameter(let name) = $0 { name } else { nil } }
  }

  /// The template without the names of its parameters: equal for templates that take the same paths.
  package var outline: [[Piece]] {
    segments.map { $0.map { if case .parameter = $0 { .parameter("") } else { $0 } } }
  }

  /// The segments behind the first slash, as trees have them.
  var patterns: [SegmentPattern] {
    var patterns = segments.dropFirst().map { SegmentPattern($0) }
    if takesRest { patterns[patterns.count - 1] = .rest }
    return patterns
  }

  // MARK: Matching

  /// The parameters of a concrete path; `nil` if it is not of this template.
  ///
  /// The path ends at a query or fragment. It is cut at its slashes first and percent-decoded then, so that an encoded
  /// slash belongs to its segment (RFC 3986, section 2.4). A parameter is never empty.
  ///
  /// - Parameters:
  ///   - target: The path, perhaps with its query.
  ///   - baseCount: How many segments before the template's belong to a base path.
  func match(_ target: String, skipping baseCount: Int = 0) -> PathMatch? {
    guard query.allSatisfy({ $0.isIn(target.utf8.span) }) else { return nil }
    let bytes = target.utf8.prefix { !URLBytes.endsPath($0) }
    let cuts = takesRest ? segments.count + baseCount - 1 : Int.max
    var concrete = bytes.split(separator: UInt8(ascii: "/"), maxSplits: cuts, omittingEmptySubsequences: false)
    guard concrete.count == segments.count + baseCount else { return nil }
    if baseCount > 0 { concrete.removeSubrange(1...baseCount) }
    var readings: [[PathMatch.Parameter]] = [[]]
    var hasMore = false
    for (pieces, segment) in zip(segments, concrete) {
      guard let (found, isCut) = PathTemplate.readings(of: Array(segment), by: pieces) else { return nil }
      hasMore = hasMore || isCut || readings.count * found.count > PathMatch.readingLimit
      readings = Array(found.flatMap { found in readings.map { $0 + found } }.prefix(PathMatch.readingLimit))
    }
    return PathMatch(readings: readings, hasMoreReadings: hasMore)
  }

  /// The ways to read a segment, and whether there are more than are listed; `nil` if there is none.
  private static func readings(
    of segment: [UInt8], by pieces: [Piece]
  ) -> (readings: [[PathMatch.Parameter]], hasMore: Bool)? {
    guard pieces.count != 1 || !segment.isEmpty else { return nil }
    if case .parameter(let name)? = pieces.first, pieces.count == 1 {
      // An escape that cannot be decoded may be the bad value of a parameter.
      let raw = EncodedText(segment, .percent)
      return ([[PathMatch.Parameter(name: name, text: raw.decoded, raw: raw)]], false)
    }
    guard let text = PercentEncoding.decode(segment) else { return nil }
    guard let splits = SegmentSplits(Array(text.utf8), by: pieces) else { return nil }
    let readings = splits.splits.map { ranges in
      ranges.map { name, range in
        let text = String(decoding: splits.text[range], as: UTF8.self)
        // The text was decoded before the parameter could be found in it.
        return PathMatch.Parameter(name: name, text: text, raw: EncodedText(text.utf8, .none))
      }
    }
    return (readings, splits.hasMore)
  }
}

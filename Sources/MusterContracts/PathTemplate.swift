import Muster

/// A path template such as `/items/{id}.json` (OpenAPI 3.1, section 4.8.8.1), taken apart.
struct PathTemplate: Sendable {
  /// A piece of a segment.
  enum Piece: Sendable, Hashable {
    case literal(String)
    case parameter(String)
  }

  /// The segments between the slashes, each with its pieces.
  let segments: [[Piece]]

  init(_ template: String) {
    segments = template.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      PathTemplate.pieces(of: Array($0))
    }
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

  /// The names of the parameters, in their order.
  var parameterNames: [String] {
    segments.joined().compactMap { if case .parameter(let name) = $0 { name } else { nil } }
  }

  /// The template with the names of its parameters left out: what two templates that take the same paths share.
  var outline: [[Piece]] {
    segments.map { $0.map { if case .parameter = $0 { .parameter("") } else { $0 } } }
  }

  private static func literal(_ bytes: ArraySlice<UInt8>) -> String {
    PercentEncoding.decode(bytes) ?? String(decoding: bytes, as: UTF8.self)
  }

  /// The parameters of a concrete path; `nil` where it is not of this template.
  ///
  /// The path ends at a query or fragment. It is cut at its slashes first and percent-decoded then, so that an encoded
  /// slash belongs to its segment (RFC 3986, section 2.4). A parameter is never empty.
  func match(_ path: String) -> PathMatch? {
    let bytes = path.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let concrete = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard concrete.count == segments.count else { return nil }
    var found: [PathMatch.Parameter] = []
    for (pieces, segment) in zip(segments, concrete) {
      guard PathTemplate.match(pieces, Array(segment), into: &found) else { return nil }
    }
    return PathMatch(parameters: found)
  }

  private static func match(_ pieces: [Piece], _ segment: [UInt8], into found: inout [PathMatch.Parameter]) -> Bool {
    guard let text = PercentEncoding.decode(segment) else {
      // What cannot be decoded is no literal, but may be the bad value of a parameter.
      guard pieces.count == 1, case .parameter(let name)? = pieces.first else { return false }
      found.append(PathMatch.Parameter(name: name, text: nil, raw: EncodedText(segment, .percent)))
      return true
    }
    var rest = Array(text.utf8)[...]
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .literal(let literal):
        guard rest.starts(with: literal.utf8) else { return false }
        rest = rest.dropFirst(literal.utf8.count)
      case .parameter(let name):
        var end = rest.endIndex
        if index + 1 < pieces.count, case .literal(let literal) = pieces[index + 1] {
          let isLast = index + 2 == pieces.count
          guard let next = offset(of: Array(literal.utf8), in: rest.dropFirst(), fromEnd: isLast) else { return false }
          end = next
        } else if index + 1 < pieces.count {
          // The next parameter begins with the mark of its style, label or matrix; where it has none, nobody can tell
          // where, and the parameters that follow get a character each.
          if let mark = rest.dropFirst().firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ";") }) {
            end = mark
          } else {
            for _ in (index + 1)..<pieces.count where end > rest.startIndex {
              end -= 1
              while end > rest.startIndex, rest[end] & 0xC0 == 0x80 { end -= 1 }
            }
          }
        }
        guard end > rest.startIndex else { return false }
        let text = String(decoding: rest[..<end], as: UTF8.self)
        // Beside literals it was decoded before it could be found.
        let raw = pieces.count == 1 ? EncodedText(segment, .percent) : EncodedText(text.utf8, .none)
        found.append(PathMatch.Parameter(name: name, text: text, raw: raw))
        rest = rest[end...]
      }
    }
    return rest.isEmpty
  }

  private static func offset(of literal: [UInt8], in text: ArraySlice<UInt8>, fromEnd: Bool) -> Int? {
    guard literal.count <= text.count else { return nil }
    let last = text.endIndex - literal.count
    if fromEnd { return text[last...].elementsEqual(literal) ? last : nil }
    return (text.startIndex...last).first { text[$0..<($0 + literal.count)].elementsEqual(literal) }
  }

  /// Whether this template is to be taken where both match: the one whose first different segment is more literal.
  func isMoreConcrete(than other: PathTemplate) -> Bool {
    for (mine, theirs) in zip(segments, other.segments) where mine != theirs {
      let mineCount = PathTemplate.parameterCount(mine)
      let theirCount = PathTemplate.parameterCount(theirs)
      if mineCount == 0 || theirCount == 0 {
        if (mineCount == 0) != (theirCount == 0) { return mineCount == 0 }
      } else if mine.count != theirs.count {
        return mine.count > theirs.count
      }
    }
    return false
  }

  private static func parameterCount(_ pieces: [Piece]) -> Int {
    pieces.count { if case .parameter = $0 { true } else { false } }
  }
}

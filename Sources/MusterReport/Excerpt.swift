/// The line of a payload that an issue is on, cut to a width and without a single value of it.
///
/// Only brackets, `true`, `false`, `null` and names that may be told are shown; strings and numbers are replaced. So no
/// secret can be in it, whichever value beside the issue's own is one.
struct Excerpt: Hashable {
  /// The text, safe to print.
  let text: String
  /// Code points of `text` before the place that the caret belongs under.
  let caret: Int

  /// What stands for the parts of a line that are left out; a value that is not shown is one dot, `…`.
  private static let cut: [Unicode.Scalar] = [".", ".", "."]
  private static let widthBefore = 60
  private static let widthAfter = 40
  /// How far back the line's start is looked for: past that the excerpt begins at the place itself.
  private static let reachBack = 4_096
  /// How far ahead the line is read.
  private static let reachAhead = 512

  /// The excerpt around an offset; `nil` where there is nothing to show.
  ///
  /// - Parameters:
  ///   - offset: The first byte of a value or name, or where reading failed.
  ///   - payload: The payload's bytes.
  ///   - endsAtOffset: Whether nothing from the offset on may be shown, because it is not known to be JSON.
  ///   - shows: Whether a name may be told, as the payload writes it; the key of a map may be data.
  init?(at offset: Int, in payload: Span<UInt8>, endsAtOffset: Bool, shows: (String) -> Bool) {
    guard offset >= 0, offset <= payload.count else { return nil }
    var start = offset
    while start > 0, offset - start <= Excerpt.reachBack, !Excerpt.isLineEnd(payload[start - 1]) { start -= 1 }
    let isCut = offset - start > Excerpt.reachBack
    if isCut {
      // Where the line began is not known, so neither is what lies inside of a string.
      if endsAtOffset { return nil }
      start = offset
    }
    while start < offset, Excerpt.isSpace(payload[start]) { start += 1 }
    var end = offset
    if !endsAtOffset {
      while end < payload.count, end - offset < Excerpt.reachAhead, !Excerpt.isLineEnd(payload[end]) { end += 1 }
    }
    var line: [UInt8] = []
    line.reserveCapacity(end - start)
    for index in start..<end { line.append(payload[index]) }

    var pieces = MaskedPieces(line: line)
    var before = isCut ? Excerpt.cut : []
    while pieces.offset < offset - start, let piece = pieces.next(shows) { before.append(contentsOf: piece) }
    if before.count > Excerpt.widthBefore { before = Excerpt.cut + before.suffix(Excerpt.widthBefore - 3) }
    var after: [Unicode.Scalar] = []
    while after.count <= Excerpt.widthAfter, let piece = pieces.next(shows) { after.append(contentsOf: piece) }
    if after.count > Excerpt.widthAfter { after = after.prefix(Excerpt.widthAfter - 3) + Excerpt.cut }
    if endsAtOffset, offset < payload.count, !Excerpt.isLineEnd(payload[offset]), before.last != "…" { after = ["…"] }
    while after.last == " " { after.removeLast() }
    if before.isEmpty, after.isEmpty { return nil }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: before)
    scalars.append(contentsOf: after)
    text = String(scalars)
    caret = before.count
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}

/// The pieces of one line of a JSON text, with its values replaced.
private struct MaskedPieces {
  let line: [UInt8]
  /// How many bytes of the line the pieces so far stand for.
  private(set) var offset = 0
  /// A longer name is cut.
  private static let longestName = 48

  init(line: [UInt8]) { self.line = line }

  mutating func next(_ shows: (String) -> Bool) -> [Unicode.Scalar]? {
    guard offset < line.count else { return nil }
    let start = offset
    switch line[start] {
    case UInt8(ascii: "\""): return string(shows)
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","),
      UInt8(ascii: ":"):
      offset += 1
      return [Unicode.Scalar(line[start])]
    case let byte where MaskedPieces.isSpace(byte):
      while offset < line.count, MaskedPieces.isSpace(line[offset]) { offset += 1 }
      return [" "]
    default:
      while offset < line.count, !MaskedPieces.endsWord(line[offset]) { offset += 1 }
      let word = String(decoding: line[start..<offset], as: UTF8.self)
      return word == "true" || word == "false" || word == "null" ? Array(word.unicodeScalars) : ["…"]
    }
  }

  /// A name as it is, cut to a length; a string that is a value, or that the line does not end, as dots.
  private mutating func string(_ shows: (String) -> Bool) -> [Unicode.Scalar] {
    let start = offset
    offset += 1
    while offset < line.count, line[offset] != UInt8(ascii: "\"") {
      offset += line[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    let isClosed = offset < line.count
    offset = min(offset + 1, line.count)
    var following = offset
    while following < line.count, MaskedPieces.isSpace(line[following]) { following += 1 }
    guard isClosed else { return ["\"", "…"] }
    guard following < line.count, line[following] == UInt8(ascii: ":") else { return ["\"", "…", "\""] }
    let name = String(decoding: line[(start + 1)..<(offset - 1)], as: UTF8.self)
    guard shows(name) else { return ["\"", "…", "\""] }
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if result.count >= MaskedPieces.longestName {
        result.append(contentsOf: "...".unicodeScalars)
        break
      }
      TerminalText.append(scalar, to: &result)
    }
    return ["\""] + result + ["\""]
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"):
      true
    default: false
    }
  }
}

/// A text as it is written with escapes, so that another text of the same sizes can be written in its place.
enum WrittenText {
  /// The part of the writing that stands for a part of the text.
  struct Unit {
    let written: Range<Int>
    let text: Range<Int>
  }

  // MARK: JSON strings

  /// The text of a JSON string without its quotes, and what of the writing stands for what (RFC 8259, section 7).
  static func decoded(json raw: [UInt8]) -> (text: [UInt8], units: [Unit]) {
    var (text, units): ([UInt8], [Unit]) = ([], [])
    var index = 0
    while index < raw.count {
      let (start, before) = (index, text.count)
      if raw[index] == UInt8(ascii: "\\"), index + 1 < raw.count {
        if raw[index + 1] == UInt8(ascii: "u"), let first = unit(raw, index + 2) {
          var scalar = first
          index += 6
          if (0xD800..<0xDC00).contains(first), index + 1 < raw.count, raw[index] == UInt8(ascii: "\\"),
            raw[index + 1] == UInt8(ascii: "u"), let second = unit(raw, index + 2), (0xDC00..<0xE000).contains(second)
          {
            scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            index += 6
          }
          text += Array(String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
        } else {
          let escapes: [UInt8: UInt8] = [0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09]
          text.append(escapes[raw[index + 1]] ?? raw[index + 1])
          index += 2
        }
      } else {
        text.append(raw[index])
        index += 1
      }
      units.append(Unit(written: start..<index, text: before..<text.count))
    }
    return (text, units)
  }

  /// The writing with another text of the same sizes in place of its own.
  ///
  /// What cannot be written in the same number of bytes stays.
  static func written(_ new: [UInt8], over old: [UInt8], escaped raw: [UInt8], _ units: [Unit]) -> [UInt8] {
    guard new.count == old.count else { return raw }
    var result = raw
    for unit in units where new[unit.text] != old[unit.text] {
      let isEscape = unit.written.count > 1 && raw[unit.written.lowerBound] == UInt8(ascii: "\\")
      if unit.written.count == unit.text.count, !isEscape {
        result.replaceSubrange(unit.written, with: new[unit.text])
        continue
      }
      guard isEscape, let scalar = String(decoding: new[unit.text], as: UTF8.self).unicodeScalars.first else {
        continue
      }
      let escape =
        switch raw[unit.written.lowerBound + 1] {
        case UInt8(ascii: "x"): digits("\\x", scalar.value, 2)
        case UInt8(ascii: "U"): digits("\\U", scalar.value, 8)
        default: scalar.utf16.flatMap { digits("\\u", UInt32($0), 4) }
        }
      if escape.count == unit.written.count { result.replaceSubrange(unit.written, with: escape) }
    }
    return result
  }

  private static func digits(_ sign: String, _ value: UInt32, _ count: Int) -> [UInt8] {
    let digits = String(value, radix: 16)
    return Array((sign + String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits).utf8)
  }

  private static func unit(_ raw: [UInt8], _ start: Int) -> UInt32? {
    guard start + 4 <= raw.count else { return nil }
    return UInt32(String(decoding: raw[start..<(start + 4)], as: UTF8.self), radix: 16)
  }

  // MARK: YAML scalars

  /// What of the writing of a YAML scalar stands for what.
  ///
  /// - Parameters:
  ///   - content: What the scalar says.
  ///   - places: Where the text has each byte of it.
  ///   - start: The scalar's first byte in the text, which the units count from.
  static func units(_ content: [UInt8], at places: [Int], from start: Int, of text: [UInt8]) -> [Unit] {
    var units: [Unit] = []
    units.reserveCapacity(content.count)
    let isEscaping = text.indices.contains(start) && text[start] == UInt8(ascii: "\"")
    var index = 0
    while index < content.count, index < places.count {
      let place = places[index]
      var end = index + 1
      while end < content.count, end < places.count, places[end] == place { end += 1 }
      guard place >= start, text.indices.contains(place) else { break }
      let length =
        if isEscaping, text[place] == UInt8(ascii: "\\") {
          escapeLength(text, place)
        } else {
          // What a line break or two apostrophes stand for is never replaced.
          text[place] == content[index] && end == index + 1 ? 1 : 0
        }
      let written = place..<min(text.count, place + length)
      units.append(Unit(written: (written.lowerBound - start)..<(written.upperBound - start), text: index..<end))
      index = end
    }
    return units
  }

  private static func escapeLength(_ text: [UInt8], _ place: Int) -> Int {
    guard place + 1 < text.count else { return 1 }
    switch text[place + 1] {
    case UInt8(ascii: "x"): return 4
    case UInt8(ascii: "u"):
      let isPair = unit(text, place + 2).map { (0xD800..<0xDC00).contains($0) } ?? false
      return isPair ? 12 : 6
    case UInt8(ascii: "U"): return 10
    default: return 2
    }
  }

  // MARK: Percent-encoding

  /// A text of a URL or form with its percent-encoding undone (RFC 3986, section 2.1).
  static func decoded(percent raw: [UInt8]) -> (text: [UInt8], units: [Unit]) {
    var (text, units): ([UInt8], [Unit]) = ([], [])
    var index = 0
    while index < raw.count {
      let start = index
      if raw[index] == UInt8(ascii: "%"), index + 3 <= raw.count,
        let byte = UInt8(String(decoding: raw[(index + 1)..<(index + 3)], as: UTF8.self), radix: 16)
      {
        text.append(byte)
        index += 3
      } else {
        text.append(raw[index])
        index += 1
      }
      units.append(Unit(written: start..<index, text: (text.count - 1)..<text.count))
    }
    return (text, units)
  }

  /// The writing with another text of the same size in place of its own.
  static func written(_ new: [UInt8], over old: [UInt8], percent raw: [UInt8], _ units: [Unit]) -> [UInt8] {
    guard new.count == old.count else { return raw }
    var result = raw
    for unit in units where new[unit.text] != old[unit.text] {
      let byte = new[unit.text.lowerBound]
      if unit.written.count == 1 {
        result[unit.written.lowerBound] = byte
        continue
      }
      let digits = String(byte, radix: 16, uppercase: true)
      result.replaceSubrange(unit.written, with: Array(("%" + (byte < 16 ? "0" : "") + digits).utf8))
    }
    return result
  }
}

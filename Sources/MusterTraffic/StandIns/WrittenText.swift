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
  static func written(_ new: [UInt8], over old: [UInt8], json raw: [UInt8], _ units: [Unit]) -> [UInt8] {
    guard new.count == old.count else { return raw }
    var result = raw
    for unit in units where new[unit.text] != old[unit.text] {
      if unit.written.count == unit.text.count {
        result.replaceSubrange(unit.written, with: new[unit.text])
        continue
      }
      guard let scalar = String(decoding: new[unit.text], as: UTF8.self).unicodeScalars.first else { continue }
      let escape = scalar.utf16.flatMap { code in
        let digits = String(code, radix: 16)
        return Array(("\\u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits).utf8)
      }
      if escape.count == unit.written.count { result.replaceSubrange(unit.written, with: escape) }
    }
    return result
  }

  private static func unit(_ raw: [UInt8], _ start: Int) -> UInt32? {
    guard start + 4 <= raw.count else { return nil }
    return UInt32(String(decoding: raw[start..<(start + 4)], as: UTF8.self), radix: 16)
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

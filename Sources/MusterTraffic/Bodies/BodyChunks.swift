import MusterText

/// Bodies that recorders write as JSON lists of the pieces that they came in, as PollyJS and nock do.
enum BodyChunks {
  /// How each piece is written.
  enum Notation: Sendable {
    case hexadecimal, base64
  }

  /// The bytes of a text that is such a list, and nothing else; `nil` if it is not.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func bytes(of text: [UInt8], writtenIn notation: Notation) -> [UInt8]? {
    guard let pieces = pieces(of: text) else { return nil }
    var bytes: [UInt8] = []
    for piece in pieces {
      switch notation {
      case .hexadecimal: guard appendHexadecimal(text[piece], to: &bytes) else { return nil }
      case .base64:
        guard let decoded = Base64.decode(text.span.extracting(piece), isLenient: true) else { return nil }
        bytes += decoded
      }
    }
    return bytes
  }

  /// The bytes that hexadecimal digits stand for; `nil` if there is anything else.
  static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    guard !text.isEmpty, appendHexadecimal(text[...], to: &bytes) else { return nil }
    return bytes
  }

  private static func appendHexadecimal(_ digits: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    guard digits.count % 2 == 0 else { return false }
    var high: UInt8?
    for digit in digits {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - 0x30
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - 0x57
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - 0x37
      default: return false
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return true
  }

  /// Where the strings of a JSON list of strings without escapes are; `nil` for any other text.
  private static func pieces(of text: [UInt8]) -> [Range<Int>]? {
    var pieces: [Range<Int>] = []
    var index = 0
    func skipSpace() {
      while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
    }
    func take(_ byte: Character) -> Bool {
      skipSpace()
      guard index < text.count, text[index] == byte.asciiValue else { return false }
      index += 1
      return true
    }
    guard take("["), take("\"") else { return nil }
    while true {
      let start = index
      while index < text.count, text[index] != UInt8(ascii: "\""), text[index] != UInt8(ascii: "\\") { index += 1 }
      pieces.append(start..<index)
      guard take("\"") else { return nil }
      if take("]") { break }
      guard take(","), take("\"") else { return nil }
    }
    skipSpace()
    return index == text.count ? pieces : nil
  }
}

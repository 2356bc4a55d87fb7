import Muster

/// What the first bytes of a recording say about its form.
enum RecordingDetection: Equatable {
  /// More bytes are needed.
  case undecided
  /// It is a recording of this form.
  case form(RecordingForm)
  /// It cannot be read.
  case unreadable(Reason)

  /// How many bytes are looked at; a line that is longer is no part of a HAR, whose `log` comes first.
  private static let window = 1 << 16

  /// Decides.
  ///
  /// A HAR is an object whose member `log` is an object. Anything else that begins with an object which ends on its
  /// line is taken as one exchange a line.
  static func of(_ prefix: [UInt8], forced: RecordingForm?, isEnd: Bool) -> RecordingDetection {
    guard prefix.count >= 4 || isEnd else { return .undecided }
    if prefix.starts(with: [0x1F, 0x8B]) {
      return .unreadable(Reason(.packedRecording, found: .text("gzip")))
    }
    if isZlib(prefix) {
      return .unreadable(Reason(.packedRecording, found: .text("zlib")))
    }
    if prefix.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return .unreadable(Reason(.packedRecording, found: .text("zip")))
    }
    if prefix.starts(with: [0xFE, 0xFF]) || prefix.starts(with: [0xFF, 0xFE]) {
      return .unreadable(Reason(.recordingEncoding, found: .text("UTF-16")))
    }
    let start = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = prefix[start...].firstIndex(where: { !isSpace($0) }) else {
      if isEnd { return .unreadable(Reason(.emptyRecording)) }
      return prefix.count < window ? .undecided : .form(forced ?? .ndjson)
    }
    if let forced { return .form(forced) }
    if let call = call(prefix[first...], isEnd: isEnd) { return call }
    guard prefix[first] == UInt8(ascii: "{") else {
      return .unreadable(Reason(.recordingNotObject))
    }
    return form(of: prefix, from: first, isEnd: isEnd)
  }

  private static func form(of prefix: [UInt8], from first: Int, isEnd: Bool) -> RecordingDetection {
    let text = prefix.span
    var depth = 0
    var index = first
    var hasBrokenLine = false
    let end = min(text.count, first + window)
    while index < end {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return .form(hasBrokenLine ? .har : .ndjson) }
      case UInt8(ascii: "\n"): hasBrokenLine = true
      case UInt8(ascii: "\""):
        let start = index
        while index < end, text[index] != UInt8(ascii: "\"") { index += text[index] == UInt8(ascii: "\\") ? 2 : 1 }
        guard index < end else { break }
        let isLog = depth == 1 && prefix[start..<index].elementsEqual("log".utf8)
        index += 1
        if isLog {
          let after = prefix[index...].drop { isSpace($0) || $0 == UInt8(ascii: ":") }
          guard let value = after.first else { return isEnd ? .form(.har) : .undecided }
          if value == UInt8(ascii: "{") { return .form(.har) }
        }
      default: break
      }
    }
    guard isEnd || end == first + window else { return .undecided }
    return .form(hasBrokenLine ? .har : .ndjson)
  }

  /// What a text that begins with a name comes to: a HAR, if it is an argument of the function of that name (JSONP).
  private static func call(_ text: ArraySlice<UInt8>, isEnd: Bool) -> RecordingDetection? {
    let name = text.prefix { byte in
      let letter = byte | 0x20
      return (letter >= 0x61 && letter <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || "_$.".utf8.contains(byte)
    }
    guard !name.isEmpty, name.count <= 128 else { return nil }
    let bracket = text[name.endIndex...].drop { isSpace($0) }
    guard let open = bracket.first else { return isEnd ? nil : .undecided }
    guard open == UInt8(ascii: "(") else { return nil }
    guard let first = bracket.dropFirst().first(where: { !isSpace($0) }) else { return isEnd ? nil : .undecided }
    return first == UInt8(ascii: "{") ? .form(.har) : nil
  }

  /// A zlib header (RFC 1950, section 2.2).
  private static func isZlib(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x78 && (UInt16(bytes[0]) << 8 | UInt16(bytes[1])) % 31 == 0
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

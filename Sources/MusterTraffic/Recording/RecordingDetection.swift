import Muster

/// What the first bytes of a recording say about its form.
enum RecordingDetection: Equatable {
  /// More bytes are needed.
  case undecided
  /// It is a recording of this form.
  case form(RecordingForm)
  /// It is one document, whose form its members will tell.
  case document
  /// It cannot be read.
  case unreadable(Reason)

  /// Whether there is something to read now.
  var isReadable: Bool {
    switch self {
    case .form, .document: true
    case .undecided, .unreadable: false
    }
  }

  /// How many bytes are looked at.
  private static let window = 1 << 16

  /// The members at the top of documents that are read as a whole.
  private static let documentNames: Set<String> = [
    "http_interactions", "interactions", "mappings", "item", "_type", "__export_format", "brunoConfig", "data", "meta",
  ]

  /// Decides.
  ///
  /// A HAR is an object whose member `log` is an object. An object that ends on its line is an exchange a line, unless
  /// nothing follows it and its members are those of a cassette. Every other object, a list, and YAML are documents.
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
    guard let first = prefix[start...].firstIndex(where: { !$0.isJSONSpace }) else {
      if isEnd { return .unreadable(Reason(.emptyRecording)) }
      return prefix.count < window ? .undecided : .form(forced ?? .ndjson)
    }
    if let forced { return .form(forced) }
    if let call = call(prefix[first...], isEnd: isEnd) { return call }
    switch prefix[first] {
    case UInt8(ascii: "{"): return form(of: prefix, from: first, isEnd: isEnd)
    case UInt8(ascii: "["): return .document
    default:
      let text = prefix[first...]
      guard isEnd || text.count >= TextForm.window else { return .undecided }
      switch TextForm(of: text) {
      case .yaml: return .document
      case .other(let kind): return .unreadable(Reason(.recordingText, found: .text(kind)))
      case nil: return .unreadable(Reason(.recordingNotObject))
      }
    }
  }

  private static func form(of prefix: [UInt8], from first: Int, isEnd: Bool) -> RecordingDetection {
    let text = prefix.span
    var depth = 0
    var index = first
    var hasBrokenLine = false
    var hasDocumentName = false
    let end = min(text.count, first + window)
    while index < end {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        guard depth <= 0 else { continue }
        if hasBrokenLine { return .document }
        guard hasDocumentName else { return .form(.ndjson) }
        // A cassette may be written on one line; then nothing follows it.
        let follows = prefix[index...].contains { !$0.isJSONSpace }
        return follows ? .form(.ndjson) : isEnd ? .document : prefix.count < 2 * window ? .undecided : .form(.ndjson)
      case UInt8(ascii: "\n"): hasBrokenLine = true
      case UInt8(ascii: "\""):
        let start = index
        while index < end, text[index] != UInt8(ascii: "\"") { index += text[index] == UInt8(ascii: "\\") ? 2 : 1 }
        guard index < end else { break }
        let name = depth == 1 && index - start <= 24 ? String(decoding: prefix[start..<index], as: UTF8.self) : ""
        index += 1
        guard name == "log" || documentNames.contains(name) else { continue }
        let after = prefix[index...].drop { $0.isJSONSpace }
        guard let colon = after.first else { return isEnd ? .document : .undecided }
        guard colon == UInt8(ascii: ":") else { continue }
        let value = after.dropFirst().first { !$0.isJSONSpace }
        guard name == "log" else {
          hasDocumentName = true
          continue
        }
        guard let value else { return isEnd ? .form(.har) : .undecided }
        if value == UInt8(ascii: "{") { return .form(.har) }
      default: break
      }
    }
    guard isEnd || end == first + window else { return .undecided }
    return hasDocumentName ? .document : hasBrokenLine ? .form(.har) : .form(.ndjson)
  }

  /// What a text that begins with a name comes to: a HAR, if it is an argument of the function of that name (JSONP).
  private static func call(_ text: ArraySlice<UInt8>, isEnd: Bool) -> RecordingDetection? {
    let name = text.prefix { byte in
      let letter = byte | 0x20
      return (letter >= 0x61 && letter <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || "_$.".utf8.contains(byte)
    }
    guard !name.isEmpty, name.count <= 128 else { return nil }
    let bracket = text[name.endIndex...].drop { $0.isJSONSpace }
    guard let open = bracket.first else { return isEnd ? nil : .undecided }
    guard open == UInt8(ascii: "(") else { return nil }
    guard let first = bracket.dropFirst().first(where: { !$0.isJSONSpace }) else { return isEnd ? nil : .undecided }
    return first == UInt8(ascii: "{") ? .form(.har) : nil
  }

  /// A zlib header (RFC 1950, section 2.2).
  private static func isZlib(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x78 && (UInt16(bytes[0]) << 8 | UInt16(bytes[1])) % 31 == 0
  }
}

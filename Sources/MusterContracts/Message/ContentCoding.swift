/// Content codings, as far as a body can be told to have one (RFC 9110, section 8.4.1).
enum ContentCoding {
  /// Whether a body that is not JSON is so because of a coding that is not read.
  ///
  /// The header field alone says nothing, as recorders undo codings and keep the field.
  static func isUnread(_ field: String?, _ body: [UInt8]) -> Bool {
    guard let field, let first = body.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else {
      return false
    }
    let coding = field.utf8.filter { $0 != 0x20 }.map { $0 | 0x20 }
    guard ["br", "deflate", "zstd", "compress"].contains(where: { coding.elementsEqual($0.utf8) }) else { return false }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "<"): return false
    default: return true
    }
  }
}

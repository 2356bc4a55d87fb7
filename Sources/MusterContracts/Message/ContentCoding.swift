/// Content codings, as far as a body can be told to have one (RFC 9110, section 8.4.1).
package enum ContentCoding {
  /// The codings that a header field names, in lower case and in the order in which they were applied.
  package static func names(_ field: String?) -> [String] {
    (field ?? "").utf8.split(separator: UInt8(ascii: ",")).compactMap { piece in
      let name = String(decoding: piece.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self).asciiLowercased
      return name.isEmpty || name == "identity" ? nil : name
    }
  }

  /// Why a body is not what its media type says: the coding that it still has, if that is not read.
  ///
  /// The header field alone says nothing, as recorders undo codings and keep the field.
  package static func unread(_ field: String?, _ body: [UInt8]) -> SkipReason? {
    if body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstandard }
    guard let last = names(field).last,
      let first = body.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D })
    else { return nil }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "<"): return nil
    default: break
    }
    switch last {
    case "br": return .brotli
    case "zstd": return .zstandard
    case "deflate", "compress", "x-compress": return .encoded
    default: return nil
    }
  }

  /// The same for a body that is no text.
  ///
  /// Any bytes may be a form or a text of some kind, but those of a coding are hardly ever UTF-8.
  static func unreadUnlessText(_ field: String?, _ body: [UInt8]) -> SkipReason? {
    guard let reason = unread(field, body) else { return nil }
    guard let text = String(validating: body, as: UTF8.self) else {
      return body.starts(with: "--".utf8) ? nil : reason
    }
    // Recorders write bytes that are no UTF-8 as replacement characters.
    return text.unicodeScalars.contains("\u{FFFD}") ? reason : nil
  }
}

/// What a `Content-Type` field says, without its parameters (RFC 9110, section 8.3).
struct ContentType: Sendable, Hashable {
  /// The type and subtype in lower case.
  let essence: String

  /// The type of a field's text; `nil` where that is no media type.
  init?(_ text: String) {
    let essence = text.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
      .filter { $0 != 0x20 && $0 != 0x09 }
      .map(\.asciiLowercased)
    let parts = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, essence.count <= 127,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ContentType.isTokenByte) })
    else { return nil }
    self.essence = String(decoding: essence, as: UTF8.self)
  }

  /// Whether its content is problem details (RFC 9457, section 3).
  var isProblem: Bool { essence == "application/problem+json" }

  /// A byte of a token (RFC 9110, section 5.6.2).
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// Where the path of a URL or of a request target lies in its text: after scheme and host, before query and fragment (RFC
/// 3986, section 3).
struct RequestPath {
  /// The offset of its first byte.
  let start: Int
  /// The offset after its last byte.
  let end: Int
  /// How many segments it has: one more than slashes.
  let segments: Int
  init(of url: Span<UInt8>) {
    start = RequestPath.start(of: url)
    var index = start
    var slashes = 0
    while index < url.count, !URLBytes.endsPath(url[index]) {
      if url[index] == UInt8(ascii: "/") { slashes += 1 }
      index += 1
    }
    end = index
    segments = slashes + 1
  }

  /// Where the path begins; an authority follows "//", with or without a scheme before it.
  static func start(of url: Span<UInt8>) -> Int {
    var index = 0
    while index < url.count, !URLBytes.endsAuthority(url[index]) { index &+= 1 }
    guard index + 1 < url.count, url[index] == UInt8(ascii: "/"), url[index + 1] == UInt8(ascii: "/"),
      index == 0 || url[index - 1] == UInt8(ascii: ":")
    else { return 0 }
    index += 2
    while index < url.count, !URLBytes.endsAuthority(url[index]) { index &+= 1 }
    return index
  }

  /// The path of a URL as text.
  static func text(of url: String) -> String {
    let path = RequestPath(of: url.utf8.span)
    return String(decoding: url.utf8.dropFirst(path.start).prefix(path.end - path.start), as: UTF8.self)
  }
}

/// The bytes that the parts of a URL end at (RFC 3986, section 3).
enum URLBytes {
  private static let slash: UInt64 = 1 << 0x2F
  private static let percent: UInt64 = 1 << 0x25
  private static let queryOrFragment: UInt64 = 1 << 0x3F | 1 << 0x23

  /// Whether a byte comes after a path: "?" or "#".
  @inline(__always)
  static func endsPath(_ byte: UInt8) -> Bool { has(queryOrFragment, byte) }

  /// Whether a byte comes after an authority: "/", "?" or "#".
  @inline(__always)
  static func endsAuthority(_ byte: UInt8) -> Bool { has(slash | queryOrFragment, byte) }

  /// Whether a byte comes after a segment as it stands: "/", "?", "#", or the "%" of what is encoded.
  @inline(__always)
  static func endsSegment(_ byte: UInt8) -> Bool { has(slash | percent | queryOrFragment, byte) }

  @inline(__always)
  private static func has(_ set: UInt64, _ byte: UInt8) -> Bool { byte < 64 && set &>> UInt64(byte) & 1 != 0 }
}

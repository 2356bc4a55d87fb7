/// Where the path of a URL or of a request target lies in its text: after scheme and host, before query and fragment (RFC
/// 3986, section 3).
struct RequestPath {
  /// The offset of its first byte.
  let start: Int
  /// The offset after its last byte.
  let end: Int
  /// How many segments it has: one more than slashes.
  let segments: Int
  /// Whether it has percent-encoded parts.
  let isEscaped: Bool

  init(of url: Span<UInt8>) {
    start = RequestPath.start(of: url)
    var index = start
    var slashes = 0
    var isEscaped = false
    while index < url.count, !RequestPath.endsPath(url[index]) {
      if url[index] == UInt8(ascii: "/") { slashes += 1 }
      if url[index] == UInt8(ascii: "%") { isEscaped = true }
      index += 1
    }
    end = index
    segments = slashes + 1
    self.isEscaped = isEscaped
  }

  private static func endsPath(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") }

  /// An authority follows "//", with or without a scheme before it.
  private static func start(of url: Span<UInt8>) -> Int {
    var index = 0
    while index < url.count, url[index] != UInt8(ascii: "/") {
      if endsPath(url[index]) { return 0 }
      index += 1
    }
    guard index + 1 < url.count, url[index + 1] == UInt8(ascii: "/"), index == 0 || url[index - 1] == UInt8(ascii: ":")
    else { return 0 }
    index += 2
    while index < url.count, url[index] != UInt8(ascii: "/"), !endsPath(url[index]) { index += 1 }
    return index
  }

  /// The path of a URL as text.
  static func text(of url: String) -> String {
    let path = RequestPath(of: url.utf8.span)
    return String(decoding: url.utf8.dropFirst(path.start).prefix(path.end - path.start), as: UTF8.self)
  }
}

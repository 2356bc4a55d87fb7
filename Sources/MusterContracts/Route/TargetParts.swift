import Muster

/// Where the parts of a request's target are in its text (RFC 3986, section 3; RFC 9112, section 3.2).
///
/// Made without allocating, for targets of any form: a URL, a path with a query, or neither.
struct TargetParts: Sendable {
  /// How many bytes the scheme has; 0 if there is none.
  private(set) var schemeCount = 0
  /// The host without user information and port; `nil` if the text is a path.
  private(set) var host: Range<Int>?
  /// The port, if the authority has a colon for one.
  private(set) var port: Range<Int>?
  /// Where the path begins; it ends at a `?` or `#`, or with the text.
  private(set) var path = 0
  /// Whether this is a target of HTTP: a URL with that scheme or without one, or a path that begins with a slash.
  private(set) var isHTTP: Bool

  /// Takes a target apart.
  ///
  /// - Parameter isHostKnown: Whether the host is known from elsewhere. `//a/b` begins with an empty segment then, as
  ///   in a request line; otherwise it begins with a host (RFC 3986, section 4.2).
  @inline(__always)
  init(_ text: Span<UInt8>, isHostKnown: Bool = false) {
    var index = 0
    index = URLBytes.authorityEnds.first(in: text, from: index, to: text.count)
    guard index &+ 1 < text.count, text[index] == UInt8(ascii: "/"), text[index &+ 1] == UInt8(ascii: "/"),
      index == 0 ? !isHostKnown : index > 1 && text[index &- 1] == UInt8(ascii: ":")
    else {
      isHTTP = text.count > 0 ? text[0] == UInt8(ascii: "/") || (isHostKnown && index == 0) : isHostKnown
      return
    }
    schemeCount = max(0, index &- 1)
    isHTTP = TargetParts.isHTTP(text, schemeCount)
    guard isHTTP || TargetParts.isScheme(text, schemeCount) else {
      schemeCount = 0
      return
    }
    let authority = TargetParts.authority(text, from: index &+ 2)
    (host, port, path) = (authority.host, authority.port, authority.end)
  }

  /// Where host and port of an authority are, and where the authority ends.
  @inline(__always)
  static func authority(_ text: Span<UInt8>, from first: Int) -> (host: Range<Int>, port: Range<Int>?, end: Int) {
    var (start, index, colon) = (first, first, -1)
    while index < text.count, !URLBytes.endsAuthority(text[index]) {
      switch text[index] {
      case UInt8(ascii: ":"): colon = index
      // The colons of an IPv6 address are in brackets, those of user information before the "@".
      case UInt8(ascii: "]"): colon = -1
      case UInt8(ascii: "@"): (start, colon) = (index &+ 1, -1)
      default: break
      }
      index &+= 1
    }
    return colon < 0 ? (start..<index, nil, index) : (start..<colon, (colon &+ 1)..<index, index)
  }

  /// Whether there is no scheme, or one of HTTP.
  @inline(__always)
  private static func isHTTP(_ text: Span<UInt8>, _ count: Int) -> Bool {
    guard count > 0 else { return true }
    guard count == 4 || count == 5, text[0] | 0x20 == UInt8(ascii: "h"), text[1] | 0x20 == UInt8(ascii: "t"),
      text[2] | 0x20 == UInt8(ascii: "t"), text[3] | 0x20 == UInt8(ascii: "p")
    else { return false }
    return count == 4 || text[4] | 0x20 == UInt8(ascii: "s")
  }

  private static func isScheme(_ text: Span<UInt8>, _ count: Int) -> Bool {
    for index in 0..<count {
      let byte = text[index]
      let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
      guard isLetter || (byte >= 0x2B && byte <= 0x39 && byte != 0x2C && byte != 0x2F) else { return false }
    }
    return true
  }
}

/// The bytes that end the parts of a URL (RFC 3986, section 3).
enum URLBytes {
  private static let slash: UInt64 = 1 << 0x2F
  private static let queryOrFragment: UInt64 = 1 << 0x3F | 1 << 0x23

  /// Finds what ends a path.
  static let pathEnds = ByteSearch(UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "#"), UInt8(ascii: "#"))
  /// Finds what ends an authority or a segment.
  static let authorityEnds = ByteSearch(UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "#"))
  /// Finds what ends a segment, or is escaped in it.
  static let segmentMarks = ByteSearch(UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"))

  /// Whether a byte ends a path: `?` or `#`.
  @inline(__always)
  static func endsPath(_ byte: UInt8) -> Bool { has(queryOrFragment, byte) }

  /// Whether a byte ends an authority or a segment: `/`, `?` or `#`.
  @inline(__always)
  static func endsAuthority(_ byte: UInt8) -> Bool { has(slash | queryOrFragment, byte) }

  @inline(__always)
  private static func has(_ set: UInt64, _ byte: UInt8) -> Bool { byte < 64 && set &>> UInt64(byte) & 1 != 0 }
}

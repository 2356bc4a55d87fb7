/// Letter case and white space in ASCII, which are all that names in HTTP and in URLs have of either.
extension UInt8 {
  /// The byte in lower case if it is a letter.
  @inline(__always)
  package var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

  /// The byte in upper case if it is a letter.
  @inline(__always)
  package var asciiUppercased: UInt8 { self >= 0x61 && self <= 0x7A ? self & 0xDF : self }

  /// Whether the byte is a space, a tab, or another of the five bytes that end or part lines.
  @inline(__always)
  package var isASCIISpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}

extension String {
  /// The text with its ASCII letters in lower case, all others as they are.
  package var asciiLowercased: String { String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self) }

  /// The text with its ASCII letters in upper case, all others as they are.
  package var asciiUppercased: String { String(decoding: utf8.map(\.asciiUppercased), as: UTF8.self) }
}

/// The fragment of a URI (RFC 3986, section 3.5).
package enum URIFragment {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// A text as a fragment: what may not stand in one is percent-encoded.
  package static func encoding(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      default:
        if "-._~!$&'()*+,;=:@/?".utf8.contains(byte) {
          bytes.append(byte)
        } else {
          bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

import Muster
import MusterContracts

/// JSON Pointers as the fragments of URIs (RFC 6901, section 6).
enum URIFragment {
  /// A pointer, percent-encoded where a fragment may not have what it has.
  static func encode(_ pointer: JSONPointer) -> String { encode(pointer.description) }

  /// A text, percent-encoded where neither a path nor a fragment may have what it has (RFC 3986, section 3.3).
  static func encode(_ string: String) -> String {
    var text = ""
    for byte in string.utf8 {
      let isLetter = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
      if isLetter || "/~-._!$&'()*+,;=:@".utf8.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}

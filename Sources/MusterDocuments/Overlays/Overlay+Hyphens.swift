import Muster

extension Overlay {
  /// A path whose names after a dot have hyphens, with the text that RFC 9535 has for it; `nil` if it is none.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func hyphenated(_ text: String) -> (path: JSONPath, form: String)? {
    let bytes = Array(text.utf8)
    var form: [UInt8] = []
    var quote: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if let open = quote {
        form.append(byte)
        if byte == UInt8(ascii: "\\"), index < bytes.count {
          form.append(bytes[index])
          index += 1
        } else if byte == open {
          quote = nil
        }
        continue
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { quote = byte }
      guard byte == UInt8(ascii: ".") else {
        form.append(byte)
        continue
      }
      let name = bytes[index...].prefix(while: isNameByte)
      index += name.count
      let isHyphenated = name.contains(UInt8(ascii: "-"))
      // After two dots, the brackets stand where the name did.
      if !isHyphenated || form.last == byte { form.append(byte) }
      form += isHyphenated ? Array("['".utf8) + name + Array("']".utf8) : Array(name)
    }
    let rewritten = String(decoding: form, as: UTF8.self)
    guard rewritten != text, let path = try? JSONPath(rewritten) else { return nil }
    return (path, rewritten)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte >= 0x80
  }
}

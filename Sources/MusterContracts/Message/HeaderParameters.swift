/// The parameters behind the first `;` of a header's value (RFC 9110, section 5.6.6).
package struct HeaderParameters {
  private var values: [String: String] = [:]

  /// The parameters of a header.
  package init(_ header: String) {
    let bytes = Array(header.utf8)
    var index = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
    while index < bytes.count {
      index += 1
      var name: [UInt8] = []
      while index < bytes.count, bytes[index] != UInt8(ascii: "="), bytes[index] != UInt8(ascii: ";") {
        if bytes[index] != 0x20, bytes[index] != 0x09 { name.append(bytes[index]) }
        index += 1
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      var value: [UInt8] = []
      if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          // Browsers escape quotation marks in names by percent signs, others by backslashes.
          if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
          value.append(bytes[index])
          index += 1
        }
        while index < bytes.count, bytes[index] != UInt8(ascii: ";") { index += 1 }
      } else {
        while index < bytes.count, bytes[index] != UInt8(ascii: ";") {
          if bytes[index] != 0x20, bytes[index] != 0x09 { value.append(bytes[index]) }
          index += 1
        }
      }
      let key = String(decoding: name.map(\.asciiLowercased), as: UTF8.self)
      if values[key] == nil { values[key] = String(decoding: value, as: UTF8.self) }
    }
  }

  /// The value of a parameter; names are compared without case.
  package subscript(name: String) -> String? { values[name] }

  /// How many there are.
  var count: Int { values.count }

  /// Whether all of some other parameters are among these, with the same values.
  ///
  /// A charset is compared without case (RFC 9110, section 8.3.2).
  func include(_ others: HeaderParameters) -> Bool {
    others.values.allSatisfy { name, value in
      guard let mine = values[name] else { return false }
      if name == "charset" { return mine.asciiUppercased == value.asciiUppercased }
      return mine.utf8.elementsEqual(value.utf8)
    }
  }
}

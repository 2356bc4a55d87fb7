/// Searching and replacing by bytes, so that no canonical equivalence hides an occurrence.
enum Text {
  /// Whether a text occurs in another.
  static func contains(_ text: String, _ part: String) -> Bool {
    offset(of: Array(part.utf8), in: Array(text.utf8), from: 0) != nil
  }

  /// What precedes the first occurrence of a part; `nil` where there is none.
  static func before(_ part: String, in text: String) -> String? {
    let bytes = Array(text.utf8)
    return offset(of: Array(part.utf8), in: bytes, from: 0).map { String(decoding: bytes[..<$0], as: UTF8.self) }
  }

  /// What follows the first occurrence of a part; `nil` where there is none.
  static func after(_ part: String, in text: String) -> String? {
    let bytes = Array(text.utf8)
    return offset(of: Array(part.utf8), in: bytes, from: 0).map {
      String(decoding: bytes[($0 + part.utf8.count)...], as: UTF8.self)
    }
  }

  /// A text with each occurrence of a part replaced.
  static func replacing(_ part: String, in text: String, with other: String) -> String {
    let part = Array(part.utf8)
    let bytes = Array(text.utf8)
    guard !part.isEmpty, var found = offset(of: part, in: bytes, from: 0) else { return text }
    var result: [UInt8] = []
    var start = 0
    while true {
      result += bytes[start..<found]
      result += Array(other.utf8)
      start = found + part.count
      guard let next = offset(of: part, in: bytes, from: start) else { break }
      found = next
    }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }

  private static func offset(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard part.count <= bytes.count - start else { return nil }
    var index = start
    while index + part.count <= bytes.count {
      if bytes[index...].starts(with: part) { return index }
      index += 1
    }
    return nil
  }
}

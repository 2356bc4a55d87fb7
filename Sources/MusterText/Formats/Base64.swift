/// What `byte` and `base64url` share: RFC 4648 section 3.
enum Base64 {
  /// Whether a text is base 64.
  ///
  /// - Parameters:
  ///   - symbols: the two bytes after letters and digits.
  ///   - padding: whether padding must (true), may (nil) or must not (false) fill the last four.
  static func accepts(_ text: Span<UInt8>, symbols: (UInt8, UInt8), padding: Bool?) -> Bool {
    var end = text.count
    while end > 0, text.count - end < 2, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
    let padded = end < text.count
    if padded || padding == true {
      guard padding != false, text.count % 4 == 0 else { return false }
    }
    guard end % 4 != 1 else { return false }
    for index in 0..<end {
      guard text[index].isLetterOrDigit || text[index] == symbols.0 || text[index] == symbols.1 else { return false }
    }
    return true
  }
}

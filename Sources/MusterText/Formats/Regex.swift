/// A regular expression: ECMA-262 section 22.2.1 with the flag `u`.
///
/// Relaxed is the same as strict.
///
/// An expression too large or too deep to compile is taken for one: only its syntax is asked about.
enum RegexFormat {
  static func accepts(_ text: Span<UInt8>) -> Bool {
    var parser = PatternParser(String(copying: text), limits: PatternLimits(sourceBytes: .max))
    do {
      _ = try parser.parse()
      return true
    } catch {
      return error.code == .tooDeep
    }
  }
}

extension String {
  /// Makes a string from UTF-8, with U+FFFD for what is none.
  init(copying text: Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices {
      bytes.append(text[index])
    }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

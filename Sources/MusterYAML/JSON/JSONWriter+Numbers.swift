import Muster

extension CoreValue {
  /// Whether a value is what a tag of the core schema asks for.
  static func matches(_ value: CoreValue, _ tag: KnownTag?) -> Bool {
    switch (tag, value) {
    case (.integer, .integer), (.integer, .octal), (.integer, .hexadecimal): true
    case (.float, .integer), (.float, .float), (.float, .notFinite): true
    case (.boolean, .boolean), (.null, .null): true
    default: false
    }
  }
}

extension JSONWriter {
  /// Whether a decimal number of the core schema is one of JSON's too (RFC 8259, section 6).
  @inline(__always) func isJSONNumber(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    let start = text[range.lowerBound] == .minus ? range.lowerBound + 1 : range.lowerBound
    guard start < range.upperBound, text[start].isDigit else { return false }
    if text[start] == .zeroDigit, start + 1 < range.upperBound, text[start + 1].isDigit { return false }
    var index = start
    while index < range.upperBound {
      if text[index] == .dot { return index + 1 < range.upperBound && text[index + 1].isDigit }
      index += 1
    }
    return true
  }

  /// Whether an integer begins with a zero and has octal digits only: YAML 1.1 reads it as octal.
  func isOctalInYAML11(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.first == .minus || text.first == .plusSign ? text.dropFirst() : text
    return digits.count > 1 && digits.first == .zeroDigit && digits.allSatisfy { $0 &- .zeroDigit < 8 }
  }

  /// Writes a decimal number as written, except for what JSON does not allow.
  ///
  /// That is `+`, leading zeros, and a point without digits on both sides.
  mutating func writeDecimal(_ text: ArraySlice<UInt8>) {
    var rest = text
    if rest.first == .minus { output.text.append(.minus) }
    if rest.first == .minus || rest.first == .plusSign { rest = rest.dropFirst() }
    let whole = rest.prefix { $0.isDigit }
    rest = rest.dropFirst(whole.count)
    let digits = whole.drop { $0 == .zeroDigit }
    if digits.isEmpty { output.text.append(.zeroDigit) } else { output.text.append(contentsOf: digits) }
    if rest.first == .dot {
      rest = rest.dropFirst()
      let fraction = rest.prefix { $0.isDigit }
      rest = rest.dropFirst(fraction.count)
      if !fraction.isEmpty {
        output.text.append(.dot)
        output.text.append(contentsOf: fraction)
      }
    }
    output.text.append(contentsOf: rest)
  }

  /// Writes an octal or hexadecimal number in decimal digits.
  ///
  /// - Complexity: O(*n*²) in the number of digits, of which at most 1,024 are taken.
  mutating func writeRadix(_ text: ArraySlice<UInt8>, bitsPerDigit: UInt64, at offset: Int) throws(Failure) {
    var digits = text.drop { $0 == .zeroDigit }
    guard digits.count <= 1024 else { throw Failure(.numberTooLong, at: offset) }
    // Groups of nine decimal digits, lowest first.
    var groups: [UInt32] = [0]
    while !digits.isEmpty {
      // Seven digits at a time: times at most 2²⁸, a group stays below 2⁵⁸.
      let some = digits.prefix(7)
      var carry = some.reduce(0) { $0 << bitsPerDigit | UInt64($1.hexadecimalValue ?? 0) }
      for index in groups.indices {
        let value = UInt64(groups[index]) << (bitsPerDigit * UInt64(some.count)) + carry
        groups[index] = UInt32(truncatingIfNeeded: value % 1_000_000_000)
        carry = value / 1_000_000_000
      }
      if carry > 0 { groups.append(UInt32(truncatingIfNeeded: carry)) }
      digits = digits.dropFirst(7)
    }
    var isFirst = true
    for group in groups.reversed() {
      let text = String(group)
      if !isFirst { output.text.append(contentsOf: repeatElement(.zeroDigit, count: max(0, 9 - text.utf8.count))) }
      output.text.append(contentsOf: text.utf8)
      isFirst = false
    }
  }
}

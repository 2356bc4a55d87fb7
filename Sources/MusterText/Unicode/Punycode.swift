/// Punycode: RFC 3492, for one label without its prefix.
enum Punycode {
  private static let base = 36
  private static let least = 1
  private static let most = 26
  private static let initialBias = 72
  private static let initialCodePoint = 128

  /// The code points a label stands for, with ASCII in lower case; nil if it is no Punycode.
  ///
  /// - Complexity: O(*n*²) for *n* bytes, of which a label has at most 63.
  static func decode(_ text: Span<UInt8>) -> [UInt32]? {
    var result: [UInt32] = []
    var index = 0
    if let hyphen = text.lastIndex(of: UInt8(ascii: "-")) {
      for place in 0..<hyphen {
        guard text[place] < 0x80 else { return nil }
        result.append(UInt32(lowercased(text[place])))
      }
      // A delimiter with nothing before it is never written.
      guard hyphen > 0 else { return nil }
      index = hyphen + 1
    }
    var codePoint = initialCodePoint
    var position = 0
    var bias = initialBias
    while index < text.count {
      let before = position
      var weight = 1
      var step = base
      while true {
        guard let digit = digit(text.byte(index)) else { return nil }
        index += 1
        position += digit * weight
        guard position <= 0x7FFF_FFFF else { return nil }
        let threshold = Swift.min(Swift.max(step - bias, least), most)
        if digit < threshold { break }
        weight *= base - threshold
        guard weight <= 0x7FFF_FFFF else { return nil }
        step += base
      }
      let count = result.count + 1
      bias = adapt(position - before, count: count, first: before == 0)
      codePoint += position / count
      position %= count
      guard codePoint <= 0x10FFFF, !(0xD800...0xDFFF).contains(codePoint) else { return nil }
      result.insert(UInt32(codePoint), at: position)
      position += 1
    }
    return result
  }

  /// The Punycode of some code points, in lower case; nil if it exceeds a length.
  ///
  /// - Complexity: O(*n*²) for *n* code points.
  static func encode(_ text: [UInt32], limit: Int) -> [UInt8]? {
    guard text.count <= limit else { return nil }
    var result: [UInt8] = []
    for codePoint in text where codePoint < 0x80 {
      result.append(UInt8(truncatingIfNeeded: codePoint))
    }
    let basic = result.count
    var handled = basic
    if basic > 0 { result.append(UInt8(ascii: "-")) }
    var codePoint = UInt32(initialCodePoint)
    var delta = 0
    var bias = initialBias
    while handled < text.count {
      var next = UInt32.max
      for candidate in text where candidate >= codePoint && candidate < next { next = candidate }
      delta += Int(next - codePoint) * (handled + 1)
      codePoint = next
      for other in text {
        if other < codePoint { delta += 1 }
        guard other == codePoint else { continue }
        append(delta, bias: bias, to: &result)
        guard result.count <= limit else { return nil }
        bias = adapt(delta, count: handled + 1, first: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      codePoint += 1
    }
    return result.count <= limit ? result : nil
  }

  private static func append(_ delta: Int, bias: Int, to result: inout [UInt8]) {
    var rest = delta
    var step = base
    while true {
      let threshold = Swift.min(Swift.max(step - bias, least), most)
      if rest < threshold { break }
      result.append(symbol(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      step += base
    }
    result.append(symbol(rest))
  }

  /// Section 6.1.
  private static func adapt(_ delta: Int, count: Int, first: Bool) -> Int {
    var delta = first ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > (base - least) * most / 2 {
      delta /= base - least
      steps += base
    }
    return steps + (base - least + 1) * delta / (delta + 38)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    if byte.isDigit { return Int(byte &- 0x30) + 26 }
    return byte.isLetter ? Int(lowercased(byte) &- 0x61) : nil
  }

  private static func symbol(_ digit: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
  }

  static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

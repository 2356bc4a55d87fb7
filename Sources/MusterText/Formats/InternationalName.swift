/// Host names in any script: RFC 5891 section 4 and 5, with RFC 5892 and RFC 5893.
enum InternationalName {
  /// What separates the labels of a name.
  enum Separators {
    case fullStopOnly
    /// Also U+3002, U+FF0E and U+FF61: RFC 3490 section 3.1.
    case everyFullStop
  }

  /// The normalization form that a label beyond ASCII must be in.
  enum Form {
    /// NFC, as RFC 5891 section 4.2.1 requires of a U-label.
    case composed
    /// Any form: the label is judged by its NFC.
    case any
  }

  private static let longestUnicodeLabel = 59

  /// Whether a text is a name of valid labels.
  ///
  /// - Complexity: O(*n*) for *n* bytes, as labels and names have a greatest length.
  static func accepts(_ text: Span<UInt8>, separators: Separators, form: Form = .composed) -> Bool {
    // No name that fits in 253 bytes of ASCII takes more than four times as many in UTF-8.
    guard !text.isEmpty, text.count <= 4 * HostnameFormat.longestName else { return false }
    var labels: [[UInt32]] = []
    var asciiLength = 0
    var start = 0
    var index = 0
    while index <= text.count {
      let decoded = index < text.count ? text.codePoint(at: index) : DecodedCodePoint(value: 0x2E, length: 1)
      if isSeparator(decoded.value, separators) {
        let span = text.extracting(start..<index)
        guard let label = label(span, form, asciiLength: &asciiLength) else { return false }
        labels.append(label)
        asciiLength += 1
        start = index + decoded.length
      }
      index += decoded.length
    }
    guard asciiLength - 1 <= HostnameFormat.longestName else { return false }
    let bidirectional = labels.contains { label in
      label.contains { [.right, .arabicLetter, .arabicNumber].contains(NameCharacter($0).direction) }
    }
    return !bidirectional || labels.allSatisfy(satisfiesBidirectionalRule)
  }

  private static func isSeparator(_ codePoint: UInt32, _ separators: Separators) -> Bool {
    switch codePoint {
    case 0x2E: true
    case 0x3002, 0xFF0E, 0xFF61: separators == .everyFullStop
    default: false
    }
  }

  /// Checks one label; gives its code points, and adds its length in ASCII.
  private static func label(_ text: Span<UInt8>, _ form: Form, asciiLength: inout Int) -> [UInt32]? {
    guard !text.isEmpty else { return nil }
    if text.isASCII {
      guard text.count <= HostnameFormat.longestLabel, isLetterDigitHyphen(text) else { return nil }
      asciiLength += text.count
      if HostnameFormat.hasEncodedPrefix(text, at: 0) {
        return decodedLabel(text.extracting(4..<text.count))
      }
      guard text.byte(2) != UInt8(ascii: "-") || text.byte(3) != UInt8(ascii: "-") else { return nil }
      return text.indices.map { UInt32(Punycode.lowercased(text[$0])) }
    }
    var label: [UInt32] = []
    var index = 0
    while index < text.count {
      let decoded = text.codePoint(at: index)
      label.append(decoded.value)
      index += decoded.length
    }
    if form == .any { label = Normalization.composed(label) }
    guard let encoded = Punycode.encode(label, limit: longestUnicodeLabel), isUnicodeLabel(label) else { return nil }
    asciiLength += encoded.count + 4
    return label
  }

  private static func isLetterDigitHyphen(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where !text[index].isLetterOrDigit && text[index] != UInt8(ascii: "-") {
      return false
    }
    return text[0] != UInt8(ascii: "-") && text[text.count - 1] != UInt8(ascii: "-")
  }

  /// Checks an A-label after its prefix: it must be the one way to write a U-label. (RFC 5891 section 5.4)
  private static func decodedLabel(_ text: Span<UInt8>) -> [UInt32]? {
    guard let label = Punycode.decode(text), label.contains(where: { $0 >= 0x80 }), isUnicodeLabel(label),
      let encoded = Punycode.encode(label, limit: longestUnicodeLabel), encoded.count == text.count
    else { return nil }
    for index in text.indices where Punycode.lowercased(text[index]) != encoded[index] {
      return nil
    }
    return label
  }

  /// RFC 5891 section 4.2, but for direction.
  private static func isUnicodeLabel(_ label: [UInt32]) -> Bool {
    guard let first = label.first, first != 0x2D, label.last != 0x2D, !NameCharacter(first).isMark,
      label.count < 4 || label[2] != 0x2D || label[3] != 0x2D
    else { return false }
    for (index, codePoint) in label.enumerated() {
      switch NameCharacter(codePoint).derived {
      case .valid: break
      case .disallowed: return false
      case .joiner, .contextual:
        guard satisfiesContextualRule(label, at: index) else { return false }
      }
    }
    return Normalization.isComposed(label)
  }

  // MARK: Contextual rules (RFC 5892 appendix A)

  private static func satisfiesContextualRule(_ label: [UInt32], at index: Int) -> Bool {
    let before = index > 0 ? label[index - 1] : nil
    let after = index + 1 < label.count ? label[index + 1] : nil
    switch label[index] {
    case 0x200C:
      return before.map { NameCharacter($0).isVirama } == true || joinsAcross(label, at: index)
    case 0x200D:
      return before.map { NameCharacter($0).isVirama } == true
    case 0xB7:
      return before == 0x6C && after == 0x6C
    case 0x375:
      return after.map { NameCharacter($0).script } == .greek
    case 0x5F3, 0x5F4:
      return before.map { NameCharacter($0).script } == .hebrew
    case 0x30FB:
      return label.contains { NameCharacter($0).script == .kanaOrHan }
    case 0x660...0x669:
      return !label.contains { (0x6F0...0x6F9).contains($0) }
    case 0x6F0...0x6F9:
      return !label.contains { (0x660...0x669).contains($0) }
    default:
      return false
    }
  }

  /// Whether a non-joiner stands between letters that would join: appendix A.1, the regular expression.
  private static func joinsAcross(_ label: [UInt32], at index: Int) -> Bool {
    var left = index - 1
    while left >= 0, NameCharacter(label[left]).joining == .transparent { left -= 1 }
    var right = index + 1
    while right < label.count, NameCharacter(label[right]).joining == .transparent { right += 1 }
    guard left >= 0, right < label.count else { return false }
    let before = NameCharacter(label[left]).joining
    let after = NameCharacter(label[right]).joining
    return (before == .left || before == .dual) && (after == .right || after == .dual)
  }

  // MARK: Direction (RFC 5893 section 2)

  private static func satisfiesBidirectionalRule(_ label: [UInt32]) -> Bool {
    let directions = label.map { NameCharacter($0).direction }
    guard let first = directions.first, let last = directions.last(where: { $0 != .nonspacingMark }) else {
      return false
    }
    switch first {
    case .right, .arabicLetter:
      let allowed: [NameCharacter.Direction] = [
        .right, .arabicLetter, .arabicNumber, .europeanNumber, .europeanSeparator, .commonSeparator,
        .europeanTerminator, .otherNeutral, .boundaryNeutral, .nonspacingMark,
      ]
      return directions.allSatisfy(allowed.contains)
        && [.right, .arabicLetter, .europeanNumber, .arabicNumber].contains(last)
        && !(directions.contains(.europeanNumber) && directions.contains(.arabicNumber))
    case .left:
      let allowed: [NameCharacter.Direction] = [
        .left, .europeanNumber, .europeanSeparator, .commonSeparator, .europeanTerminator, .otherNeutral,
        .boundaryNeutral, .nonspacingMark,
      ]
      return directions.allSatisfy(allowed.contains) && [.left, .europeanNumber].contains(last)
    default:
      return false
    }
  }
}

import Muster

extension Parser {
  /// Reads an anchor or a tag at the position into the properties of the line (YAML 1.2.2, section 6.9).
  mutating func parseProperty(inFlow: Bool) throws(Failure) {
    let start = position
    if bytes[start] == .ampersand {
      let name = try parseName(from: start)
      guard innerProperties.anchor.isEmpty else { throw Failure(.repeatedProperty, at: start) }
      if innerProperties.isEmpty { innerProperties.start = start }
      innerProperties.anchor = name
    } else {
      guard innerProperties.tag == .absent else { throw Failure(.repeatedProperty, at: start) }
      let name = try parseTag()
      if innerProperties.isEmpty { innerProperties.start = start }
      innerProperties.tag = sink.tag(name, at: start)
    }
    let next = byte(at: position)
    guard next.isBlank || (inFlow && next.isFlowIndicator) else { throw Failure(.unexpectedContent, at: position) }
  }

  /// Reads the name of an anchor or an alias, whose indicator is at `start`.
  mutating func parseName(from start: Int) throws(Failure) -> Range<Int> {
    var index = start + 1
    while !byte(at: index).isBlank, !bytes[index].isFlowIndicator { index += 1 }
    guard index > start + 1 else { throw Failure(.missingName, at: start) }
    if isLenient, bytes[start] == .asterisk, bytes[index - 1] == .colon, index > start + 2,
      !sink.knows((start + 1)..<index), sink.knows((start + 1)..<(index - 1))
    {
      // A colon may be part of a name, but of none that is defined here.
      try tolerate(Failure(.undefinedAlias, at: start))
      index -= 1
    }
    position = index
    return (start + 1)..<index
  }

  /// Reads a tag and resolves its handle.
  private mutating func parseTag() throws(Failure) -> [UInt8] {
    let start = position
    if byte(at: start + 1) == .lessThan {
      position = start + 2
      let name = try tagText(from: position, isVerbatim: true)
      guard byte(at: position) == .greaterThan, !name.isEmpty else { throw Failure(.invalidTag, at: start) }
      guard name != [.exclamationMark] else { throw Failure(.invalidTag, at: start) }
      position += 1
      return name
    }
    var index = start + 1
    while isWordCharacter(byte(at: index)) { index += 1 }
    if byte(at: index) == .exclamationMark {
      let handle = start..<(index + 1)
      let prefix = try prefix(of: handle)
      position = handle.upperBound
      let suffix = try tagText(from: position, isVerbatim: false)
      guard !suffix.isEmpty else { throw Failure(.invalidTag, at: start) }
      return prefix + suffix
    }
    position = start + 1
    let suffix = try tagText(from: position, isVerbatim: false)
    guard !suffix.isEmpty else { return [.exclamationMark] }
    return try prefix(of: start..<(start + 1)) + suffix
  }

  private func prefix(of handle: Range<Int>) throws(Failure) -> [UInt8] {
    if !tagHandles.isEmpty, let prefix = tagHandles[Array(bytes[handle])] { return prefix }
    switch handle.count {
    case 1: return [.exclamationMark]
    case 2: return Array("tag:yaml.org,2002:".utf8)
    default: throw Failure(.undeclaredTagHandle, at: handle.lowerBound)
    }
  }

  /// Reads the characters of a tag, with percent escapes undone.
  ///
  /// A tag may have 1,024 characters, so that a long prefix that is used often does not add up.
  mutating func tagText(from start: Int, isVerbatim: Bool) throws(Failure) -> [UInt8] {
    var text: [UInt8] = []
    var index = start
    while isTagCharacter(byte(at: index), isVerbatim: isVerbatim) {
      guard text.count < 1024 else { throw Failure(.invalidTag, at: start) }
      if bytes[index] == .percentSign {
        guard let high = byte(at: index + 1).hexadecimalValue, let low = byte(at: index + 2).hexadecimalValue else {
          throw Failure(.invalidTag, at: index)
        }
        text.append(high << 4 | low)
        index += 3
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    position = index
    return text
  }

  func isWordCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, .minus: true
    default: false
    }
  }

  /// The characters of a URI; outside of `!<…>` without `!` and the flow indicators (YAML 1.2.2, section 5.6).
  private func isTagCharacter(_ byte: UInt8, isVerbatim: Bool) -> Bool {
    if isWordCharacter(byte) { return true }
    switch byte {
    case .exclamationMark, .comma, .leftBracket, .rightBracket: return isVerbatim
    case .percentSign, .numberSign, .colon, .questionMark, .commercialAt, .ampersand, .plusSign, .dot, .asterisk,
      .apostrophe, UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "$"), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "("), UInt8(ascii: ")"):
      return true
    default: return false
    }
  }
}

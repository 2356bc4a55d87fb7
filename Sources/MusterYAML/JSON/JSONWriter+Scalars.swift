extension JSONWriter {
  mutating func tag(_ name: [UInt8], at offset: Int) -> Tag {
    let tag = KnownTag(name)
    if tag == .unknown { warn(.unknownTag, at: offset) }
    return Tag(rawValue: tag.rawValue)
  }

  @inline(__always)
  mutating func scalar(_ scalar: Scalar, in text: [UInt8], _ properties: Properties, role: Role) throws(Failure) {
    guard properties.isEmpty else { return try taggedScalar(scalar, in: text, properties, role: role) }
    if role == .key { return try key(scalar, in: text, tag: nil) }
    separate(role)
    place(at: scalar.start)
    if scalar.isEscaped {
      writeEscaped(text, scalar.content)
    } else if scalar.style == .plain {
      try writePlain(scalar, in: text)
    } else {
      writeString(text, scalar.content)
    }
  }

  /// Writes a string that is written in YAML as JSON writes it.
  @inline(__always) private mutating func writeEscaped(_ text: [UInt8], _ range: Range<Int>) {
    output.text.append(.quotationMark)
    writeBytes(text, range)
    output.text.append(.quotationMark)
  }

  /// Appends a few bytes one by one, which costs less than a slice, and many as a slice.
  @inline(__always) mutating func writeBytes(_ text: [UInt8], _ range: Range<Int>) {
    if range.count <= 24 {
      let span = text.span
      output.text.append(addingCapacity: range.count) { bytes in
        var index = range.lowerBound
        while index < range.upperBound {
          bytes.append(span[index])
          index &+= 1
        }
      }
    } else {
      output.text.append(contentsOf: text[range])
    }
  }

  private mutating func taggedScalar(_ scalar: Scalar, in text: [UInt8], _ properties: Properties, role: Role)
    throws(Failure)
  {
    let tag = properties.tag == .absent ? nil : KnownTag(rawValue: properties.tag.rawValue)
    separate(role)
    if role == .key, output.text.last != .leftBrace { output.text.append(.comma) }
    var anchor: Int?
    if !properties.anchor.isEmpty {
      anchor = anchors.count
      openAnchor(properties.anchor)
    }
    if role == .key {
      try key(scalar, in: text, tag: tag)
      // The colon is not part of the node.
      closeAnchor(anchor, before: 1)
      return
    }
    place(at: scalar.start)
    try writeValue(scalar, in: text, tag: tag)
    closeAnchor(anchor)
  }

  /// Writes a scalar as its tag says.
  private mutating func writeValue(_ scalar: Scalar, in text: [UInt8], tag: KnownTag?) throws(Failure) {
    switch tag {
    case nil, .unknown, .merge:
      if scalar.style == .plain { try writePlain(scalar, in: text) } else { writeString(text, scalar.content) }
    case .nonSpecific, .string, .binary:
      writeString(text, scalar.content)
    case .integer, .float, .boolean, .null:
      let value = CoreValue(text, scalar.content)
      guard CoreValue.matches(value, tag) else { throw Failure(.tagMismatch, at: scalar.start) }
      try writePlain(scalar, in: text)
    case .sequence, .mapping, .set, .orderedMapping:
      throw Failure(.tagMismatch, at: scalar.start)
    }
  }

  /// Writes a plain scalar as the value that the core schema makes of it.
  @inline(__always) private mutating func writePlain(_ scalar: Scalar, in text: [UInt8]) throws(Failure) {
    if CoreValue.isString(text, scalar.content) { return writeString(text, scalar.content) }
    switch CoreValue(text, scalar.content) {
    case .string: writeString(text, scalar.content)
    case .null: output.text.append(contentsOf: "null".utf8)
    case .boolean(let value): output.text.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer, .float:
      if isJSONNumber(text, scalar.content) {
        writeBytes(text, scalar.content)
      } else {
        if isOctalInYAML11(text[scalar.content]) { warn(.leadingZero, at: scalar.start) }
        writeDecimal(text[scalar.content])
      }
    case .octal: try writeRadix(text[scalar.content].dropFirst(2), bitsPerDigit: 3, at: scalar.start)
    case .hexadecimal: try writeRadix(text[scalar.content].dropFirst(2), bitsPerDigit: 4, at: scalar.start)
    case .notFinite:
      warn(.notFinite, at: scalar.start)
      writeString(text, scalar.content)
    }
  }

  /// Writes a key: a string, whatever it looks like.
  @inline(__always) private mutating func key(_ scalar: Scalar, in text: [UInt8], tag: KnownTag?) throws(Failure) {
    if output.text.last != .leftBrace, output.text.last != .comma { output.text.append(.comma) }
    place(at: scalar.start)
    let start = output.text.count
    if scalar.isEscaped {
      writeEscaped(text, scalar.content)
    } else if scalar.style != .plain || (tag == nil && CoreValue.isString(text, scalar.content)) {
      writeString(text, scalar.content)
    } else {
      try writeValue(scalar, in: text, tag: tag)
      quoteKey(from: start)
    }
    let isMerge =
      (tag == nil || tag == .merge) && scalar.style == .plain && output.text.count - start == 4
      && text[scalar.content.lowerBound] == .lessThan && text[scalar.content.upperBound - 1] == .lessThan
    finishKey(from: start, at: scalar.start, isMerge: isMerge)
  }

  /// Makes a string of a key that was written as another value: `200` is `"200"`, and `null` is `"null"`.
  mutating func quoteKey(from start: Int) {
    guard start < output.text.count, output.text[start] != .quotationMark else { return }
    output.text.insert(.quotationMark, at: start)
    output.text.append(.quotationMark)
  }

  /// Records a key that was written from `start`, and writes its colon.
  @inline(__always) mutating func finishKey(from start: Int, at offset: Int, isMerge: Bool) {
    keys.append(
      KeyRecord(
        hash: hash(from: start), start: start, end: output.text.count, offset: offset,
        place: output.places.count - 1, isMerge: isMerge))
    if isMerge, !collections.isEmpty { collections[collections.count - 1].hasMerge = true }
    output.text.append(.colon)
  }

  /// Writes a JSON string (RFC 8259, section 7).
  @inline(__always) mutating func writeString(_ text: [UInt8], _ range: Range<Int>) {
    output.text.append(.quotationMark)
    let end = range.upperBound
    var start = range.lowerBound
    while start < end {
      let index = ByteSearch.indexOfEscaped(in: text.span, from: start, to: end)
      writeBytes(text, start..<index)
      if index < end { writeEscape(text[index]) }
      start = index + 1
    }
    output.text.append(.quotationMark)
  }

  private mutating func writeEscape(_ byte: UInt8) {
    output.text.append(.backslash)
    switch byte {
    case .quotationMark, .backslash: output.text.append(byte)
    case .lineFeed: output.text.append(UInt8(ascii: "n"))
    case .tabulation: output.text.append(UInt8(ascii: "t"))
    case .carriageReturn: output.text.append(UInt8(ascii: "r"))
    case 0x08: output.text.append(UInt8(ascii: "b"))
    case 0x0C: output.text.append(UInt8(ascii: "f"))
    default:
      output.text.append(contentsOf: "u00".utf8)
      output.text.append(.zeroDigit + (byte >> 4))
      let low = byte & 15
      output.text.append(low < 10 ? .zeroDigit + low : UInt8(ascii: "a") + low - 10)
    }
  }
}

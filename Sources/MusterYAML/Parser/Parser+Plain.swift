extension Parser {
  /// Sees to it that a plain scalar may begin at the position (YAML 1.2.2, section 7.3.3).
  @inline(__always) mutating func checkPlainStart(inFlow: Bool) throws(Failure) {
    switch bytes[position] {
    case .comma, .leftBracket, .rightBracket, .leftBrace, .rightBrace, .numberSign, .ampersand, .asterisk,
      .exclamationMark, .verticalLine, .greaterThan, .apostrophe, .quotationMark, .percentSign, .commercialAt,
      .graveAccent:
      throw Failure(bytes[position] == .numberSign ? .commentWithoutSpace : .reservedIndicator, at: position)
    case .minus, .questionMark, .colon:
      let next = byte(at: position + 1)
      if next.isBlank || (inFlow && next.isFlowIndicator) {
        let failure = Failure(.reservedIndicator, at: position)
        guard bytes[position] == .minus, next.isFlowIndicator else { throw failure }
        try tolerate(failure)
      }
    default:
      break
    }
  }

  /// The end of the plain text that begins at an index, on the same line, without the white space after it.
  @inline(__always) func plainLineEnd(from start: Int, inFlow: Bool) -> Int {
    var index = start
    var textEnd = start
    while index < end {
      switch bytes[index] {
      case .space, .tabulation:
        index += 1
      case .lineFeed, .carriageReturn:
        return textEnd
      case .colon:
        let next = byte(at: index + 1)
        if next.isBlank || (inFlow && next.isFlowIndicator) { return textEnd }
        index += 1
        textEnd = index
      case .numberSign:
        if textEnd != index { return textEnd }
        index += 1
        textEnd = index
      case .comma, .leftBracket, .rightBracket, .leftBrace, .rightBrace:
        if inFlow { return textEnd }
        index += 1
        textEnd = index
      default:
        index += 1
        textEnd = index
      }
    }
    return textEnd
  }

  /// Reads the further lines of a plain scalar whose first line is given (YAML 1.2.2, section 7.3.3).
  @inline(__always) mutating func scanPlain(
    _ first: Scalar, minimumIndent: Int, inFlow: Bool
  ) throws(Failure) -> Scalar {
    guard byte(at: skipWhite(from: position)).isBreak else { return first }
    return try scanPlainLines(first, minimumIndent: minimumIndent, inFlow: inFlow)
  }

  private mutating func scanPlainLines(
    _ first: Scalar, minimumIndent: Int, inFlow: Bool
  ) throws(Failure) -> Scalar {
    var scalar = first
    while true {
      let before = lineStart
      let lines = skipLineBreaks(from: skipWhite(from: position))
      let index = lines.index
      let continues =
        lines.breaks > 0 && index < end && bytes[index] != .numberSign
        && (lines.indent >= minimumIndent || (inFlow && isLenient))
        && !(index == lineStart && (isDocumentMarker(at: index) || (!inFlow && isByteOrderMark(at: index))))
      let textEnd = continues ? plainLineEnd(from: index, inFlow: inFlow) : index
      guard textEnd > index else {
        lineStart = before
        return scalar
      }
      if lines.indent < minimumIndent, openSlip == nil { try tolerate(Failure(.flowIndentation, at: index)) }
      if !scalar.isDecoded {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: bytes[scalar.content])
        scalar.isDecoded = true
      }
      appendFold(breaks: lines.breaks)
      buffer.append(contentsOf: bytes[index..<textEnd])
      scalar.content = 0..<buffer.count
      position = textEnd
    }
  }

  /// Moves over a line break and blank lines to the text of the line that follows them.
  ///
  /// - Returns: How many line breaks there were, how many spaces the last line begins with, and where its text begins.
  mutating func skipLineBreaks(from start: Int) -> (breaks: Int, indent: Int, index: Int) {
    var index = start
    var breaks = 0
    var indent = 0
    while byte(at: index).isBreak {
      index = nextLine(from: index)
      breaks += 1
      while byte(at: index) == .space { index += 1 }
      indent = index - lineStart
      index = skipWhite(from: index)
    }
    return (breaks, indent, index)
  }

  /// Appends what line breaks mean inside a scalar: a space for one, and a line feed for each further one.
  ///
  /// YAML 1.2.2, section 6.5.
  @inline(__always) mutating func appendFold(breaks: Int) {
    if breaks == 1 {
      buffer.append(.space)
    } else {
      for _ in 1..<max(breaks, 1) { buffer.append(.lineFeed) }
    }
  }
}

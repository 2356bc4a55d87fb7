extension Parser {
  /// What becomes of the line breaks at the end of a block scalar (YAML 1.2.2, section 8.1.1.2).
  private enum Chomping {
    case strip
    case clip
    case keep
  }

  /// Reads a literal or folded scalar, whose indicator is at the position (YAML 1.2.2, section 8.1).
  mutating func scanBlockScalar() throws(Failure) -> Scalar {
    let start = position
    let isFolded = bytes[start] == .greaterThan
    var chomping = Chomping.clip
    var indent: Int?
    position += 1
    header: while !byte(at: position).isBlank {
      switch byte(at: position) {
      case .numberSign where isLenient: break header
      case .plusSign where chomping == .clip: chomping = .keep
      case .minus where chomping == .clip: chomping = .strip
      case 0x31...0x39 where indent == nil: indent = max(top.indent, 0) + Int(bytes[position] & 15)
      default: throw Failure(.invalidBlockScalarHeader, at: position)
      }
      position += 1
    }
    try expectLineEnd(orElse: .invalidBlockScalarHeader)
    if position < end { position = nextLine(from: position) }
    buffer.removeAll(keepingCapacity: true)
    let columns = if let indent { indent } else { try detectIndentation() }
    try scanBlockScalarLines(indent: columns, isFolded: isFolded, chomping: chomping)
    return Scalar(style: isFolded ? .folded : .literal, isDecoded: true, content: 0..<buffer.count, start: start)
  }

  /// The indentation of the first line that is not blank, if it belongs to the scalar (YAML 1.2.2, section 8.1.1.1).
  private mutating func detectIndentation() throws(Failure) -> Int {
    var line = position
    var widest = 0
    var widestLine = line
    while line < end {
      var index = line
      while byte(at: index) == .space { index += 1 }
      let indent = index - line
      if index < end, !bytes[index].isBreak {
        guard indent > top.indent, indent > 0 || !leavesScalar(at: index) else { break }
        if widest <= indent { return indent }
        let failure = Failure(.blankLineIndentation, at: widestLine)
        // A comment ends the scalar before it has any text.
        guard bytes[index] == .numberSign else { throw failure }
        try tolerate(failure)
        return widest
      }
      if indent > widest {
        widest = indent
        widestLine = line
      }
      if byte(at: index) == .carriageReturn, byte(at: index + 1) == .lineFeed { index += 1 }
      line = index + 1
    }
    return max(top.indent + 1, widest)
  }

  /// Whether a line that begins at an index cannot be text of a scalar, however little that is indented: a document
  /// marker, or a byte order mark, which is no text character (YAML 1.2.2, sections 5.4 and 9.1).
  private func leavesScalar(at index: Int) -> Bool {
    isDocumentMarker(at: index) || isByteOrderMark(at: index)
  }

  /// Reads the lines of a block scalar into the buffer, from the start of a line to the start of the first one after it.
  private mutating func scanBlockScalarLines(indent: Int, isFolded: Bool, chomping: Chomping) throws(Failure) {
    // Line breaks that were read and not yet written, and whether the line before them began with white space.
    var breaks = 0
    var wasSpaced = false
    var hasText = false
    while position < end {
      var index = position
      while index - lineStart < indent, byte(at: index) == .space { index += 1 }
      if byte(at: index).isBreak {
        breaks += 1
        position = nextLine(from: index)
        continue
      }
      guard index < end else {
        // The end of the text ends a line of spaces too.
        breaks += 1
        position = end
        break
      }
      if index - lineStart < indent {
        // Where no content of the document follows, the tab stands in a comment line (section 9.2).
        if bytes[index] == .tabulation, !endsDocument(from: index) {
          throw Failure(.tab, at: index)
        }
        break
      }
      if index == lineStart, leavesScalar(at: index) { break }
      let textEnd = lineEnd(from: index)
      let isSpaced = isFolded && bytes[index].isWhite
      if !hasText || !isFolded || isSpaced || wasSpaced {
        for _ in 0..<breaks { buffer.append(.lineFeed) }
      } else {
        appendFold(breaks: breaks)
      }
      buffer.append(contentsOf: bytes[index..<textEnd])
      hasText = true
      wasSpaced = isSpaced
      // The end of the text ends a line as a break does.
      breaks = 1
      position = textEnd < end ? nextLine(from: textEnd) : textEnd
    }
    switch chomping {
    case .strip: break
    case .clip: if hasText { buffer.append(.lineFeed) }
    case .keep: for _ in 0..<breaks { buffer.append(.lineFeed) }
    }
  }
}

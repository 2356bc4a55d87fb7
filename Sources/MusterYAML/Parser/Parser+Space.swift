extension Parser {
  /// Moves over white space, comments and line ends to the next token, and says whether the token leads its line.
  ///
  /// YAML 1.2.2, sections 6.2, 6.6 and 6.7.
  @inline(__always) mutating func skipToToken() -> Bool {
    var index = position
    var leads = index == lineStart
    followsTab = false
    if leads { index = skipIndentation(from: index) }
    while true {
      switch byte(at: index) {
      case .space:
        index += 1
      case .tabulation:
        followsTab = true
        index += 1
      case .lineFeed, .carriageReturn:
        index = nextLine(from: index)
        leads = true
        followsTab = false
        index = skipIndentation(from: index)
      case .numberSign:
        if index > lineStart, !bytes[index - 1].isWhite {
          guard isLenient else {
            position = index
            return leads
          }
          sink.slip(Failure(.commentWithoutSpace, at: index))
        }
        index = lineEnd(from: index)
      default:
        position = index
        return leads
      }
    }
  }

  /// Counts the spaces that a line begins with.
  @inline(__always) mutating func skipIndentation(from index: Int) -> Int {
    var index = index
    while byte(at: index) == .space { index += 1 }
    lineIndent = index - lineStart
    return index
  }

  /// Moves over a line break to the line that follows.
  @inline(__always) mutating func nextLine(from index: Int) -> Int {
    var index = index
    if byte(at: index) == .carriageReturn, byte(at: index + 1) == .lineFeed { index += 1 }
    index += 1
    lineStart = min(index, end)
    return lineStart
  }

  /// The next line break, or the end of the text.
  @inline(__always) func lineEnd(from index: Int) -> Int {
    var index = index
    while index < end, !bytes[index].isBreak { index += 1 }
    return index
  }

  /// The next byte that is neither space nor tab.
  @inline(__always) func skipWhite(from index: Int) -> Int {
    var index = index
    while byte(at: index).isWhite { index += 1 }
    return index
  }

  /// Whether `-`, `?` or `:` at the position stands for itself rather than for the start of a plain scalar.
  @inline(__always) func isIndicator(_ indicator: UInt8) -> Bool {
    byte(at: position) == indicator && byte(at: position + 1).isBlank
  }

  /// Whether a line begins with `---` or `...` (YAML 1.2.2, section 9.1).
  @inline(__always) func isDocumentMarker(at index: Int) -> Bool {
    let first = byte(at: index)
    guard first == .minus || first == .dot else { return false }
    return byte(at: index + 1) == first && byte(at: index + 2) == first && byte(at: index + 3).isBlank
  }

  /// Whether a byte order mark stands at an index.
  @inline(__always) func isByteOrderMark(at index: Int) -> Bool {
    byte(at: index) == 0xEF && byte(at: index + 1) == 0xBB && byte(at: index + 2) == 0xBF
  }

  /// Whether no content of the document stands between an index and the next document marker, or the end.
  ///
  /// Blank lines, comments and byte order marks may stand there (YAML 1.2.2, section 9.2).
  ///
  /// - Complexity: O(*n*) in the number of bytes up to the next content.
  func endsDocument(from index: Int) -> Bool {
    var index = index
    var leads = index == lineStart
    while index < end {
      if leads, isDocumentMarker(at: index) { return true }
      if leads, isByteOrderMark(at: index) {
        index += 3
        continue
      }
      let content = skipWhite(from: index)
      let next = byte(at: content)
      guard content >= end || next.isBreak || next == .numberSign else { return false }
      index = lineEnd(from: content) + 1
      leads = true
    }
    return true
  }

  /// Sees to it that nothing but white space and a comment follows on the line.
  @inline(__always) mutating func expectLineEnd(orElse code: YAMLError.Code = .unexpectedContent) throws(Failure) {
    let index = skipWhite(from: position)
    let next = byte(at: index)
    if next.isBlank {
      position = index
      return
    }
    if next == .numberSign {
      if index == position { try tolerate(Failure(.commentWithoutSpace, at: index)) }
      position = lineEnd(from: index)
      return
    }
    throw Failure(next == .colon && byte(at: index + 1).isBlank ? .keyNotAllowed : code, at: index)
  }

  /// Reports a mistake that leaves only one meaning, or throws it if the text is read by the letter.
  mutating func tolerate(_ failure: Failure) throws(Failure) {
    guard isLenient else { throw failure }
    sink.slip(failure)
    openSlip = failure
  }

  /// Counts characters, for the one limit that YAML states in them.
  func characterCount(_ range: Range<Int>) -> Int {
    var count = 0
    for index in range where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// Sees to it that a key ends within 1,024 characters (YAML 1.2.2, section 7.4.2).
  @inline(__always) func checkKeyLength(from start: Int, to colon: Int) throws(Failure) {
    if colon - start > 1024, characterCount(start..<colon) > 1024 { throw Failure(.keyTooLong, at: start) }
  }

  /// Allows the restricted characters inside of a quoted scalar, and only there.
  @inline(__always) mutating func passRestricted(quoted range: Range<Int>) throws(Failure) {
    guard nextRestricted < restricted.count else { return }
    try passRestrictedSlowly(range)
  }

  /// Refuses the restricted characters up to the position that no quoted scalar holds.
  mutating func refuseRestricted() throws(Failure) {
    while nextRestricted < restricted.count, restricted[nextRestricted] < position {
      try refuseRestricted(at: restricted[nextRestricted])
      nextRestricted += 1
    }
  }

  /// Refuses a restricted character; a byte order mark inside of a line is a slip.
  private mutating func refuseRestricted(at offset: Int) throws(Failure) {
    let failure = Failure(.forbiddenCharacter, at: offset)
    guard isLenient, isByteOrderMark(at: offset), offset > 0, !bytes[offset - 1].isBreak else { throw failure }
    sink.slip(failure)
  }

  private mutating func passRestrictedSlowly(_ range: Range<Int>) throws(Failure) {
    while nextRestricted < restricted.count, restricted[nextRestricted] < range.upperBound {
      if !range.contains(restricted[nextRestricted]) { try refuseRestricted(at: restricted[nextRestricted]) }
      nextRestricted += 1
    }
  }
}

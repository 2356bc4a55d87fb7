extension Parser {
  /// Reads the whole stream (YAML 1.2.2, chapter 9).
  mutating func parseStream() throws(Failure) {
    while true {
      skipDocumentPrefix()
      guard position < end else { break }
      let directives = try parseDirectives()
      guard position < end else {
        if let directives { throw Failure(.directiveWithoutDocument, at: directives) }
        break
      }
      if position == lineStart, isDocumentMarker(at: position) {
        if bytes[position] == .dot {
          if let directives { throw Failure(.directiveWithoutDocument, at: directives) }
          try parseDocumentEnd()
          continue
        }
        try startDocument(isExplicit: true)
        position += 3
        allowsBlock = false
        separatingTab = nil
      } else {
        if let directives { throw Failure(.directiveWithoutDocument, at: directives) }
        try startDocument(isExplicit: false)
        position = lineStart
      }
      try parseBlocks()
      try refuseRestricted()
      let isExplicitEnd = position < end && bytes[position] == .dot
      try sink.endDocument(isExplicit: isExplicitEnd, at: position)
      if isExplicitEnd { try parseDocumentEnd() }
    }
    try refuseRestricted()
  }

  private mutating func startDocument(isExplicit: Bool) throws(Failure) {
    try sink.startDocument(isExplicit: isExplicit, at: position)
    top = Frame(kind: .document, state: .item, indent: -1, start: position)
    parents.removeAll(keepingCapacity: true)
    outerProperties = Properties()
    innerProperties = Properties()
    followsIndicator = false
  }

  /// Moves over comments, blank lines and byte order marks before a document.
  private mutating func skipDocumentPrefix() {
    while true {
      _ = skipToToken()
      guard position == lineStart, isByteOrderMark(at: position) else { return }
      if nextRestricted < restricted.count, restricted[nextRestricted] == position { nextRestricted += 1 }
      position += 3
      lineStart = position
    }
  }

  /// Moves over `...`.
  private mutating func parseDocumentEnd() throws(Failure) {
    position += 3
    try expectLineEnd()
    tagHandles.removeAll()
  }

  /// Reads the directives before a document and says where the first one is (YAML 1.2.2, section 6.8).
  private mutating func parseDirectives() throws(Failure) -> Int? {
    var first: Int?
    var hasVersion = false
    tagHandles.removeAll()
    while position == lineStart, byte(at: position) == .percentSign {
      let start = position
      if first == nil { first = start }
      let name = (start + 1)..<wordEnd(from: start + 1)
      position = name.upperBound
      if matches(name, "YAML") {
        guard !hasVersion else { throw Failure(.invalidDirective, at: start) }
        hasVersion = true
        try parseVersion(of: start)
      } else if matches(name, "TAG") {
        try parseTagDirective(of: start)
      } else {
        guard !name.isEmpty else { throw Failure(.invalidDirective, at: start) }
        sink.unknownDirective(at: start)
        position = lineEnd(from: position)
      }
      skipDirectiveLines()
    }
    return first
  }

  /// Whether a line begins as `%YAML` or `%TAG` does.
  func isDirective(at index: Int) -> Bool {
    let name = (index + 1)..<wordEnd(from: index + 1)
    return matches(name, "YAML") || matches(name, "TAG")
  }

  private mutating func skipDirectiveLines() {
    _ = skipToToken()
  }

  private mutating func parseVersion(of directive: Int) throws(Failure) {
    position = skipWhite(from: position)
    let major = position..<digitsEnd(from: position)
    guard !major.isEmpty, byte(at: major.upperBound) == .dot else { throw Failure(.invalidDirective, at: position) }
    let minor = (major.upperBound + 1)..<digitsEnd(from: major.upperBound + 1)
    guard !minor.isEmpty, byte(at: minor.upperBound).isBlank else { throw Failure(.invalidDirective, at: position) }
    guard matches(major, "1") else { throw Failure(.unsupportedVersion, at: position) }
    if !matches(minor, "1") && !matches(minor, "2") { sink.unknownDirective(at: directive) }
    position = minor.upperBound
    try expectLineEnd(orElse: .invalidDirective)
  }

  private mutating func parseTagDirective(of directive: Int) throws(Failure) {
    position = skipWhite(from: position)
    let handle = position..<wordEnd(from: position)
    guard isTagHandle(handle) else { throw Failure(.invalidDirective, at: position) }
    position = skipWhite(from: handle.upperBound)
    let start = position
    let prefix = try tagText(from: start, isVerbatim: true)
    guard !prefix.isEmpty, position > handle.upperBound else { throw Failure(.invalidDirective, at: start) }
    guard byte(at: position).isBlank else { throw Failure(.invalidDirective, at: position) }
    guard tagHandles.updateValue(prefix, forKey: Array(bytes[handle])) == nil else {
      throw Failure(.invalidDirective, at: directive)
    }
    try expectLineEnd(orElse: .invalidDirective)
  }

  private func isTagHandle(_ range: Range<Int>) -> Bool {
    guard byte(at: range.lowerBound) == .exclamationMark else { return false }
    if range.count == 1 { return true }
    guard bytes[range.upperBound - 1] == .exclamationMark else { return false }
    return bytes[(range.lowerBound + 1)..<(range.upperBound - 1)].allSatisfy { isWordCharacter($0) }
  }

  private func wordEnd(from index: Int) -> Int {
    var index = index
    while !byte(at: index).isBlank { index += 1 }
    return index
  }

  private func digitsEnd(from index: Int) -> Int {
    var index = index
    while byte(at: index).isDigit { index += 1 }
    return index
  }

  private func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
    bytes[range].elementsEqual(text.description.utf8)
  }
}

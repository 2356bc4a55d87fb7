extension Parser {
  /// Reads a flow collection to its end (YAML 1.2.2, section 7.4).
  mutating func parseFlow(_ properties: Properties) throws(Failure) {
    let depth = parents.count
    // Lines inside must be indented more than the block collection around.
    let minimumIndent = top.indent + 1
    try openFlow(properties)
    while parents.count > depth {
      let leads = skipToToken()
      guard position < end else { throw Failure(.unterminatedCollection, at: top.start) }
      if leads {
        if position == lineStart, isDocumentMarker(at: position) {
          throw Failure(.unterminatedCollection, at: top.start)
        }
        if lineIndent < minimumIndent, openSlip == nil {
          try tolerate(Failure(followsTab ? .tab : .flowIndentation, at: position))
        }
      }
      switch top.state {
      case .item, .key, .explicitKey, .value: try parseFlowNode(minimumIndent: minimumIndent)
      case .afterItem, .afterValue: try parseFlowSeparator()
      case .afterKey: try parseAfterFlowKey()
      }
    }
  }

  /// Opens the collection whose bracket or brace is at the position.
  private mutating func openFlow(_ properties: Properties) throws(Failure) {
    let start = position
    let mark = sink.mark
    let isSequence = bytes[position] == .leftBracket
    if isSequence {
      try sink.startSequence(properties, isFlow: true, role: top.childRole, at: start)
    } else {
      try sink.startMapping(properties, isFlow: true, role: top.childRole, at: start)
    }
    var frame = Frame(
      kind: isSequence ? .flowSequence : .flowMapping, state: isSequence ? .item : .key, indent: top.indent,
      start: position)
    frame.line = lineStart
    frame.mark = mark
    frame.properties = properties
    try push(frame)
    position += 1
  }

  /// Reads the token where a node, a key or the end of the collection is due.
  private mutating func parseFlowNode(minimumIndent: Int) throws(Failure) {
    switch bytes[position] {
    case .quotationMark:
      let line = lineStart
      let scalar = try scanDoubleQuoted(minimumIndent: minimumIndent)
      try finishFlowScalar(scalar, isQuoted: true, isMultiline: line != lineStart)
    case .apostrophe:
      let line = lineStart
      let scalar = try scanSingleQuoted(minimumIndent: minimumIndent)
      try finishFlowScalar(scalar, isQuoted: true, isMultiline: line != lineStart)
    case .leftBrace, .leftBracket:
      let properties = innerProperties
      innerProperties = Properties()
      try openFlow(properties)
    case .rightBrace, .rightBracket, .comma:
      try parseFlowEndWithoutNode()
    case .ampersand, .exclamationMark:
      try parseProperty(inFlow: true)
    case .asterisk:
      try parseFlowAlias()
    case .questionMark where byte(at: position + 1).isBlank:
      try parseFlowQuestionMark()
    case .colon where isFlowIndicator(at: position + 1):
      try parseEmptyFlowKey()
    default:
      try checkPlainStart(inFlow: true)
      let line = lineStart
      let start = position
      position = plainLineEnd(from: start, inFlow: true)
      var scalar = Scalar(style: .plain, isDecoded: false, content: start..<position, start: start)
      scalar = try scanPlain(scalar, minimumIndent: minimumIndent, inFlow: true)
      try finishFlowScalar(scalar, isQuoted: false, isMultiline: line != lineStart)
    }
  }

  /// Whether a colon before this byte is an indicator inside a flow collection.
  @inline(__always) private func isFlowIndicator(at index: Int) -> Bool {
    let byte = byte(at: index)
    return byte.isBlank || byte.isFlowIndicator
  }

  /// Reads a comma, bracket or brace where a node might have stood.
  private mutating func parseFlowEndWithoutNode() throws(Failure) {
    let properties = innerProperties
    innerProperties = Properties()
    switch top.state {
    case .item, .key:
      if properties.isEmpty {
        guard bytes[position] != .comma else { throw Failure(.entryMissing, at: position) }
        try closeFlow()
        return
      }
      try emptyNode(properties, role: top.childRole)
    default:
      try emptyNode(properties, role: top.childRole)
    }
    top.keyIsQuoted = false
    completeNode()
  }

  private mutating func parseFlowQuestionMark() throws(Failure) {
    guard innerProperties.isEmpty else { throw Failure(.unexpectedContent, at: position) }
    switch top.state {
    case .item:
      try openPair(at: position, state: .explicitKey)
    case .key:
      top.state = .explicitKey
    default:
      throw Failure(.unexpectedContent, at: position)
    }
    position += 1
  }

  /// Opens a mapping of one pair inside a flow sequence.
  private mutating func openPair(at start: Int, state: Frame.State) throws(Failure) {
    try sink.startMapping(Properties(), isFlow: true, role: .item, at: start)
    try push(Frame(kind: .flowPair, state: state, indent: top.indent, start: start))
  }

  private mutating func parseEmptyFlowKey() throws(Failure) {
    let properties = innerProperties
    innerProperties = Properties()
    switch top.state {
    case .item:
      try openPair(at: properties.isEmpty ? position : properties.start, state: .key)
    case .key, .explicitKey:
      break
    default:
      throw Failure(.keyNotAllowed, at: position)
    }
    try emptyNode(properties, role: .key)
    position += 1
    dueOffset = position
    top.state = .value
  }

  /// The colon that makes a pair of what was just read on this line.
  @inline(__always) private func colonOfPair(isQuoted: Bool) -> Int? {
    let index = skipWhite(from: position)
    return byte(at: index) == .colon && (isQuoted || isFlowIndicator(at: index + 1)) ? index : nil
  }

  @inline(__always) private mutating func finishFlowScalar(_ scalar: Scalar, isQuoted: Bool, isMultiline: Bool)
    throws(Failure)
  {
    let properties = innerProperties
    innerProperties = Properties()
    if top.state == .item, let colon = colonOfPair(isQuoted: isQuoted) {
      let start = properties.isEmpty ? scalar.start : properties.start
      try checkPair(isMultiline: isMultiline, from: start, to: colon)
      try openPair(at: start, state: .key)
      try sink.scalar(scalar, in: scalar.isDecoded ? buffer : bytes, properties, role: .key)
      position = colon + 1
      dueOffset = position
      top.state = .value
      return
    }
    try sink.scalar(scalar, in: scalar.isDecoded ? buffer : bytes, properties, role: top.childRole)
    completeFlowNode(isQuoted: isQuoted)
  }

  /// Sees to it that the key of a pair without braces is short and on one line (YAML 1.2.2, section 7.4.2).
  private func checkPair(isMultiline: Bool, from start: Int, to colon: Int) throws(Failure) {
    guard !isMultiline else { throw Failure(.multilineKey, at: start) }
    try checkKeyLength(from: start, to: colon)
  }

  @inline(__always) private mutating func completeFlowNode(isQuoted: Bool) {
    top.keyIsQuoted = isQuoted
    completeNode()
  }

  private mutating func parseFlowAlias() throws(Failure) {
    let start = position
    guard innerProperties.isEmpty else { throw Failure(.propertyOnAlias, at: innerProperties.start) }
    let name = try parseName(from: start)
    guard isFlowIndicator(at: position) || byte(at: position) == .colon else {
      throw Failure(.unexpectedContent, at: position)
    }
    if top.state == .item, let colon = colonOfPair(isQuoted: false) {
      try checkPair(isMultiline: false, from: start, to: colon)
      try openPair(at: start, state: .key)
      try sink.alias(name, role: .key, at: start)
      position = colon + 1
      dueOffset = position
      top.state = .value
      return
    }
    try sink.alias(name, role: top.childRole, at: start)
    completeFlowNode(isQuoted: false)
  }

  /// Reads what comes after an entry: a comma or the end of the collection.
  private mutating func parseFlowSeparator() throws(Failure) {
    switch bytes[position] {
    case .comma where top.kind != .flowPair:
      position += 1
      top.state = top.kind == .flowSequence ? .item : .key
    case .comma, .rightBracket, .rightBrace:
      try closeFlow()
    case .colon where isFlowIndicator(at: position + 1):
      throw Failure(.keyNotAllowed, at: position)
    case .numberSign:
      throw Failure(.commentWithoutSpace, at: position)
    default:
      throw Failure(.commaExpected, at: position)
    }
  }

  /// Reads what comes after a key: its colon, or what says that it has no value.
  private mutating func parseAfterFlowKey() throws(Failure) {
    switch bytes[position] {
    case .colon where top.keyIsQuoted || isFlowIndicator(at: position + 1):
      position += 1
      dueOffset = position
      top.state = .value
    case .comma, .rightBracket, .rightBrace:
      try emptyNode(Properties(), role: .value)
      top.state = .afterValue
    case .numberSign:
      throw Failure(.commentWithoutSpace, at: position)
    default:
      throw Failure(.colonOrCommaExpected, at: position)
    }
  }

  /// Closes the innermost flow collection with the token at the position.
  private mutating func closeFlow() throws(Failure) {
    let frame = top
    switch (frame.kind, bytes[position]) {
    case (.flowSequence, .rightBracket):
      position += 1
      try sink.endSequence(at: position - 1)
    case (.flowMapping, .rightBrace):
      position += 1
      try sink.endMapping(at: position - 1)
    case (.flowPair, _):
      // The comma or bracket belongs to the sequence around.
      try sink.endMapping(at: position)
    default:
      throw Failure(.mismatchedBracket, at: position)
    }
    pop()
    top.keyIsQuoted = true
    guard frame.kind != .flowPair, top.kind == .flowSequence, let colon = colonOfPair(isQuoted: true) else { return }
    try checkPair(isMultiline: frame.line != lineStart, from: frame.start, to: colon)
    try sink.wrapKey(
      from: frame.mark, isFlow: true, mapping: Properties(), key: frame.properties, role: .item, at: frame.start)
    try push(Frame(kind: .flowPair, state: .value, indent: top.indent, start: frame.start))
    position = colon + 1
    dueOffset = position
  }
}

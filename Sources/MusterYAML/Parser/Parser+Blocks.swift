extension Parser {
  /// Reads the node of a document, up to the next document marker or the end (YAML 1.2.2, section 8.2).
  mutating func parseBlocks() throws(Failure) {
    while true {
      let leads = skipToToken()
      if leads {
        if !innerProperties.isEmpty { try endPropertyLine() }
        allowBlockUnlessTab()
      } else if followsIndicator {
        allowBlockUnlessTab()
      }
      followsIndicator = false
      guard position < end else { break }
      if leads {
        if position == lineStart, isDocumentMarker(at: position) { break }
        if position == lineStart, isByteOrderMark(at: position) {
          guard endsDocument(from: position) else { throw Failure(.forbiddenCharacter, at: position) }
          break
        }
        if try endsAtDirective() { break }
        if try placeLine() { continue }
      }
      try parseBlockNode()
    }
    if !innerProperties.isEmpty { try endPropertyLine() }
    if top.awaitsNode { try finishEmptyNode() }
    while top.kind != .document { try closeBlock() }
  }

  /// Whether a directive of the next document begins at the token; by the letter, `...` has to stand before it.
  private mutating func endsAtDirective() throws(Failure) -> Bool {
    guard isLenient, position == lineStart, bytes[position] == .percentSign, isDirective(at: position) else {
      return false
    }
    try tolerate(Failure(.contentAfterDocument, at: position))
    return true
  }

  /// Lets a block collection begin at the token, unless a tab stands in the white space before it.
  @inline(__always) private mutating func allowBlockUnlessTab() {
    allowsBlock = !followsTab
    separatingTab = nil
    if followsTab {
      let space = bytes[..<position]
      separatingTab = space.lastIndex(of: .tabulation)
    }
  }

  /// The reason why no block collection can begin at the token.
  private func blockFailure(_ code: YAMLError.Code, at offset: Int) -> Failure {
    if let separatingTab, top.state != .key { return Failure(.tab, at: separatingTab) }
    return Failure(code, at: offset)
  }

  /// Keeps the properties of a line that ends for the node that is due; those of a key have to stand on its line.
  private mutating func endPropertyLine() throws(Failure) {
    guard top.awaitsNode else { throw Failure(.colonExpected, at: innerProperties.start) }
    try carryPropertiesOver()
  }

  /// Finds the collection that a line belongs to by its indentation, and closes those it does not belong to.
  ///
  /// - Returns: Whether the token was an indicator of that collection and is done with.
  private mutating func placeLine() throws(Failure) -> Bool {
    let indent = lineIndent
    if top.awaitsNode {
      if indent > top.indent { return false }
      if indent == top.indent, top.kind == .blockMapping, isIndicator(.minus), !followsTab { return false }
      try finishEmptyNode()
    }
    while top.indent > indent { try closeBlock() }
    if top.kind == .blockSequence, top.indent == indent, !isIndicator(.minus), let parent = parents.last,
      parent.kind == .blockMapping, parent.indent == indent
    {
      try closeBlock()
    }
    if top.kind == .document { throw Failure(.contentAfterDocument, at: position) }
    guard top.indent == indent else { throw Failure(followsTab ? .tab : .indentation, at: position) }
    guard !followsTab else { throw Failure(.tab, at: lineStart + lineIndent) }
    if top.kind == .blockSequence {
      guard isIndicator(.minus) else { throw Failure(.entryExpected, at: position) }
      position += 1
      dueOffset = position
      top.state = .item
      followsIndicator = true
      return true
    }
    return try placeMappingLine()
  }

  private mutating func placeMappingLine() throws(Failure) -> Bool {
    if isIndicator(.colon) {
      if top.state == .key { try emptyNode(Properties(), role: .key) }
      followsIndicator = top.state == .afterKey
      allowsBlock = false
      separatingTab = nil
      top.state = .value
      position += 1
      dueOffset = position
      return true
    }
    if top.state == .afterKey {
      try emptyNode(Properties(), role: .value)
      top.state = .key
    }
    guard isIndicator(.questionMark) else { return false }
    top.state = .explicitKey
    followsIndicator = true
    position += 1
    return true
  }

  /// Reports the node that is due as empty, with the properties that are written for it.
  private mutating func finishEmptyNode() throws(Failure) {
    let properties = outerProperties
    outerProperties = Properties()
    try emptyNode(properties, role: top.childRole)
    completeNode()
  }

  /// Closes the innermost block collection.
  private mutating func closeBlock() throws(Failure) {
    if top.kind == .blockMapping {
      if top.state == .afterKey { try emptyNode(Properties(), role: .value) }
      try sink.endMapping(at: position)
    } else {
      try sink.endSequence(at: position)
    }
    pop()
  }

  /// Reads the token of a node: the node itself, the start of a collection, or a property.
  private mutating func parseBlockNode() throws(Failure) {
    let first = bytes[position]
    if openSlip != nil { openSlip = nil }
    switch first {
    case .ampersand, .exclamationMark:
      try parseProperty(inFlow: false)
    case .asterisk:
      try parseBlockAlias()
    case .quotationMark:
      let line = lineStart
      let scalar = try scanDoubleQuoted(minimumIndent: top.indent + 1)
      try finishBlockScalarNode(scalar, isMultiline: line != lineStart)
    case .apostrophe:
      let line = lineStart
      let scalar = try scanSingleQuoted(minimumIndent: top.indent + 1)
      try finishBlockScalarNode(scalar, isMultiline: line != lineStart)
    case .leftBracket, .leftBrace:
      try parseFlowInBlock()
    case .verticalLine, .greaterThan:
      guard top.state != .key else { throw Failure(.keyExpected, at: position) }
      let properties = try takeAllProperties()
      let scalar = try scanBlockScalar()
      try sink.scalar(scalar, in: scalar.isDecoded ? buffer : bytes, properties, role: top.childRole)
      completeNode()
    case .minus where byte(at: position + 1).isBlank:
      try startBlockSequence()
    case .questionMark where byte(at: position + 1).isBlank:
      try startBlockMapping(at: position, state: .explicitKey)
      position += 1
      followsIndicator = true
    case .colon where byte(at: position + 1).isBlank:
      try parseEmptyBlockKey()
    default:
      try parsePlainInBlock()
    }
  }

  private mutating func startBlockSequence() throws(Failure) {
    guard allowsBlock, innerProperties.isEmpty, top.state != .key else {
      throw blockFailure(.collectionNotAllowed, at: position)
    }
    let properties = outerProperties
    outerProperties = Properties()
    try sink.startSequence(properties, isFlow: false, role: top.childRole, at: position)
    try push(Frame(kind: .blockSequence, state: .item, indent: position - lineStart, start: position))
    position += 1
    dueOffset = position
    followsIndicator = true
  }

  /// Starts a block mapping whose first key, or the properties of it, are at `start`.
  private mutating func startBlockMapping(at start: Int, state: Frame.State) throws(Failure) {
    guard allowsBlock, top.state != .key else { throw blockFailure(.keyNotAllowed, at: position) }
    if state == .explicitKey, !innerProperties.isEmpty { throw Failure(.collectionNotAllowed, at: position) }
    let properties = outerProperties
    outerProperties = Properties()
    try sink.startMapping(properties, isFlow: false, role: top.childRole, at: start)
    try push(Frame(kind: .blockMapping, state: state, indent: start - lineStart, start: start))
  }

  private mutating func parseEmptyBlockKey() throws(Failure) {
    let start = innerProperties.isEmpty ? position : innerProperties.start
    if top.state != .key { try startBlockMapping(at: start, state: .key) }
    let properties = innerProperties
    innerProperties = Properties()
    try emptyNode(properties, role: .key)
    finishBlockKey(colon: position)
  }

  @inline(__always) private mutating func finishBlockKey(colon: Int) {
    position = colon + 1
    dueOffset = position
    top.state = .value
    allowsBlock = false
    separatingTab = nil
  }

  /// The colon that makes a key of what was just read on this line.
  @inline(__always) private func colonOfKey() -> Int? {
    let index = skipWhite(from: position)
    return byte(at: index) == .colon && byte(at: index + 1).isBlank ? index : nil
  }

  private mutating func parsePlainInBlock() throws(Failure) {
    let start = position
    try checkPlainStart(inFlow: false)
    let textEnd = plainLineEnd(from: start, inFlow: false)
    position = textEnd
    var scalar = Scalar(style: .plain, isDecoded: false, content: start..<textEnd, start: start)
    if colonOfKey() != nil {
      try finishBlockScalarNode(scalar, isMultiline: false)
      return
    }
    guard top.state != .key else { throw Failure(.colonExpected, at: textEnd) }
    let line = lineStart
    scalar = try scanPlain(scalar, minimumIndent: top.indent + 1, inFlow: false)
    try finishBlockScalarNode(scalar, isMultiline: line != lineStart)
  }

  /// Reports a flow scalar as a key or as a node, as what follows it on the line says.
  @inline(__always) private mutating func finishBlockScalarNode(_ scalar: Scalar, isMultiline: Bool) throws(Failure) {
    if let colon = colonOfKey() {
      guard !isMultiline else {
        // Plain text of several lines is rather a line that is indented too far than a key.
        throw scalar.style == .plain ? Failure(.keyNotAllowed, at: colon) : Failure(.multilineKey, at: scalar.start)
      }
      let start = innerProperties.isEmpty ? scalar.start : innerProperties.start
      if top.state != .key {
        guard allowsBlock else { throw blockFailure(.keyNotAllowed, at: colon) }
        try startBlockMapping(at: start, state: .key)
      }
      try checkKeyLength(from: start, to: colon)
      let properties = innerProperties
      innerProperties = Properties()
      try sink.scalar(scalar, in: scalar.isDecoded ? buffer : bytes, properties, role: .key)
      finishBlockKey(colon: colon)
      return
    }
    guard top.state != .key else { throw Failure(.colonExpected, at: position) }
    let properties = try takeAllProperties()
    try sink.scalar(scalar, in: scalar.isDecoded ? buffer : bytes, properties, role: top.childRole)
    try expectLineEnd()
    completeNode()
  }

  private mutating func parseBlockAlias() throws(Failure) {
    let start = position
    let name = try parseName(from: start)
    guard innerProperties.isEmpty else { throw Failure(.propertyOnAlias, at: innerProperties.start) }
    guard byte(at: position).isBlank || byte(at: position) == .colon else {
      throw Failure(.unexpectedContent, at: position)
    }
    if let colon = colonOfKey() {
      if top.state != .key { try startBlockMapping(at: start, state: .key) }
      try checkKeyLength(from: start, to: colon)
      try sink.alias(name, role: .key, at: start)
      finishBlockKey(colon: colon)
      return
    }
    guard top.state != .key else { throw Failure(.colonExpected, at: position) }
    guard outerProperties.isEmpty else { throw Failure(.propertyOnAlias, at: outerProperties.start) }
    try sink.alias(name, role: top.childRole, at: start)
    try expectLineEnd()
    completeNode()
  }

  /// Reads a flow collection, which may be a node or the key of a block mapping.
  ///
  /// Properties of earlier lines are the collection's own, unless it turns out to be a key of a mapping.
  private mutating func parseFlowInBlock() throws(Failure) {
    let start = position
    let line = lineStart
    let state = top.state
    let outer = outerProperties
    let inner = innerProperties
    outerProperties = Properties()
    innerProperties = Properties()
    var properties = outer.isEmpty ? inner : outer
    if !inner.anchor.isEmpty { properties.anchor = inner.anchor }
    if inner.tag != .absent { properties.tag = inner.tag }
    let mark = sink.mark
    try parseFlow(properties)
    guard let colon = colonOfKey() else {
      guard state != .key else { throw Failure(.colonExpected, at: position) }
      let isRepeated =
        (!outer.anchor.isEmpty && !inner.anchor.isEmpty) || (outer.tag != .absent && inner.tag != .absent)
      guard !isRepeated else { throw Failure(.repeatedProperty, at: inner.start) }
      try expectLineEnd()
      return
    }
    guard line == lineStart else { throw Failure(.multilineKey, at: start) }
    let keyStart = inner.isEmpty ? start : inner.start
    try checkKeyLength(from: keyStart, to: colon)
    if state != .key {
      guard allowsBlock else { throw blockFailure(.keyNotAllowed, at: colon) }
      top.state = state
      try sink.wrapKey(from: mark, isFlow: false, mapping: outer, key: inner, role: top.childRole, at: keyStart)
      try push(Frame(kind: .blockMapping, state: .key, indent: keyStart - lineStart, start: keyStart))
    }
    finishBlockKey(colon: colon)
  }
}

/// Turns YAML text into events, from left to right, with a stack of its own in place of recursion.
///
/// No event is held back: where a flow collection turns out to be a key, the sink is asked to start a mapping before it.
/// The text was checked before: it is UTF-8 and holds no zero byte, so that zero can stand for its end.
struct Parser<Sink: EventSink> {
  let bytes: [UInt8]
  /// The end of the part that is read.
  let end: Int
  let depthLimit: Int
  /// Whether mistakes that leave only one meaning are reported as warnings rather than thrown.
  let isLenient: Bool
  var sink: Sink

  /// The byte that is looked at next.
  var position: Int
  /// The first byte of the line that `position` is on.
  var lineStart: Int
  /// How many spaces the line begins with.
  var lineIndent = 0
  /// Whether a tab stands in the white space before the token.
  var followsTab = false

  /// The innermost open collection.
  var top = Frame(kind: .document, state: .item, indent: -1, start: 0)
  /// The collections around `top`, outermost first.
  var parents: [Frame] = []

  /// Properties of earlier lines, for the node as a whole.
  var outerProperties = Properties()
  /// Properties of this line, for the node or for its first key.
  var innerProperties = Properties()
  /// Whether a block collection may begin at the token: true after line indentation, `- `, `? ` and `: ` without tabs.
  var allowsBlock = false
  /// The tab that keeps a block collection from beginning.
  var separatingTab: Int?
  /// Whether the last token was such an indicator.
  var followsIndicator = false

  /// The end of the last indicator that a value follows.
  var dueOffset = 0

  /// The first slip of the scalar or flow collection that was begun last: if reading it fails later, the slip is why.
  var openSlip: Failure?

  /// The content of scalars that are not written as they are meant.
  var buffer: [UInt8] = []
  /// What `%TAG` declared in this document: the prefix of each handle.
  var tagHandles: [[UInt8]: [UInt8]] = [:]
  /// The places of characters that only quoted scalars may hold, in order, and the first that was not met.
  let restricted: [Int]
  var nextRestricted = 0

  init(bytes: [UInt8], range: Range<Int>, restricted: [Int], depthLimit: Int, isLenient: Bool, sink: Sink) {
    self.bytes = bytes
    self.end = range.upperBound
    self.depthLimit = depthLimit
    self.isLenient = isLenient
    self.sink = sink
    self.restricted = restricted
    position = range.lowerBound
    lineStart = range.lowerBound
  }

  /// The byte at an index, or zero at the end.
  @inline(__always) func byte(at index: Int) -> UInt8 {
    index < end ? bytes[index] : 0
  }

  /// Opens a collection inside the current one.
  @inline(__always) mutating func push(_ frame: Frame) throws(Failure) {
    guard parents.count < depthLimit else { throw Failure(.tooDeep, at: frame.start) }
    parents.append(top)
    top = frame
  }

  /// Closes the current collection and tells the one around it that its node is complete.
  @inline(__always) mutating func pop() {
    if let parent = parents.popLast() { top = parent }
    completeNode()
  }

  /// Moves the current collection on from a node that is complete.
  @inline(__always) mutating func completeNode() {
    switch (top.kind, top.state) {
    case (.document, _), (.blockSequence, _), (.flowSequence, _): top.state = .afterItem
    case (.blockMapping, .value): top.state = .key
    case (_, .value): top.state = .afterValue
    default: top.state = .afterKey
    }
  }

  /// Reports a node that is not written: an empty plain scalar.
  mutating func emptyNode(_ properties: Properties, role: Role) throws(Failure) {
    let start =
      !properties.isEmpty ? properties.start : top.state == .value || top.kind == .blockSequence ? dueOffset : position
    let scalar = Scalar(style: .plain, isDecoded: false, content: start..<start, start: start)
    try sink.scalar(scalar, in: bytes, properties, role: role)
  }

  /// The properties of a node that is written on one line or several, taken from both places.
  mutating func takeAllProperties() throws(Failure) -> Properties {
    try carryPropertiesOver()
    let properties = outerProperties
    outerProperties = Properties()
    return properties
  }

  /// Makes the properties of the line that ended the node's own.
  @inline(__always) mutating func carryPropertiesOver() throws(Failure) {
    if innerProperties.isEmpty { return }
    try mergeProperties()
  }

  private mutating func mergeProperties() throws(Failure) {
    if outerProperties.isEmpty {
      outerProperties = innerProperties
    } else {
      if innerProperties.tag != .absent {
        guard outerProperties.tag == .absent else { throw Failure(.repeatedProperty, at: innerProperties.start) }
        outerProperties.tag = innerProperties.tag
      }
      if !innerProperties.anchor.isEmpty {
        guard outerProperties.anchor.isEmpty else { throw Failure(.repeatedProperty, at: innerProperties.start) }
        outerProperties.anchor = innerProperties.anchor
      }
    }
    innerProperties = Properties()
  }
}

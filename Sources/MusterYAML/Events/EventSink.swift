/// Which part of its parent a node is.
enum Role: UInt8 {
  /// The node of a document itself.
  case root
  /// An entry of a sequence.
  case item
  /// A key of a mapping.
  case key
  /// The value of a key.
  case value
}

/// The five ways to write a scalar (YAML 1.2.2, chapters 7.3 and 8.1).
enum ScalarStyle: UInt8 {
  case plain
  case singleQuoted
  case doubleQuoted
  case literal
  case folded
}

/// A scalar whose content is a range of bytes: of the text itself, or of the parser's buffer where it had to be decoded.
struct Scalar {
  var style: ScalarStyle
  /// Whether the content lies in the parser's buffer rather than in the text.
  var isDecoded: Bool
  /// Where the content lies.
  var content: Range<Int>
  /// Whether the content is what a JSON string would hold, escapes and all.
  var isEscaped = false
  /// The first byte of the scalar in the text.
  var start: Int
}

/// The number a sink gave to a tag; the parser only passes it on.
struct Tag: Hashable {
  var rawValue: Int32

  /// No tag is written.
  static let absent = Tag(rawValue: -1)
}

/// What is written before a node: an anchor, a tag, both or neither (YAML 1.2.2, section 6.9).
struct Properties {
  /// The first byte of the first property.
  var start = 0
  /// The name of the anchor; empty when there is none.
  var anchor = 0..<0
  var tag = Tag.absent

  var isEmpty: Bool { anchor.isEmpty && tag == .absent }
}

/// Takes the events of a stream in the order of the text.
protocol EventSink {
  mutating func startDocument(isExplicit: Bool, at offset: Int) throws(Failure)
  mutating func endDocument(isExplicit: Bool, at offset: Int) throws(Failure)

  mutating func startSequence(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) throws(Failure)
  mutating func endSequence(at offset: Int) throws(Failure)

  mutating func startMapping(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) throws(Failure)
  mutating func endMapping(at offset: Int) throws(Failure)

  /// Takes a scalar; `text` is what `scalar.content` is a range of.
  mutating func scalar(_ scalar: Scalar, in text: [UInt8], _ properties: Properties, role: Role) throws(Failure)
  mutating func alias(_ name: Range<Int>, role: Role, at offset: Int) throws(Failure)

  /// Whether an anchor of a name was defined in the document.
  func knows(_ name: Range<Int>) -> Bool

  /// A number for a resolved tag.
  mutating func tag(_ name: [UInt8], at offset: Int) -> Tag
  /// A mistake that is read as the one thing it can mean.
  mutating func slip(_ failure: Failure)
  /// A directive of a kind or version that means nothing to this reader.
  mutating func unknownDirective(at offset: Int)

  /// The place of the next event, for ``wrapKey(from:isFlow:mapping:key:role:at:)``.
  var mark: Int { get }
  /// Starts a mapping before the collection that began at `mark`, which turned out to be the mapping's first key.
  ///
  /// - Parameters:
  ///   - mapping: The properties of the mapping.
  ///   - key: The properties of the collection, in place of those it began with.
  mutating func wrapKey(
    from mark: Int, isFlow: Bool, mapping: Properties, key: Properties, role: Role, at offset: Int
  ) throws(Failure)
}

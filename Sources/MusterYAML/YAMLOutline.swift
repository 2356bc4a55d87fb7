import Muster

/// The nodes of a YAML document in the order of its text, with the place that each scalar is written at.
package struct YAMLOutline: Sendable {
  /// What a node is once the document is read as JSON.
  package enum Kind: Sendable, Equatable {
    case mapping, sequence, string, number
    /// `null`, `true` or `false`.
    case word
    /// Another node that is written elsewhere.
    case alias
  }

  /// A scalar as it is written.
  package struct Scalar: Sendable, Equatable {
    /// The first byte in the source: a quotation mark, a block indicator, or the text itself.
    package let start: Int
    /// What it says.
    package let content: [UInt8]
  }

  /// A node.
  package struct Node: Sendable {
    package let kind: Kind
    /// Where it begins in the source.
    package let start: Int
    /// The scalar that it is; `nil` for a collection and an alias.
    package let scalar: Scalar?
    /// The key that it is the value of; `nil` for an item, and behind a key that is an alias.
    package let name: Scalar?
    /// The index of the collection that it is in; -1 for the root.
    package let parent: Int
    /// Whether a tag says that it is base64.
    package let isBinary: Bool
  }

  /// All nodes but the keys.
  package let nodes: [Node]

  /// The outline of the one document of a text.
  ///
  /// - Throws: What ``YAMLReader/read(_:range:into:)`` throws.
  /// - Complexity: O(*n*) in the number of bytes.
  package init(_ source: SourceText, reader: YAMLReader) throws(YAMLError) {
    do {
      nodes = try reader.parse(source, range: nil, into: OutlineSink(bytes: source.bytes)).nodes
    } catch {
      throw YAMLError(error, in: source)
    }
  }
}

/// Notes the nodes of one document.
private struct OutlineSink: EventSink {
  let bytes: [UInt8]
  private(set) var nodes: [YAMLOutline.Node] = []
  private var open: [Int] = []
  private var name: YAMLOutline.Scalar?
  private var anchors: Set<[UInt8]> = []
  private var documents = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func startDocument(isExplicit: Bool, at offset: Int) throws(Failure) {
    documents += 1
    guard documents == 1 else { throw Failure(.severalDocuments, at: offset) }
  }

  mutating func endDocument(isExplicit: Bool, at offset: Int) {}

  mutating func startSequence(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) throws(Failure) {
    try start(.sequence, properties, role, offset)
  }

  mutating func endSequence(at offset: Int) { _ = open.popLast() }

  mutating func startMapping(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) throws(Failure) {
    try start(.mapping, properties, role, offset)
  }

  mutating func endMapping(at offset: Int) { _ = open.popLast() }

  private mutating func start(
    _ kind: YAMLOutline.Kind, _ properties: Properties, _ role: Role, _ offset: Int
  ) throws(Failure) {
    guard role != .key else { throw Failure(.collectionAsKey, at: offset) }
    note(properties)
    add(kind, at: offset)
    open.append(nodes.count - 1)
  }

  private mutating func add(
    _ kind: YAMLOutline.Kind, at offset: Int, scalar: YAMLOutline.Scalar? = nil, isBinary: Bool = false
  ) {
    nodes.append(
      YAMLOutline.Node(
        kind: kind, start: offset, scalar: scalar, name: name, parent: open.last ?? -1, isBinary: isBinary))
    name = nil
  }

  private mutating func note(_ properties: Properties) {
    if !properties.anchor.isEmpty { anchors.insert(Array(bytes[properties.anchor])) }
  }

  mutating func scalar(_ scalar: Scalar, in text: [UInt8], _ properties: Properties, role: Role) {
    note(properties)
    let written = Array(text[scalar.content])
    let content = scalar.isEscaped ? OutlineSink.unescaped(written) : written
    let found = YAMLOutline.Scalar(start: scalar.start, content: content)
    guard role != .key else {
      name = found
      return
    }
    let tag = properties.tag == .absent ? nil : KnownTag(rawValue: properties.tag.rawValue)
    add(
      OutlineSink.kind(of: content, style: scalar.style, tag: tag), at: scalar.start, scalar: found,
      isBinary: tag == .binary)
  }

  private static func kind(of content: [UInt8], style: ScalarStyle, tag: KnownTag?) -> YAMLOutline.Kind {
    switch tag {
    case .nonSpecific, .string, .binary: return .string
    case .integer, .float, .boolean, .null: break
    default: if style != .plain { return .string }
    }
    switch CoreValue(content, content.indices) {
    case .string, .notFinite: return .string
    case .null, .boolean: return .word
    case .integer, .octal, .hexadecimal, .float: return .number
    }
  }

  /// Undoes the escapes that JSON has, too.
  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    let meanings: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
      UInt8(ascii: "t"): 0x09,
    ]
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if isEscaped {
        result.append(meanings[byte] ?? byte)
        isEscaped = false
      } else if byte == .backslash {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return result
  }

  mutating func alias(_ name: Range<Int>, role: Role, at offset: Int) {
    if role == .key { self.name = nil } else { add(.alias, at: offset) }
  }

  func knows(_ name: Range<Int>) -> Bool { anchors.contains(Array(bytes[name])) }

  mutating func tag(_ name: [UInt8], at offset: Int) -> Tag {
    // Ruby writes `!binary`.
    let tag = name.elementsEqual("!binary".utf8) ? KnownTag.binary : KnownTag(name)
    return Tag(rawValue: tag.rawValue)
  }

  mutating func slip(_ failure: Failure) {}

  mutating func unknownDirective(at offset: Int) {}

  var mark: Int { nodes.count }

  mutating func wrapKey(
    from mark: Int, isFlow: Bool, mapping: Properties, key: Properties, role: Role, at offset: Int
  ) throws(Failure) {
    throw Failure(.collectionAsKey, at: offset)
  }
}

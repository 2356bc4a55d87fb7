/// A value of one of the documents that are being compiled: what `JSON` is, with nothing to retain.
struct SchemaNode {
  let tape: TapeView
  /// The number of the document among those of the compilation.
  let document: UInt32
  let index: TapeIndex

  @inline(__always) var word: TapeWord { tape[index] }
  @inline(__always) var isObject: Bool { word.kind == .object }
  @inline(__always) var isArray: Bool { word.kind == .array }
  @inline(__always) var isString: Bool { word.kind == .string }
  @inline(__always) var key: PlaceKey { PlaceKey(document: document, index: index) }

  /// Another value of the same document.
  @inline(__always)
  func at(_ index: TapeIndex) -> SchemaNode { SchemaNode(tape: tape, document: document, index: index) }

  var root: SchemaNode { at(.root) }

  var kind: JSON.Kind { JSON.Kind(word.kind) }

  var boolean: Bool? {
    switch word.kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  var string: String? { isString ? tape.decodedString(index) : nil }

  var number: String? { word.kind == .number ? tape.withText(index) { String(copying: $0) } : nil }

  /// The number of items or members; 0 where there are none.
  var count: Int { word.isContainer ? tape.count(index) : 0 }

  /// The value of the first member of a name.
  subscript(name: String) -> SchemaNode? { isObject ? tape.value(of: name, in: index).map(at) : nil }

  /// The offset of the value's first byte in the document's text.
  @inline(__always)
  var textOffset: Int {
    let word = word
    return word.kind == .string ? max(0, word.offset &- 1) : word.offset
  }

  /// Lends the bytes of a string, escapes decoded.
  @inline(__always)
  func withName<Result>(_ body: (_ bytes: ByteView, _ offset: Int, _ length: Int) -> Result) -> Result {
    let word = word
    if word.flags & TapeWord.hasEscape == 0 || !isString {
      return body(tape.bytes, word.offset, isString || word.kind == .number ? tape.length(index) : 0)
    }
    return ByteView.with(tape.decodedBytes(index)) { body($0, 0, $0.count) }
  }

  /// Whether a string stands for exactly these letters.
  func isString(_ text: String) -> Bool { isString && tape.isString(index, Array(text.utf8)) }

  var items: Items {
    isArray ? Items(container: self, next: tape.firstChild(index), end: tape.end(index)) : Items(none: self)
  }

  var members: Members {
    isObject ? Members(container: self, next: tape.firstChild(index), end: tape.end(index)) : Members(none: self)
  }

  /// The items of an array, in the order of the text.
  struct Items: Sequence, IteratorProtocol {
    private let container: SchemaNode
    private var position: TapeIndex
    private let end: TapeIndex

    @inline(__always)
    init(container: SchemaNode, next: TapeIndex, end: TapeIndex) {
      self.container = container
      position = next
      self.end = end
    }

    init(none container: SchemaNode) { self.init(container: container, next: .root, end: .root) }

    @inline(__always)
    mutating func next() -> SchemaNode? {
      guard position < end else { return nil }
      let item = container.at(position)
      position = container.tape.next(after: position)
      return item
    }
  }

  /// The members of an object, in the order of the text.
  struct Members: Sequence, IteratorProtocol {
    private let container: SchemaNode
    private var position: TapeIndex
    private let end: TapeIndex

    @inline(__always)
    init(container: SchemaNode, next: TapeIndex, end: TapeIndex) {
      self.container = container
      position = next
      self.end = end
    }

    init(none container: SchemaNode) { self.init(container: container, next: .root, end: .root) }

    @inline(__always)
    mutating func next() -> (key: SchemaNode, value: SchemaNode)? {
      guard position < end else { return nil }
      let key = container.at(position)
      let value = container.at(container.tape.next(after: position))
      position = container.tape.next(after: value.index)
      return (key, value)
    }
  }
}

/// A value by its document and its place there.
struct PlaceKey: Hashable {
  private let rawValue: UInt64

  @inline(__always)
  init(document: UInt32, index: TapeIndex) {
    rawValue = UInt64(document) << 32 | UInt64(truncatingIfNeeded: index.rawValue)
  }
}

extension TextTable {
  /// The number of a string's text.
  @inline(__always)
  mutating func number(of node: SchemaNode) -> UInt32 { node.withName { number($0, $1, $2) } }
}

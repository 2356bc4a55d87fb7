/// A collection that is open, or the document around all of them.
struct Frame {
  enum Kind: UInt8 {
    case document
    case blockSequence
    case blockMapping
    case flowSequence
    case flowMapping
    /// A mapping of one pair that is written without braces inside a flow sequence (YAML 1.2.2, section 7.4.1).
    case flowPair
  }

  /// What the collection waits for.
  enum State: UInt8 {
    /// A node: the document's, or an entry of a sequence.
    case item
    /// The end of the document, the next `-`, or a comma.
    case afterItem
    /// The next key of a mapping.
    case key
    /// The node after `?`.
    case explicitKey
    /// A colon, or whatever says that the value is left out.
    case afterKey
    /// The node after a colon.
    case value
    /// A comma or a brace.
    case afterValue
  }

  var kind: Kind
  var state: State
  /// Whether the key just read lets its colon stand right before the value, as JSON does.
  var keyIsQuoted = false
  /// The column of a block collection from 0; −1 for the document.
  var indent: Int
  /// Where the collection begins.
  var start: Int
  /// The first byte of the line that it begins on.
  var line = 0
  /// The properties of a flow collection, which keeps them when it turns out to be a key.
  var properties = Properties()
  /// The sink's place before a flow collection.
  var mark = 0

  /// What part of this collection the next node will be.
  @inline(__always) var childRole: Role {
    switch state {
    case .item, .afterItem: kind == .document ? .root : .item
    case .key, .explicitKey, .afterKey: .key
    case .value, .afterValue: .value
    }
  }

  /// Whether a node is due in a block collection or document that may yet turn out to be empty.
  @inline(__always) var awaitsNode: Bool {
    state == .item || state == .value || state == .explicitKey
  }
}

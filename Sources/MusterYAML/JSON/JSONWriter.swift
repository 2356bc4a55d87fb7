/// Writes the events of a stream as JSON text, and keeps for every node where it was written.
struct JSONWriter: EventSink {
  /// Where the JSON text from one offset on was written.
  struct Place {
    var generated: UInt32
    var offset: UInt32
  }

  /// The JSON text of a document and where its parts were written.
  struct Output {
    var text: [UInt8] = []
    var places: [Place] = []
    var warnings: [Notice] = []
    /// Whether a warning says that the document is no YAML by the letter.
    var hasSlip = false

    /// Keeps a warning, up to the limit; the first slip is kept in any case, as it decides what the text is.
    mutating func add(_ notice: Notice, limit: Int) {
      guard warnings.count < limit || (notice.code.isSlip && !hasSlip) else { return }
      if notice.code.isSlip { hasSlip = true }
      warnings.append(notice)
    }
  }

  /// A warning before its positions are known.
  struct Notice {
    var code: YAMLWarning.Code
    var offset: Int
    var related: Int?
  }

  /// A collection that is open.
  struct Collection {
    /// Where its text begins.
    var start: Int
    var firstPlace: Int
    var firstKey: Int
    var firstAnchor: Int
    /// The index of its own anchor.
    var anchor: Int?
    var hasMerge = false
  }

  let bytes: [UInt8]
  let allowsSeveralDocuments: Bool
  let warningLimit: Int
  /// How many more bytes aliases and merges may copy.
  var budget: Int

  var output = Output()
  var documents: [Output] = []
  var startedDocuments = 0
  var collections: [Collection] = []
  /// The keys of the open mappings, outermost first.
  var keys: [KeyRecord] = []
  var anchors: [Anchor] = []
  var anchorNames: [[UInt8]: Int] = [:]

  init(bytes: [UInt8], count: Int, allowsSeveralDocuments: Bool, expandedBytes: Int, warningLimit: Int) {
    self.bytes = bytes
    self.allowsSeveralDocuments = allowsSeveralDocuments
    budget = expandedBytes
    self.warningLimit = warningLimit
    output.text.reserveCapacity(count + count / 4)
    output.places.reserveCapacity(count / 12)
  }

  /// The first slip; without a document there is nothing that a warning could be told with.
  private(set) var firstSlip: Failure?

  var mark: Int { output.text.count }

  mutating func startDocument(isExplicit: Bool, at offset: Int) throws(Failure) {
    startedDocuments += 1
    guard allowsSeveralDocuments || startedDocuments == 1 else { throw Failure(.severalDocuments, at: offset) }
    collections.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    anchors.removeAll()
    anchorNames.removeAll()
  }

  mutating func endDocument(isExplicit: Bool, at offset: Int) throws(Failure) {
    output.warnings.sort { $0.offset < $1.offset }
    documents.append(output)
    output = Output()
  }

  mutating func unknownDirective(at offset: Int) {
    warn(.unknownDirective, at: offset)
  }

  mutating func slip(_ failure: Failure) {
    if firstSlip == nil { firstSlip = failure }
    let notice = Notice(code: .slip(failure.code), offset: failure.offset, related: nil)
    if documents.count == startedDocuments, !documents.isEmpty {
      // What follows the last document is reported with it.
      documents[documents.count - 1].add(notice, limit: warningLimit)
    } else {
      output.add(notice, limit: warningLimit)
    }
  }

  mutating func warn(_ code: YAMLWarning.Code, at offset: Int, related: Int? = nil) {
    output.add(Notice(code: code, offset: offset, related: related), limit: warningLimit)
  }

  /// Marks that what is written next stands for one place of the source.
  @inline(__always) mutating func place(at offset: Int) {
    output.places.append(
      Place(generated: UInt32(clamping: output.text.count), offset: UInt32(clamping: offset)))
  }

  /// Writes the comma before an entry where it is not the first.
  @inline(__always) mutating func separate(_ role: Role) {
    if role == .item, output.text.last != .leftBracket { output.text.append(.comma) }
  }

  mutating func startSequence(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) throws(Failure) {
    try startCollection(properties, role: role, at: offset)
    try check(properties, allows: KnownTag.isForSequences, at: offset)
    output.text.append(.leftBracket)
  }

  mutating func startMapping(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) throws(Failure) {
    try startCollection(properties, role: role, at: offset)
    try check(properties, allows: KnownTag.isForMappings, at: offset)
    output.text.append(.leftBrace)
  }

  @inline(__always) private mutating func startCollection(
    _ properties: Properties, role: Role, at offset: Int
  ) throws(Failure) {
    guard role != .key else { throw Failure(.collectionAsKey, at: offset) }
    separate(role)
    var collection = Collection(
      start: output.text.count, firstPlace: output.places.count, firstKey: keys.count, firstAnchor: anchors.count)
    if !properties.anchor.isEmpty {
      collection.anchor = anchors.count
      openAnchor(properties.anchor)
      collection.firstAnchor = anchors.count
    }
    place(at: offset)
    collections.append(collection)
  }

  private func check(_ properties: Properties, allows: (KnownTag) -> Bool, at offset: Int) throws(Failure) {
    guard properties.tag != .absent, let tag = KnownTag(rawValue: properties.tag.rawValue) else { return }
    guard allows(tag) else { throw Failure(.tagMismatch, at: properties.start) }
  }

  mutating func endSequence(at offset: Int) throws(Failure) {
    output.text.append(.rightBracket)
    if let collection = collections.popLast() { closeAnchor(collection.anchor) }
  }

  mutating func endMapping(at offset: Int) throws(Failure) {
    guard let collection = collections.popLast() else { return }
    noteRepeatedKeys(from: collection.firstKey)
    if collection.hasMerge { try merge(collection) }
    keys.removeLast(keys.count - collection.firstKey)
    output.text.append(.rightBrace)
    closeAnchor(collection.anchor)
  }

  mutating func wrapKey(
    from mark: Int, isFlow: Bool, mapping: Properties, key: Properties, role: Role, at offset: Int
  ) throws(Failure) {
    throw Failure(.collectionAsKey, at: offset)
  }
}

/// A JSON text that was read, with the positions of what it was written in.
///
/// A struct over one immutable storage: a copy is one retain.
public struct JSONDocument: Sendable {
  final class Storage: Sendable {
    let bytes: [UInt8]
    let words: [UInt64]
    let map: SourceMap
    let hasByteOrderMark: Bool
    /// The members of large objects, once they are asked for again and again.
    let memberTables = Locked(MemberTables())

    init(bytes: [UInt8], words: [UInt64], map: SourceMap, hasByteOrderMark: Bool = false) {
      self.bytes = bytes
      self.words = words
      self.map = map
      self.hasByteOrderMark = hasByteOrderMark
    }
  }

  let storage: Storage

  /// Reads a JSON text that is a source of its own; a byte order mark before it is skipped (RFC 8259, section 8.1).
  ///
  /// - Throws: ``JSONError`` with the line and column in the source.
  /// - Complexity: O(*n*) in the number of bytes.
  public init(_ source: SourceText, limits: Limits = .init()) throws(JSONError) {
    let bytes = source.bytes
    // The reader skips a mark too, so a text with two keeps both and is rejected.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]), !bytes.dropFirst(3).starts(with: [0xEF, 0xBB, 0xBF]) {
      var assembler = JSONAssembler()
      let index = assembler.add(source)
      assembler.append(verbatim: 3..<bytes.count, of: index)
      try self.init(assembler.bytes, map: assembler.map, limits: limits, hasByteOrderMark: true)
    } else {
      try self.init(bytes, map: SourceMap(identity: source), limits: limits)
    }
  }

  /// Reads what was assembled.
  ///
  /// - Throws: ``JSONError``; its position is the one in the source that the mistake came from.
  public init(_ assembler: JSONAssembler, limits: Limits = .init()) throws(JSONError) {
    try self.init(assembler.bytes, map: assembler.map, limits: limits)
  }

  private init(
    _ bytes: [UInt8], map: SourceMap, limits: Limits, hasByteOrderMark: Bool = false
  ) throws(JSONError) {
    var tape = TapeBuffer()
    let error = ByteView.with(bytes) { view in TapeReader(bytes: view, limits: limits).read(into: &tape) }
    if let error {
      let found = JSONError(error, in: bytes.span, limits: limits)
      throw found.moved(to: map.origin(of: error.offset)?.position ?? found.position)
    }
    storage = Storage(bytes: bytes, words: tape.copy(), map: map, hasByteOrderMark: hasByteOrderMark)
  }

  /// An array without items.
  static let emptyArray = JSONDocument(sound: Array("[]".utf8))

  /// Reads a text that is known to be JSON.
  private init(sound bytes: [UInt8]) {
    var tape = TapeBuffer()
    _ = ByteView.with(bytes) { view in TapeReader(bytes: view, limits: Limits()).read(into: &tape) }
    storage = Storage(bytes: bytes, words: tape.copy(), map: SourceMap(identity: SourceText(name: "", bytes: bytes)))
  }

  /// The value that the text is.
  public var root: JSON { JSON(document: self, index: .root) }

  /// Whether a byte order mark was skipped before the text.
  public var hasByteOrderMark: Bool { storage.hasByteOrderMark }

  /// Where the parts of the text were written.
  public var map: SourceMap { storage.map }

  /// The JSON text itself.
  public var text: [UInt8] { storage.bytes }

  /// Lends the tape with its text.
  @inline(__always)
  func withTape<Result, Failure: Error>(_ body: (TapeView) throws(Failure) -> Result) throws(Failure) -> Result {
    try ByteView.with(storage.bytes) { (view) throws(Failure) -> Result in
      try TapeView.with(storage.words, bytes: view, body)
    }
  }
}

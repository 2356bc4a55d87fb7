/// The documents of one compilation, with their texts and tapes at addresses that stay.
///
/// One of the few places with unsafe pointers: compiling looks at every node of a document several times, and a
/// reference to keep with each look costs more than the look. The memory ends with this object, which the index of
/// resources keeps; nodes are made here and used by the index and its compiler alone.
@safe final class SchemaDocuments {
  private(set) var documents: [JSONDocument] = []
  private var numbers: [ObjectIdentifier: UInt32] = [:]
  private var words: [UnsafeMutableBufferPointer<UInt64>] = unsafe []
  private var texts: [UnsafeMutableBufferPointer<UInt8>] = unsafe []

  deinit {
    unsafe words.forEach { unsafe $0.deallocate() }
    unsafe texts.forEach { unsafe $0.deallocate() }
  }

  /// The root of a document, which is taken in where it is new.
  ///
  /// - Complexity: O(*n*) in the document's size where it is new.
  func root(of document: JSONDocument) -> SchemaNode {
    let key = ObjectIdentifier(document.storage)
    if let number = numbers[key] { return root(number) }
    let number = UInt32(documents.count)
    numbers[key] = number
    documents.append(document)
    let tape = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: document.storage.words.count)
    _ = unsafe tape.initialize(from: document.storage.words)
    unsafe words.append(tape)
    let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: document.storage.bytes.count)
    _ = unsafe text.initialize(from: document.storage.bytes)
    unsafe texts.append(text)
    return root(number)
  }

  private func root(_ number: UInt32) -> SchemaNode {
    let text = unsafe UnsafeBufferPointer(texts[Int(number)])
    let tape = unsafe UnsafeBufferPointer(words[Int(number)])
    return unsafe ByteView.with(text) { bytes in
      unsafe TapeView.with(tape, bytes: bytes) { SchemaNode(tape: $0, document: number, index: .root) }
    }
  }

  /// How many words the tape of a document has.
  func wordCount(of number: UInt32) -> Int { documents[Int(number)].storage.words.count }

  /// What messages call the document that a node lies in.
  func name(of node: SchemaNode) -> String { documents[Int(node.document)].map.sources.first?.name ?? "" }

  /// A node as the value of its document.
  func value(of node: SchemaNode) -> JSON { JSON(document: documents[Int(node.document)], index: node.index) }
}

import Muster
import MusterContracts

/// A piece of JSON that a page has, in parts that are copied as they are written and parts that had to be written anew.
struct PageFragment {
  /// One part of the piece.
  enum Piece {
    /// A range of a text, copied: of the page itself where the text is `nil`.
    case verbatim(Range<Int>, of: SourceText?)
    /// JSON text that stands for what is at an offset of the page.
    case written(String, at: Int)
  }

  private(set) var pieces: [Piece] = []
  /// Where it begins on the page.
  let start: Int

  init(start: Int) { self.start = start }

  /// A range of the page that is JSON as it stands.
  init(_ range: Range<Int>) {
    start = range.lowerBound
    pieces = [.verbatim(range, of: nil)]
  }

  var isEmpty: Bool { pieces.isEmpty }

  mutating func append(_ piece: Piece) { pieces.append(piece) }

  mutating func append(_ other: PageFragment) { pieces += other.pieces }

  /// Appends a range of the page; one that follows the last piece directly becomes part of it.
  mutating func append(_ range: Range<Int>, of text: PageText) {
    if case .verbatim(let last, of: nil) = pieces.last, last.upperBound <= range.lowerBound,
      text.bytes[last.upperBound..<range.lowerBound].allSatisfy({
        $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
      })
    {
      pieces[pieces.count - 1] = .verbatim(last.lowerBound..<range.upperBound, of: nil)
    } else {
      pieces.append(.verbatim(range, of: nil))
    }
  }

  /// Puts the pieces into a document.
  func write(to assembler: inout JSONAssembler, page: JSONAssembler.SourceIndex) {
    for piece in pieces {
      switch piece {
      case .verbatim(let range, of: nil): assembler.append(verbatim: range, of: page)
      case .verbatim(let range, of: let text?): assembler.append(verbatim: range, of: assembler.add(text))
      case .written(let text, at: let offset): assembler.append(text, from: page, at: offset)
      }
    }
  }

  /// The fragment as a document of its own.
  ///
  /// - Throws: ``ContractError/Code/json`` where it is not JSON.
  func document(_ text: PageText) throws(ContractError) -> JSONDocument {
    var assembler = JSONAssembler()
    write(to: &assembler, page: assembler.add(text.source))
    return try text.read(assembler)
  }
}

extension PageFragment {
  /// What a value of another document is on this page: its text, copied, with its places.
  ///
  /// - Parameter insideOnly: Whether the brackets around it are left out.
  /// - Returns: `nil` where the value is not written as it stands in its source, as in YAML.
  init?(_ value: JSON, at start: Int, insideOnly: Bool = false) {
    guard let origin = value.origin else { return nil }
    let bytes = value.rawText
    let range = origin.position.offset..<(origin.position.offset + bytes.count)
    guard range.upperBound <= origin.source.bytes.count, origin.source.bytes[range].elementsEqual(bytes) else {
      return nil
    }
    self.init(start: start)
    guard insideOnly else {
      append(.verbatim(range, of: origin.source))
      return
    }
    guard range.count >= 2 else { return nil }
    append(.verbatim((range.lowerBound + 1)..<(range.upperBound - 1), of: origin.source))
  }
}

/// The files that a page may take parts from.
struct PageFiles {
  /// The URI of the page.
  let uri: String
  let library: DocumentLibrary

  /// The document that a relative reference on the page leads to.
  ///
  /// - Throws: ``ContractError`` that says why it cannot be had.
  func document(_ reference: String) throws(ContractError) -> JSONDocument {
    try library.document(at: URIReference(reference).resolved(against: URIReference(uri)).withoutFragment)
  }
}

import Muster
import MusterContracts

/// The bytes of a source, with what every form needs to find its way.
struct PageText {
  let source: SourceText
  let bytes: [UInt8]

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// A line of the text, without its end.
  struct Line {
    let range: Range<Int>
    /// The offset where the next line begins.
    let next: Int
  }

  /// The line that begins at an offset; `nil` at the end of the text.
  func line(at start: Int) -> Line? {
    guard start < bytes.count else { return nil }
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
    var next = end
    if next < bytes.count, bytes[next] == UInt8(ascii: "\r") { next += 1 }
    if next < bytes.count, bytes[next] == UInt8(ascii: "\n"), next == end || bytes[end] == UInt8(ascii: "\r") {
      next += 1
    }
    return Line(range: start..<end, next: next)
  }

  /// A range without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, bytes[low].isASCIISpace { low += 1 }
    while high > low, bytes[high - 1].isASCIISpace { high -= 1 }
    return low..<high
  }

  func hasPrefix(_ text: StaticString, at offset: Int) -> Bool {
    let prefix = Array(text.description.utf8)
    guard offset >= 0, offset + prefix.count <= bytes.count else { return false }
    return bytes[offset..<(offset + prefix.count)].elementsEqual(prefix)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The error for a value whose end the scanner could not find.
  func error(_ failure: BalancedScanner.Failure, in part: String) -> ContractError {
    switch failure {
    case .unclosed(let opened):
      let place = source.position(at: opened)
      return ContractError(
        .unfinishedPart, in: source, at: bytes.count,
        detail: "the text ends inside of \(part): what opens at \(place.line):\(place.column) is never closed; "
          + "get the whole page again")
    case .mismatched(let offset, let opened):
      let place = source.position(at: opened)
      return ContractError(
        .json, in: source, at: offset,
        detail: "this bracket does not close the one at \(place.line):\(place.column) in \(part)")
    case .tooDeep(let offset):
      return ContractError(
        .json, in: source, at: offset, detail: "brackets nest deeper than \(BalancedScanner.depthLimit) in \(part)")
    case .noValue(let offset):
      return ContractError(
        offset >= bytes.count ? .unfinishedPart : .json, in: source, at: offset,
        detail: "a JSON value was expected for \(part)")
    }
  }

  /// Reads assembled JSON text as a document whose positions are the source's.
  func read(_ assembler: JSONAssembler, limits: Limits = .init()) throws(ContractError) -> JSONDocument {
    do {
      return try JSONDocument(assembler, limits: limits)
    } catch {
      throw ContractError(.json, source: source.name, position: error.position, detail: error.detail)
    }
  }
}

extension PageText {
  /// A notice about a place of the text.
  func notice(_ code: Notice.Code, at offset: Int, _ message: String) -> Notice {
    Notice(code: code, pointer: "", source: source.name, position: source.position(at: offset), message: message)
  }
}

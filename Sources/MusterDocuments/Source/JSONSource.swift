import Muster
import MusterContracts

/// An OpenAPI document in JSON, the whole text.
struct JSONSource {
  let text: PageText

  /// The document, or `nil` where the text does not begin as a JSON object does.
  func document() throws(ContractError) -> PageDocument? {
    let hasMark = text.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let scanner = BalancedScanner(bytes: text.bytes, quotes: .json)
    let start = scanner.skipSpace(from: hasMark ? 3 : 0, before: text.bytes.count)
    guard start < text.bytes.count, text.bytes[start] == UInt8(ascii: "{") else { return nil }
    let json: JSONDocument
    do {
      json = try JSONDocument(text.source)
    } catch {
      throw ContractError(.json, source: text.source.name, position: error.position, detail: error.detail)
    }
    return PageDocument(
      source: text.source, form: .openAPIJSON, json: json,
      parts: [PageDocument.Part(pointer: JSONPointer(), offset: start)],
      notices: hasMark ? [.byteOrderMark(source: text.source.name)] : [])
  }
}

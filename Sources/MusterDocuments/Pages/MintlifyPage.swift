import Muster
import MusterContracts

/// Markdown with an OpenAPI document in a YAML fence, the way Mintlify publishes an operation.
struct MintlifyPage {
  let text: PageText

  /// The document in a fence, or `nil` where the fence holds something else.
  ///
  /// YAML that is cut may still be YAML, so an unclosed fence is an error: half a schema must not pass for one.
  func document(in fence: Fence) throws(ContractError) -> PageDocument? {
    guard isOpenAPI(fence.content) else { return nil }
    guard fence.isClosed else {
      let place = text.source.position(at: fence.start)
      throw ContractError(
        .unfinishedPart, in: text.source, at: text.bytes.count,
        detail: "the text ends inside of the YAML fence that opens at \(place.line):\(place.column); "
          + "get the whole page again")
    }
    let document = try YAMLSource.document(text, range: fence.content, form: .mintlify)
    return try MintlifyOperation.document(document) ?? document
  }

  /// The operation in the front part of a page, between lines of `---`; `nil` if it holds anything else.
  func operationInFront() throws(ContractError) -> PageDocument? {
    let mark = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = text.line(at: mark), text.string(text.trimmed(first.range)) == "---" else { return nil }
    var offset = first.next
    var hasPaths = false
    while let line = text.line(at: offset) {
      if text.string(line.range).hasPrefix("---"), text.string(text.trimmed(line.range)) == "---" {
        guard hasPaths else { return nil }
        let document = try YAMLSource.document(text, range: first.next..<offset, form: .mintlify)
        return try MintlifyOperation.document(document)
      }
      if text.hasPrefix("paths:", at: line.range.lowerBound) { hasPaths = true }
      offset = line.next
    }
    return nil
  }

  /// Whether one of the least indented lines is a top-level key of OpenAPI.
  private func isOpenAPI(_ content: Range<Int>) -> Bool {
    var indentation: Int?
    var offset = content.lowerBound
    while let line = text.line(at: offset), line.range.lowerBound < content.upperBound {
      offset = line.next
      let range = text.trimmed(line.range)
      if range.isEmpty { continue }
      let indent = range.lowerBound - line.range.lowerBound
      if indentation == nil { indentation = indent }
      if indent == indentation, YAMLSource.isRootKey(text.bytes[range], allowsPaths: true) { return true }
    }
    return false
  }
}

import Muster
import MusterContracts

/// Markdown with an OpenAPI document in a JSON fence, the way GitBook publishes an operation.
struct GitBookPage {
  let text: PageText

  /// The document in a fence, or `nil` where the fence holds something else, such as an example payload.
  func document(in fence: Fence) throws(ContractError) -> PageDocument? {
    let scanner = BalancedScanner(bytes: text.bytes, quotes: .json)
    let limit = min(fence.content.upperBound, text.bytes.count)
    let start = scanner.skipSpace(from: fence.content.lowerBound, before: limit)
    let members = scanner.members(ofObjectAt: start, before: limit)
    let isDocument = members.contains { member in
      switch member.name {
      case "openapi", "swagger": text.bytes[member.value] == UInt8(ascii: "\"")
      case "paths":
        // An example may have a member called so, too.
        scanner.members(ofObjectAt: member.value, before: limit).first?.name.hasPrefix("/") ?? false
      default: false
      }
    }
    guard isDocument else { return nil }
    if !fence.isClosed {
      do {
        _ = try scanner.end(of: start, before: limit)
      } catch {
        throw text.error(error, in: "the JSON fence")
      }
    }
    var assembler = JSONAssembler()
    let page = assembler.add(text.source)
    assembler.append(verbatim: text.trimmed(start..<limit), of: page)
    return PageDocument(
      source: text.source, form: .gitBook, json: try text.read(assembler),
      parts: [PageDocument.Part(pointer: JSONPointer(), offset: start)], notices: [])
  }
}

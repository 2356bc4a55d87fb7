import Muster

/// A page of concatenated JSON blocks, the way ReadMe's renderings come out as text.
///
/// Lines come first: a description, then the path, the method, a tag and a slug. Then JSON values follow one another
/// without separators: nulls, the parameters, the request body, the responses, the security requirements. Each is told by
/// what it holds, not by its place.
struct ReadMePage {
  let text: PageText
  let fences: [Fence]

  private struct Header {
    var path: Range<Int>
    var method: Range<Int>
    var slug: Range<Int>?
    /// Where the blocks begin.
    var blocks: Int
  }

  /// The document, or `nil` where no path line is followed by a method line.
  func document() throws(ContractError) -> PageDocument? {
    guard let header = header() else { return nil }
    var assembly = OperationAssembly(
      text: text, form: .readMe, path: header.path, method: header.method, operationId: header.slug)
    let scanner = BalancedScanner(bytes: text.bytes, quotes: .json)
    var offset = scanner.skipSpace(from: header.blocks, before: text.bytes.count)
    while offset < text.bytes.count {
      let end: Int
      do {
        guard let next = try endOfBlock(at: offset, scanner: scanner) else { break }
        end = next
      } catch {
        throw text.error(error, in: "a JSON block")
      }
      if text.bytes[offset] == UInt8(ascii: "{") || text.bytes[offset] == UInt8(ascii: "[") {
        try add(offset..<end, to: &assembly)
      }
      offset = scanner.skipSpace(from: end, before: text.bytes.count)
    }
    guard assembly.fragments.contains(where: { $0.field == "responses" }) else {
      throw ContractError(
        .missingPart, in: text.source, at: offset,
        detail: "no block of responses (an object whose names are statuses) follows the method and path; get the "
          + "whole page again")
    }
    return try assembly.document()
  }

  /// The end of the block at an offset; `nil` where something other than JSON begins, which is noise.
  private func endOfBlock(at offset: Int, scanner: BalancedScanner) throws(BalancedScanner.Failure) -> Int? {
    switch text.bytes[offset] {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return try scanner.end(of: offset, before: text.bytes.count)
    case UInt8(ascii: "}"), UInt8(ascii: "]"): throw .mismatched(at: offset, opened: offset)
    default: return endOfWord(at: offset)
    }
  }

  /// The end of a word that a rendering leaves where it has nothing; `nil` where there is none.
  private func endOfWord(at offset: Int) -> Int? {
    for word in ["null", "true", "false", "undefined"] as [StaticString] where text.hasPrefix(word, at: offset) {
      return offset + word.utf8CodeUnitCount
    }
    return nil
  }

  /// Whether a line is where the blocks begin: words that stand for nothing, then a bracket or the line's end.
  private func beginsBlocks(_ line: Range<Int>) -> Bool {
    var offset = line.lowerBound
    while offset < line.upperBound, let end = endOfWord(at: offset) { offset = end }
    guard offset < line.upperBound else { return offset > line.lowerBound }
    return text.bytes[offset] == UInt8(ascii: "{") || text.bytes[offset] == UInt8(ascii: "[")
  }

  private func header() -> Header? {
    var previous: Range<Int>?
    var offset = 0
    while let line = text.line(at: offset) {
      let range = text.trimmed(line.range)
      offset = line.next
      if range.isEmpty { continue }
      if let path = previous, isPath(path), PathItemMethod.isMethod(text.bytes[range]), !fences.contain(path.lowerBound)
      {
        return header(path: path, method: range, from: line.next)
      }
      previous = range
    }
    return nil
  }

  /// Reads on from the method line: a tag and a slug may follow, then the blocks.
  private func header(path: Range<Int>, method: Range<Int>, from start: Int) -> Header {
    var header = Header(path: path, method: method, slug: nil, blocks: start)
    var lines: [Range<Int>] = []
    while let line = text.line(at: header.blocks) {
      let range = text.trimmed(line.range)
      if beginsBlocks(range) { break }
      if !range.isEmpty { lines.append(range) }
      header.blocks = line.next
    }
    // The slug is the operation's identifier: one word, where a tag may be several.
    if lines.count >= 2, let slug = lines.last, !text.bytes[slug].contains(UInt8(ascii: " ")) { header.slug = slug }
    return header
  }

  private func isPath(_ range: Range<Int>) -> Bool {
    text.bytes[range].first == UInt8(ascii: "/") && !text.bytes[range].contains(UInt8(ascii: " "))
  }

  private func add(_ block: Range<Int>, to assembly: inout OperationAssembly) throws(ContractError) {
    var assembler = JSONAssembler()
    let page = assembler.add(text.source)
    assembler.append(verbatim: block, of: page)
    let value = try text.read(assembler).root
    guard let field = ReadMePage.field(of: value) else {
      if value.items.count + value.members.count == 0 { return }
      assembly.notices.append(
        Notice(
          code: .unrecognisedPart, pointer: "", source: text.source.name,
          position: text.source.position(at: block.lowerBound),
          message: "this block is none of parameters, request body, responses and security requirements; it is left out"
        ))
      return
    }
    if assembly.fragments.contains(where: { $0.field == field }) {
      throw ContractError(
        .document, in: text.source, at: block.lowerBound,
        detail: "a second block of \(field) for one operation; keep one")
    }
    assembly.fragments.append(OperationAssembly.Fragment(field: field, ranges: [block]))
  }

  /// Which field of an operation a block is, by what it holds.
  private static func field(of value: JSON) -> String? {
    switch value.kind {
    case .array:
      guard value.items.count > 0 else { return nil }
      if value.items.allSatisfy({ ($0["in"]?.string != nil && $0["name"]?.string != nil) || $0["$ref"]?.string != nil })
      {
        return "parameters"
      }
      return value.items.allSatisfy { $0.kind == .object && $0.members.allSatisfy { $0.value.kind == .array } }
        ? "security" : nil
    case .object:
      if value["content"]?.kind == .object { return "requestBody" }
      let names = value.members.map(\.name).filter { !$0.hasPrefix("x-") }
      return !names.isEmpty && names.allSatisfy { StatusKey.looksLikeStatus($0) } ? "responses" : nil
    default: return nil
    }
  }
}

import Muster
import MusterContracts

/// A page of concatenated JSON blocks, the way ReadMe's renderings come out as text.
///
/// Lines come first: a description, then the path, the method, a tag and a slug. Then JSON values follow one another
/// without separators: nulls, the parameters, the request body, the responses, the security requirements. Each is told by
/// what it holds, not by its place, and headings may stand between them. The next path and method begin the next operation.
struct ReadMePage {
  let text: PageText
  let fences: [Fence]

  /// The lines that begin an operation.
  private struct Header {
    var path: (text: String, offset: Int)
    var method: (text: String, offset: Int)
    var server: String?
    /// Where the header begins, and where its lines end.
    var start: Int
    var end: Int
    /// Whether the lines could be prose as well, so that nothing but blocks makes them a header.
    var isDoubtful = false
  }

  /// How many lines may stand between the lines of a doubtful header and its blocks.
  private static let reach = 8

  /// What the page has; nothing where no path line is followed by a method line.
  func content() -> PageContent {
    var content = PageContent()
    guard var header = header(from: 0) else { return content }
    let scanner = BalancedScanner(bytes: text.bytes, quotes: .json)
    var assemblies: [OperationAssembly] = []
    var components: PageFragment?
    while true {
      var assembly = OperationAssembly(text: text, form: .readMe, path: header.path, method: header.method)
      assembly.server = header.server.map { ($0, header.path.offset) }
      let (start, slug) = blocks(after: header)
      assembly.operationId = slug
      var walk = Walk(page: self, scanner: scanner, offset: start)
      do throws(ContractError) {
        try walk.run(&assembly, &components)
        if !assembly.has("responses") {
          throw ContractError(
            .missingPart, in: text.source, at: walk.offset,
            detail: "no block of responses (an object whose names are statuses) follows the method and path; get the "
              + "whole page again")
        }
      } catch {
        assembly.failure = error
      }
      assemblies.append(assembly)
      // Behind a block that has no end nothing can be told apart.
      guard !walk.isOver, let next = walk.next ?? self.header(from: max(walk.offset, header.end)) else { break }
      header = next
    }
    for var assembly in assemblies {
      assembly.components = components
      assembly.noteMissing(parameters: "block of parameters", requestBody: nil)
      do throws(ContractError) {
        content.documents.append(try assembly.document())
      } catch {
        content.lose(error, assembly.reference)
      }
    }
    return content
  }

  // MARK: Headers

  /// The next header at or after an offset, outside of fences.
  private func header(from start: Int) -> Header? {
    var previous: Range<Int>?
    var offset = start
    while let line = text.line(at: offset) {
      let range = text.trimmed(line.range)
      offset = line.next
      if range.isEmpty { continue }
      if fences.contain(range.lowerBound) {
        previous = nil
        continue
      }
      if let header = header(range, end: line.next, after: previous) { return header }
      previous = range
    }
    return nil
  }

  /// The header that the line at an offset begins.
  private func header(at start: Int) -> Header? {
    guard let line = text.line(at: start) else { return nil }
    let first = text.trimmed(line.range)
    if let header = header(first, end: line.next, after: nil) { return header }
    guard path(first) != nil || HTTPMethod.isMethod(text.bytes[first]) else { return nil }
    var offset = line.next
    while let line = text.line(at: offset) {
      let range = text.trimmed(line.range)
      offset = line.next
      if !range.isEmpty { return header(range, end: line.next, after: first) }
    }
    return nil
  }

  /// The header that ends with a line, with the line before it or alone.
  private func header(_ line: Range<Int>, end: Int, after previous: Range<Int>?) -> Header? {
    if let previous, let path = path(previous), HTTPMethod.isMethod(text.bytes[line]) {
      return Header(
        path: (path.path, path.offset), method: (text.string(line), line.lowerBound), server: path.server,
        start: previous.lowerBound, end: end)
    }
    var header: Header?
    if let previous, let path = path(line), path.path != "/", HTTPMethod.isMethod(text.bytes[previous]) {
      header = Header(
        path: (path.path, path.offset), method: (text.string(previous), previous.lowerBound), server: path.server,
        start: previous.lowerBound, end: end, isDoubtful: true)
    } else {
      let method = text.bytes[line].prefix { !$0.isASCIISpace }
      let rest = text.trimmed(method.endIndex..<line.upperBound)
      if HTTPMethod.isMethod(method), let path = path(rest) {
        header = Header(
          path: (path.path, path.offset), method: (text.string(method.startIndex..<method.endIndex), line.lowerBound),
          server: path.server, start: line.lowerBound, end: end, isDoubtful: true)
      }
    }
    guard let header, hasBlocks(after: header.end) else { return nil }
    return header
  }

  /// The path that a range is, be it behind a host.
  private func path(_ range: Range<Int>) -> (path: String, offset: Int, server: String?)? {
    let bytes = text.bytes[range]
    guard !bytes.isEmpty, !bytes.contains(where: \.isASCIISpace) else { return nil }
    if bytes.first == UInt8(ascii: "/") {
      return bytes.dropFirst().first == UInt8(ascii: "/") ? nil : (text.string(range), range.lowerBound, nil)
    }
    guard text.hasPrefix("https://", at: range.lowerBound) || text.hasPrefix("http://", at: range.lowerBound),
      let slash = bytes.dropFirst(8).firstIndex(of: UInt8(ascii: "/")),
      !bytes.contains(UInt8(ascii: "?")), !bytes.contains(UInt8(ascii: "#"))
    else { return nil }
    return (text.string(slash..<range.upperBound), slash, text.string(range.lowerBound..<slash))
  }

  /// Whether blocks begin a few lines on.
  private func hasBlocks(after start: Int) -> Bool {
    var offset = start
    var count = 0
    while count < ReadMePage.reach, let line = text.line(at: offset) {
      let range = text.trimmed(line.range)
      offset = line.next
      if range.isEmpty { continue }
      if beginsBlocks(range), !fences.contain(range.lowerBound) { return true }
      count += 1
    }
    return false
  }

  /// Reads on from the header: a tag and a slug may follow, then the blocks.
  private func blocks(after header: Header) -> (start: Int, slug: Range<Int>?) {
    var offset = header.end
    var lines: [Range<Int>] = []
    while let line = text.line(at: offset) {
      let range = text.trimmed(line.range)
      if beginsBlocks(range) { break }
      // Without blocks the lines belong to whatever comes next.
      if let previous = lines.last, let next = self.header(range, end: line.next, after: previous) {
        return (next.start, nil)
      }
      if !range.isEmpty { lines.append(range) }
      offset = line.next
    }
    // The slug is the operation's identifier: one word, where a tag may be several.
    let slug = lines.count >= 2 ? lines.last.flatMap { isWord($0) ? $0 : nil } : nil
    return (offset, slug)
  }

  private func isWord(_ range: Range<Int>) -> Bool {
    !text.bytes[range].contains { $0.isASCIISpace } && text.bytes[range].count <= 256
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

  // MARK: Blocks

  /// One way through the blocks of an operation.
  private struct Walk {
    let page: ReadMePage
    let scanner: BalancedScanner
    var offset: Int
    /// The header of the next operation.
    var next: Header?
    /// Whether a block has no end.
    private(set) var isOver = false
    /// Whether something other than blocks was passed over.
    private var isInProse = false

    init(page: ReadMePage, scanner: BalancedScanner, offset: Int) {
      self.page = page
      self.scanner = scanner
      self.offset = offset
    }

    private var text: PageText { page.text }

    /// Adds the blocks up to the next header to an operation.
    ///
    /// - Throws: ``ContractError`` for a block that is not JSON; where it ends, `offset` is.
    mutating func run(
      _ assembly: inout OperationAssembly, _ components: inout PageFragment?
    ) throws(ContractError) {
      offset = scanner.skipSpace(from: offset, before: text.bytes.count)
      while offset < text.bytes.count {
        let byte = text.bytes[offset]
        let isOpening = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
        if isOpening, !page.fences.contain(offset) {
          try block(&assembly, &components)
        } else if !isInProse, let end = page.endOfWord(at: offset) {
          offset = end
        } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"), !isInProse {
          throw text.error(.mismatched(at: offset, opened: offset), in: "a JSON block")
        } else {
          isInProse = true
          if !passProse() { return }
        }
        offset = scanner.skipSpace(from: offset, before: text.bytes.count)
      }
    }

    private mutating func block(
      _ assembly: inout OperationAssembly, _ components: inout PageFragment?
    ) throws(ContractError) {
      let end: Int
      do {
        end = try scanner.end(of: offset, before: text.bytes.count)
      } catch {
        // What opens in prose need not be a block at all.
        guard isInProse, assembly.has("responses") else {
          isOver = true
          throw text.error(error, in: "a JSON block")
        }
        offset += 1
        return
      }
      let range = offset..<end
      let fragment = PageFragment(range)
      let value: JSON
      do throws(ContractError) {
        value = try fragment.document(text).root
      } catch {
        guard isInProse, assembly.has("responses") else {
          offset = end
          throw error
        }
        offset = end
        return
      }
      offset = end
      isInProse = false
      if value.items.count + value.members.count == 0 {
        return
      }
      switch BlockKind(of: value) {
      case .field(let field): try assembly.add(fragment, as: field, from: "block of \(field)")
      case .components:
        let inside = value["components"].flatMap { PageFragment($0, at: range.lowerBound) } ?? fragment
        if components == nil { components = inside } else { noteUnrecognised(range.lowerBound, &assembly) }
      case nil: noteUnrecognised(range.lowerBound, &assembly)
      }
    }

    private func noteUnrecognised(_ offset: Int, _ assembly: inout OperationAssembly) {
      assembly.note(
        .unrecognisedPart, at: offset,
        "this block is none of parameters, request body, responses and security requirements; it is left out")
    }

    /// Passes over a line that is no block; whether more of the operation may follow.
    private mutating func passProse() -> Bool {
      let start = offset
      guard let line = text.line(at: start) else { return false }
      let range = text.trimmed(line.range)
      if !page.fences.contain(range.lowerBound) {
        if let header = page.header(at: startOfLine(start)) {
          next = header
          return false
        }
        // A block may follow a label on its line.
        if let open = (range.lowerBound..<range.upperBound).first(where: { isBlockStart($0, range) }) {
          offset = open
          return true
        }
      }
      offset = line.next
      return true
    }

    private func isBlockStart(_ offset: Int, _ line: Range<Int>) -> Bool {
      let byte = text.bytes[offset]
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else { return false }
      if offset + 1 == line.upperBound { return true }
      let next = text.bytes[offset + 1]
      return byte == UInt8(ascii: "{") ? next == UInt8(ascii: "\"") : next == UInt8(ascii: "{")
    }

    private func startOfLine(_ offset: Int) -> Int {
      var start = offset
      while start > 0, text.bytes[start - 1] != UInt8(ascii: "\n"), text.bytes[start - 1] != UInt8(ascii: "\r") {
        start -= 1
      }
      return start
    }
  }
}

/// What a block is, by what it holds.
private enum BlockKind {
  /// A field of an operation.
  case field(String)
  /// What others refer to.
  case components

  private static let componentNames: Set = [
    "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links",
    "callbacks", "pathItems", "mediaTypes",
  ]

  init?(of value: JSON) {
    switch value.kind {
    case .array:
      let items = Array(value.items)
      if items.allSatisfy({ ($0["in"]?.string != nil && $0["name"]?.string != nil) || $0["$ref"]?.string != nil }) {
        self = .field("parameters")
      } else if items.allSatisfy({ $0["url"]?.string != nil }) {
        self = .field("servers")
      } else if items.allSatisfy({ $0.kind == .object && $0.members.allSatisfy { $0.value.kind == .array } }) {
        self = .field("security")
      } else {
        return nil
      }
    case .object:
      let names = value.members.map(\.name).filter { !$0.hasPrefix("x-") }
      if value["content"]?.kind == .object {
        self = .field("requestBody")
      } else if names == ["$ref"], value["$ref"]?.string?.contains("/requestBodies/") ?? false {
        self = .field("requestBody")
      } else if !names.isEmpty, names.allSatisfy({ StatusKey.looksLikeStatus($0) }) {
        self = .field("responses")
      } else if names == ["components"], value["components"]?.kind == .object {
        self = .components
      } else if !names.isEmpty, names.allSatisfy({ BlockKind.componentNames.contains($0) }),
        value.members.allSatisfy({ $0.value.kind == .object })
      {
        self = .components
      } else {
        return nil
      }
    default: return nil
    }
  }
}

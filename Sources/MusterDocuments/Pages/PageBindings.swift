import Muster
import MusterContracts

/// What names on a page of MDX stand for: `import name from "./file.json"`, `const name = …`, and `require("./file.json")`.
struct PageBindings {
  /// Where the value of an expression is.
  enum Target {
    /// A value of a file.
    case file(JSON)
    /// A range of the page.
    case page(Range<Int>)
  }

  private enum Binding {
    case file(String)
    case page(Range<Int>)
  }

  private let files: PageFiles?
  private var bindings: [String: Binding] = [:]

  /// The names that lines outside of fences bind.
  init(_ text: PageText, fences: [Fence], files: PageFiles?) {
    self.files = files
    let scanner = ScriptScanner(bytes: text.bytes)
    var offset = 0
    while let line = text.line(at: offset) {
      offset = line.next
      let range = text.trimmed(line.range)
      guard !range.isEmpty, !fences.contain(range.lowerBound) else { continue }
      var words = text.words(in: range)
      if words.first == "export" { words.removeFirst() }
      guard let keyword = words.first, words.count >= 3 else { continue }
      if keyword == "import", words[2] == "from" {
        if let file = PageBindings.quoted(text.string(range)) { bindings[words[1]] = .file(file) }
      } else if keyword == "const" || keyword == "let" || keyword == "var" {
        guard let equals = text.bytes[range].firstIndex(of: UInt8(ascii: "=")) else { continue }
        let value = scanner.skipSpace(from: equals + 1, before: text.bytes.count)
        guard value < text.bytes.count else { continue }
        let end = PageBindings.endOfValue(value, line: line.range, scanner)
        // A name may have its type behind a colon.
        bindings[String(words[1].prefix { $0 != ":" })] = .page(value..<end)
      }
    }
  }

  /// The end of a bound value: of the literal that it begins with, or of the line.
  private static func endOfValue(_ start: Int, line: Range<Int>, _ scanner: ScriptScanner) -> Int {
    let byte = scanner.bytes[start]
    if "{[(".utf8.contains(byte) || scanner.balanced.isQuote(byte) {
      return (try? scanner.balanced.end(of: start, before: scanner.bytes.count)) ?? scanner.bytes.count
    }
    return scanner.endOfExpression(from: start, before: max(start, line.upperBound))
  }

  /// The range of the page that a name is bound to.
  func range(of name: String) -> Range<Int>? {
    guard case .page(let range) = bindings[name] else { return nil }
    return range
  }

  /// The file that an expression asks for: `require("./file.json")`, or a name that an import binds.
  func file(_ expression: String) -> (file: String, path: [String])? {
    var head = expression
    var path: [String] = []
    if let call = PageBindings.required(expression) {
      path = PageBindings.path(call.rest) ?? ["?"]
      return path == ["?"] ? nil : (call.file, path)
    }
    if let dot = head.firstIndex(of: ".") {
      guard let rest = PageBindings.path(String(head[dot...])) else { return nil }
      path = rest
      head = String(head[..<dot])
    }
    guard case .file(let file) = bindings[head] else { return nil }
    return (file, path)
  }

  /// What an expression stands for.
  ///
  /// - Throws: ``ContractError/Code/reference`` where it leads nowhere, ``ContractError/Code/json`` where it would have to
  ///   be run.
  func resolve(_ range: Range<Int>, in text: PageText) throws(ContractError) -> Target {
    let expression = text.string(range)
    if let (file, path) = file(expression) {
      guard let files else {
        throw ContractError(
          .reference, in: text.source, at: range.lowerBound,
          detail: "'\(file)' cannot be had: it is not here, and nothing is fetched: give it along with the page")
      }
      do throws(ContractError) {
        let document = try files.document(file)
        let value = path == ["default"] ? document.root["default"] ?? document.root : document.root[JSONPointer(path)]
        guard let value else {
          throw ContractError(.reference, detail: "it has nothing at '\(JSONPointer(path))'")
        }
        return .file(value)
      } catch {
        throw ContractError(
          .reference, in: text.source, at: range.lowerBound, detail: "'\(file)' cannot be had: \(error)")
      }
    }
    if case .page(let bound) = bindings[expression], !bound.overlaps(range) { return .page(bound) }
    throw ContractError(
      .json, in: text.source, at: range.lowerBound,
      detail: "an expression is not run; expected a literal, require(\"./file.json\") or a name that the page binds")
  }

  /// The file that a call of `require` names, and what follows the call.
  private static func required(_ expression: String) -> (file: String, rest: String)? {
    guard expression.hasPrefix("require") else { return nil }
    let call = expression.dropFirst(7).drop { $0.isWhitespace }
    guard call.hasPrefix("("), let close = call.firstIndex(of: ")"),
      let file = quoted(String(call[..<close]))
    else { return nil }
    return (file, String(call[call.index(after: close)...]))
  }

  /// The names of `.a.b`; `nil` where there is anything else.
  private static func path(_ text: String) -> [String]? {
    let text = text.filter { !$0.isWhitespace }
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.first == "", parts.count > 1,
      parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(ScriptScanner.isNameByte) })
    else { return nil }
    return Array(parts.dropFirst())
  }

  /// The text in the first quotation marks of a text, if it names a file beside the page.
  private static func quoted(_ text: String) -> String? {
    guard let open = text.firstIndex(where: { "\"'`".contains($0) }) else { return nil }
    let rest = text[text.index(after: open)...]
    guard let close = rest.firstIndex(of: text[open]) else { return nil }
    let file = String(rest[..<close])
    return file.hasPrefix(".") || file.hasPrefix("/") || file.hasSuffix(".json") ? file : nil
  }
}

extension PageText {
  /// The words of a range, apart by white space.
  func words(in range: Range<Int>) -> [String] {
    bytes[range].prefix(512).split { $0.isASCIISpace }.map { String(decoding: $0, as: UTF8.self) }
  }
}

import Muster
import MusterContracts

/// Marks that stand on a page for schemas which contain themselves: `"circular(Pet)"`, as Docusaurus writes them.
///
/// Such a page has every reference written out. Where that would never end, it has the title of the schema instead. A mark
/// becomes a reference to the schema around it that has the title, or else to a component or another schema of the page
/// that has it. A mark whose schema the page does not have takes any value, which is reported.
struct CircularMarks {
  /// What a value of the document is.
  private enum Role {
    case other, schema, schemas, list, components
    /// Data, in which no schema is looked for.
    case data
  }

  private let page: PageDocument
  private var writer = OverlayWriter()
  private var notices: [Notice] = []
  /// The names on the way to the value that is written.
  private var path: [String] = []
  /// How long the way is to each of the open schemas with a title.
  private var open: [String: [Int]] = [:]
  /// References to schemas by their titles; to components by their names, too.
  private var known: [String: String] = [:]
  /// How many more bytes references may have, so that marks at the end of a long way do not add up.
  private var budget: Int

  private init(_ page: PageDocument) {
    self.page = page
    budget = 1 << 16 + page.json.root.rawText.count * 8
  }

  /// The document with references in place of the marks.
  ///
  /// - Complexity: O(*n*) in the size of the document.
  static func resolve(in page: PageDocument) throws(ContractError) -> PageDocument {
    guard contains(page.json.root.rawText) else { return page }
    var marks = CircularMarks(page)
    marks.collect(page.json.root, as: .other)
    for component in page.json.root["components"]?["schemas"]?.members.map({ $0 }) ?? [] {
      marks.known[component.name] = "#/components/schemas/" + fragment([component.name])
    }
    marks.write(page.json.root, as: .other)
    var resolved = page
    resolved.json = try PageText(page.source).read(marks.writer.assembler)
    resolved.notices += marks.notices
    return resolved
  }

  private static func contains(_ text: some RandomAccessCollection<UInt8>) -> Bool {
    let mark = Array("\"circular(".utf8)
    var matched = 0
    for byte in text {
      matched = byte == mark[matched] ? matched + 1 : byte == mark[0] ? 1 : 0
      if matched == mark.count { return true }
    }
    return false
  }

  /// The title in a mark; `nil` for any other text.
  private static func title(_ text: String?) -> String? {
    guard let text, text.hasPrefix("circular("), text.hasSuffix(")") else { return nil }
    return String(text.dropFirst(9).dropLast())
  }

  private static func fragment(_ path: [String]) -> String {
    String(URIFragment.encode(JSONPointer(path)).dropFirst())
  }

  // MARK: Walking

  /// What a member is, by its name and what it is in.
  private func role(of name: String, in role: Role) -> Role {
    switch role {
    case .schema:
      switch SubschemaPositions.inValue(of: name) {
      case .none: return .data
      case .one, .oneOrList: return .schema
      case .list: return .list
      case .map, .mapOfSome: return .schemas
      }
    case .schemas: return .schema
    case .components: return name == "schemas" ? .schemas : .other
    case .other:
      if name == "components", path.isEmpty { return .components }
      if name == "schema" || name == "itemSchema" { return .schema }
      return name == "example" || name == "examples" || name.hasPrefix("x-") ? .data : .other
    case .list, .data: return role
    }
  }

  private func role(ofItemIn role: Role) -> Role { role == .list ? .schema : role }

  /// Keeps the place of the first schema of each title.
  ///
  /// As deep as the document, which reading it has bounded.
  private mutating func collect(_ value: JSON, as role: Role) {
    guard role != .data else { return }
    if role == .schema, let title = value["title"]?.string, known[title] == nil { known[title] = reference(to: path) }
    if value.kind == .object {
      for member in value.members {
        let inner = self.role(of: member.name, in: role)
        path.append(member.name)
        collect(member.value, as: inner)
        path.removeLast()
      }
    } else if value.kind == .array {
      for (index, item) in value.items.enumerated() {
        path.append(String(index))
        collect(item, as: self.role(ofItemIn: role))
        path.removeLast()
      }
    }
  }

  /// Writes a value, and references for the marks in it.
  private mutating func write(_ value: JSON, as role: Role) {
    writer.mark(value.origin)
    switch value.kind {
    case .object:
      let title = role == .schema ? value["title"]?.string : nil
      if let title { open[title, default: []].append(path.count) }
      writer.assembler.append(UInt8(ascii: "{"))
      var isFirst = true
      for member in value.members {
        if !isFirst { writer.assembler.append(UInt8(ascii: ",")) }
        isFirst = false
        writer.mark(member.key.origin)
        writer.assembler.append(string: member.name.utf8)
        writer.assembler.append(UInt8(ascii: ":"))
        let inner = self.role(of: member.name, in: role)
        path.append(member.name)
        write(member.value, as: inner)
        path.removeLast()
      }
      writer.assembler.append(UInt8(ascii: "}"))
      if let title { open[title]?.removeLast() }
    case .array:
      writer.assembler.append(UInt8(ascii: "["))
      for (index, item) in value.items.enumerated() {
        if index > 0 { writer.assembler.append(UInt8(ascii: ",")) }
        path.append(String(index))
        write(item, as: self.role(ofItemIn: role))
        path.removeLast()
      }
      writer.assembler.append(UInt8(ascii: "]"))
    default:
      if role == .schema || role == .list, let title = CircularMarks.title(value.string) {
        let schema = schema(of: title, at: value)
        writer.assembler.append((role == .list ? "[\(schema)]" : schema).utf8)
      } else {
        writer.assembler.append(value.rawText)
      }
    }
  }

  // MARK: References

  /// The schema that a mark stands for.
  private mutating func schema(of title: String, at value: JSON) -> String {
    if let depth = open[title]?.last, let reference = reference(to: Array(path.prefix(depth))) {
      return "{\"$ref\":\(JSONText.string(reference))}"
    }
    if let reference = known[title], reference.utf8.count <= budget {
      budget -= reference.utf8.count
      return "{\"$ref\":\(JSONText.string(reference))}"
    }
    let origin = value.origin
    notices.append(
      Notice(
        code: .missingPart, pointer: JSONPointer(path).description, source: origin?.source.name ?? page.source.name,
        position: origin?.position ?? TextPosition(offset: 0, line: 1, column: 1),
        message: title.isEmpty
          ? "'circular()' stands for a schema that has no name, so that any value is accepted here; get the document "
            + "that the page was made from"
          : "the page does not have the schema '\(title.prefix(80))' that 'circular(\(title.prefix(80)))' stands for, so "
            + "that any value is accepted here; get the document that the page was made from"))
    return "{}"
  }

  /// A reference to a place of the document; `nil` if it would be longer than what is left for references.
  private mutating func reference(to path: [String]) -> String? {
    guard path.reduce(0, { $0 + $1.utf8.count + 1 }) <= min(budget, 1 << 12) else { return nil }
    let reference = "#" + URIFragment.encode(JSONPointer(path))
    budget -= reference.utf8.count
    return reference
  }
}

import Muster
import MusterContracts

/// An OpenAPI document with all that it refers to in other documents, as one that refers to no other.
///
/// What another document has is put among the components, once, under a name that is free; path items, which have no
/// place there in every version, are copied to where they are used. References that lead nowhere stay as they are and are
/// among the problems.
public struct DocumentBundle: Sendable {
  /// The document, JSON, indented by two spaces.
  public let bytes: [UInt8]
  /// The references that lead nowhere.
  public let problems: [BrokenPart]

  /// What is noteworthy about the overlays.
  private let overlayNotices: [Notice]

  /// The problems as notices, and what is noteworthy about the overlays.
  public var notices: [Notice] {
    problems.map { part in
      Notice(
        code: .brokenPart, pointer: part.location.pointer, source: part.location.source,
        position: part.location.position, message: part.detail)
    } + overlayNotices
  }

  /// Puts a document together, once overlays were applied to it and to what it refers to.
  ///
  /// - Throws: ``ContractError`` where the document cannot be read, is no OpenAPI document, or nests too deep.
  /// - Complexity: O(*n*) in the size of all documents.
  public init(_ source: SourceText, options: Contract.CompileOptions = .init()) throws(ContractError) {
    let overlays = try OverlaySet(options.overlays, sources: [source])
    let pages = try PageReader(source: source).documents()
    guard let page = pages.first, pages.count == 1 else {
      throw ContractError(
        .document, in: source, at: 0, detail: "the source holds \(pages.count) documents; one can be bundled")
    }
    let document = try overlays.apply(to: page.json, of: source)
    let root = Place(value: document.root, pointer: JSONPointer())
    guard let version = try DocumentVersion.declared(by: root) else {
      throw root.error(.unsupportedVersion, "the document declares no version; expected 'openapi' or 'swagger'")
    }
    let library = DocumentLibrary(load: options.load, overlays: overlays)
    let actual = options.uri(of: source)
    library.add(document, at: actual)
    let uri = library.base(of: document, DocumentShape.of(version.dialect), at: actual)
    var writer = BundleWriter(
      references: DocumentReferences(root: document.root, uri: uri, library: library),
      isSwagger: version.dialect == .swagger20)
    bytes = try writer.write(root)
    problems = writer.problems
    overlayNotices = overlays.notices
  }
}

/// Writes a bundle.
struct BundleWriter {
  let references: DocumentReferences
  let isSwagger: Bool
  private(set) var problems: [BrokenPart] = []
  /// The entries of each section, in their order: the document's own, then those that were taken in.
  private var sections: [(name: String, entries: [(name: String, text: [UInt8])])] = []
  /// The names in each section.
  private var names: [String: Set<String>] = [:]
  /// Where what was taken in is.
  private var taken: [SchemaPlace: String] = [:]
  /// The names of schemas in each document that was asked about; `nil` stands for the one that is bundled.
  private var schemaNames: [String?: SchemaNames?] = [:]
  private var pending: [(place: Place, node: BundleNode, section: String, name: String)] = []

  /// How deep a document may nest.
  private static let depthLimit = 512

  init(references: DocumentReferences, isSwagger: Bool) {
    self.references = references
    self.isSwagger = isSwagger
  }

  /// The sections of a Swagger document, which stand at its root, by the names that they have later.
  private static let swaggerSections = [
    "schemas": "definitions", "parameters": "parameters", "responses": "responses",
  ]

  /// The document's text.
  mutating func write(_ root: Place) throws(ContractError) -> [UInt8] {
    _ = try root.expect(.object, "an OpenAPI document, which is an object,")
    let holder = isSwagger ? root : root["components"]
    for member in holder?.members ?? [] where isSection(member.name) {
      sections.append((member.name, []))
      names[member.name] = Set(member.place.members.map(\.name))
    }
    var text = Output()
    var others: [(name: String, text: [UInt8])] = []
    for member in root.members {
      if isSwagger ? isSection(member.name) : member.name == "components" { continue }
      var output = Output(level: 1)
      try write(member.place, BundleNode.document.field(member.name), 1, to: &output)
      others.append((member.name, output.bytes))
    }
    var kept: [(name: String, text: [UInt8])] = []
    for member in holder?.members ?? [] {
      guard let index = sections.firstIndex(where: { $0.name == member.name }) else {
        guard !isSwagger else { continue }
        var output = Output(level: 2)
        try write(member.place, .data, 2, to: &output)
        kept.append((member.name, output.bytes))
        continue
      }
      let node = (isSwagger ? BundleNode.document : .components).field(member.name)
      for entry in member.place.members {
        sections[index].entries.append((entry.name, try self.text(entry.place, node.field(entry.name))))
      }
    }
    while let next = pending.popLast() {
      let text = try self.text(next.place, next.node)
      if let index = sections.firstIndex(where: { $0.name == next.section }) {
        sections[index].entries.append((next.name, text))
      } else {
        sections.append((next.section, [(next.name, text)]))
      }
    }
    let level = isSwagger ? 1 : 2
    var composed: [(name: String, text: [UInt8])] = []
    for section in sections { composed.append((section.name, Output.object(section.entries, level: level))) }
    if isSwagger {
      others += composed
    } else if !composed.isEmpty || !kept.isEmpty {
      others.append(("components", Output.object(composed + kept, level: 1)))
    }
    text.bytes = Output.object(others, level: 0)
    text.bytes.append(UInt8(ascii: "\n"))
    return text.bytes
  }

  private func isSection(_ name: String) -> Bool {
    if isSwagger { return BundleWriter.swaggerSections.values.contains(name) }
    return BundleNode.components.field(name) != .data
  }

  /// The text of an entry of a section.
  private mutating func text(_ place: Place, _ node: BundleNode) throws(ContractError) -> [UInt8] {
    let level = isSwagger ? 2 : 3
    var output = Output(level: level)
    try write(place, node, level, to: &output)
    return output.bytes
  }

  // MARK: Values

  /// Writes a value; recursion is bounded by `depthLimit`.
  private mutating func write(
    _ place: Place, _ node: BundleNode, _ depth: Int, to output: inout Output
  ) throws(ContractError) {
    guard depth < BundleWriter.depthLimit else {
      throw place.error(
        .document, "this nests deeper than \(BundleWriter.depthLimit), or path items lead to each other")
    }
    switch place.value.kind {
    case .array:
      var inner = BundleNode.data
      if case .list(let item) = node { inner = item }
      try writeItems(place, inner, depth, to: &output)
    case .object:
      var node = node
      // Where one or a list of them may stand, this is the one.
      if case .list(let item) = node { node = item }
      if node == .discriminator { return try writeDiscriminator(place, depth, to: &output) }
      if node != .data, let reference = place["$ref"], let text = reference.value.string {
        if case .map = node {} else { return try writeReference(place, reference, text, node, depth, to: &output) }
      }
      try writeMembers(place, node, depth, to: &output)
    default: output.append(place.value.rawText)
    }
  }

  private mutating func writeItems(
    _ place: Place, _ node: BundleNode, _ depth: Int, to output: inout Output
  ) throws(ContractError) {
    let items = place.items
    guard !items.isEmpty else { return output.append("[]".utf8) }
    output.open("[")
    for (index, item) in items.enumerated() {
      output.next(isFirst: index == 0)
      try write(item, node, depth + 1, to: &output)
    }
    output.close("]")
  }

  private mutating func writeMembers(
    _ place: Place, _ node: BundleNode, _ depth: Int, replacing replacement: (name: String, text: String)? = nil,
    to output: inout Output
  ) throws(ContractError) {
    let members = place.members
    guard !members.isEmpty else { return output.append("{}".utf8) }
    output.open("{")
    for (index, member) in members.enumerated() {
      output.next(isFirst: index == 0)
      output.name(member.name)
      if let replacement, member.name == replacement.name {
        output.append(JSONText.string(replacement.text).utf8)
      } else {
        try write(member.place, node.field(member.name), depth + 1, to: &output)
      }
    }
    output.close("}")
  }

  // MARK: References

  private mutating func writeReference(
    _ place: Place, _ reference: Place, _ text: String, _ node: BundleNode, _ depth: Int, to output: inout Output
  ) throws(ContractError) {
    if node == .schema {
      switch named(text, at: reference) {
      case .here?: return try writeMembers(place, node, depth, to: &output)
      case .elsewhere(let target)?:
        let local =
          target.uri == nil ? "#\(URIFragment.encode(target.pointer))" : take(target, node, section(of: node) ?? "")
        return try writeMembers(place, node, depth, replacing: ("$ref", local), to: &output)
      case nil: break
      }
    }
    let target: Place
    do throws(ContractError) { target = try references.target(of: text, at: reference) } catch {
      problems.append(BrokenPart(error))
      return try writeMembers(place, node, depth, replacing: ("$ref", text), to: &output)
    }
    if target.uri == nil {
      let local = "#\(URIFragment.encode(target.pointer))"
      return try writeMembers(place, node, depth, replacing: ("$ref", local), to: &output)
    }
    guard let section = section(of: node) else {
      do throws(ContractError) {
        return try writeMerged(chain(from: place), node, depth + 1, to: &output)
      } catch {
        guard error.code == .reference else { throw error }
        problems.append(BrokenPart(error))
        return try writeMembers(place, node, depth, replacing: ("$ref", text), to: &output)
      }
    }
    let local = take(target, node, section)
    try writeMembers(place, node, depth, replacing: ("$ref", local), to: &output)
  }

  /// What a schema's reference by a name leads to; the names of each document are looked for once.
  private mutating func named(_ text: String, at reference: Place) -> DocumentReferences.Named? {
    references.named(text, at: reference) { uri in
      if let known = schemaNames[uri] { return known }
      let root = uri == nil ? references.root : uri.flatMap { try? references.library.document(at: $0).root }
      let names = root.map { SchemaNames(of: $0, uri: uri, base: uri ?? references.uri) }
      schemaNames[uri] = .some(names)
      return names
    }
  }

  /// A value and those that its `$ref` leads to, one after the other.
  private func chain(from place: Place) throws(ContractError) -> [Place] {
    // It throws where there is no end.
    _ = try references.resolve(place)
    var chain = [place]
    while let reference = chain.last?["$ref"], let text = reference.value.string {
      chain.append(try references.target(of: text, at: reference))
    }
    return chain
  }

  /// Writes a path item with those that its `$ref` leads to: of a field that several have, the nearest one; of parameters,
  /// all that have a name and location of their own.
  private mutating func writeMerged(
    _ chain: [Place], _ node: BundleNode, _ depth: Int, to output: inout Output
  ) throws(ContractError) {
    var seen: Set<String> = ["$ref"]
    output.open("{")
    for member in chain.flatMap(\.members) where seen.insert(member.name).inserted {
      output.next(isFirst: seen.count == 2)
      output.name(member.name)
      let lists = chain.compactMap { $0[member.name] }
      guard node == .pathItem, member.name == "parameters", lists.count > 1 else {
        try write(member.place, node.field(member.name), depth + 1, to: &output)
        continue
      }
      output.open("[")
      for (index, parameter) in parameters(of: lists).enumerated() {
        output.next(isFirst: index == 0)
        try write(parameter, .parameter, depth + 1, to: &output)
      }
      output.close("]")
    }
    output.close("}")
  }

  /// The parameters of several lists, the nearest first, each of which replaces those of its name and location.
  private func parameters(of lists: [Place]) -> [Place] {
    var found: [(key: [String?], place: Place)] = []
    for item in lists.reversed().flatMap(\.items) {
      let parameter = try? references.resolve(item)
      let key = [parameter?["name"]?.value.string, parameter?["in"]?.value.string]
      if !key.contains(nil) { found.removeAll { $0.key == key } }
      found.append((key, item))
    }
    return found.map(\.place)
  }

  /// The values of a mapping are references, or names of components (OpenAPI 3.1, section 4.8.25.1).
  private mutating func writeDiscriminator(_ place: Place, _ depth: Int, to output: inout Output) throws(ContractError)
  {
    guard let mapping = place["mapping"] else { return try writeMembers(place, .data, depth, to: &output) }
    output.open("{")
    for (index, member) in place.members.enumerated() {
      output.next(isFirst: index == 0)
      output.name(member.name)
      guard member.name == "mapping", mapping.value.kind == .object, mapping.value.members.count > 0 else {
        try write(member.place, .data, depth + 1, to: &output)
        continue
      }
      output.open("{")
      for (index, entry) in mapping.members.enumerated() {
        output.next(isFirst: index == 0)
        output.name(entry.name)
        output.append(JSONText.string(mapped(entry.place)).utf8)
      }
      output.close("}")
    }
    output.close("}")
  }

  private mutating func mapped(_ entry: Place) -> String {
    let text = entry.value.string ?? ""
    let isReference = text.utf8.contains {
      $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".")
    }
    guard isReference else { return text }
    do throws(ContractError) {
      let target = try references.target(of: text, at: entry)
      guard target.uri != nil, let section = section(of: .schema) else {
        return "#\(URIFragment.encode(target.pointer))"
      }
      return take(target, .schema, section)
    } catch {
      problems.append(BrokenPart(error))
      return text
    }
  }

  private func section(of node: BundleNode) -> String? {
    guard let section = node.section else { return nil }
    return isSwagger ? BundleWriter.swaggerSections[section] : section
  }

  /// Takes a value of another document in, if it is not in already; gives the reference to it.
  private mutating func take(_ target: Place, _ node: BundleNode, _ section: String) -> String {
    let prefix = isSwagger ? "#/\(section)/" : "#/components/\(section)/"
    if let name = taken[target.schemaPlace] { return prefix + name }
    let wanted = BundleWriter.name(of: target)
    var name = wanted
    var number = 1
    while !names[section, default: []].insert(name).inserted {
      number += 1
      name = "\(wanted)\(number)"
    }
    taken[target.schemaPlace] = name
    pending.append((target, node, section, name))
    return prefix + name
  }

  /// A name for a value: the last of its pointer, or else that of its file, in letters that components may have.
  private static func name(of target: Place) -> String {
    var text = target.pointer.tokens.last ?? ""
    if text.isEmpty {
      let file = target.uri?.split(separator: "/").last ?? "document"
      text = String(file.split(separator: ".").first ?? file)
    }
    let letters = text.utf8.map { byte in
      (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || "._-".utf8.contains(byte)
        ? byte : UInt8(ascii: "_")
    }
    return letters.isEmpty ? "_" : String(decoding: letters, as: UTF8.self)
  }
}

/// JSON text, indented by two spaces.
struct Output {
  var bytes: [UInt8] = []
  private var level: Int

  init(level: Int = 0) { self.level = level }

  mutating func append(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }

  mutating func open(_ bracket: String) {
    append(bracket.utf8)
    level += 1
  }

  mutating func close(_ bracket: String) {
    level -= 1
    line()
    append(bracket.utf8)
  }

  /// Begins the next item or member.
  mutating func next(isFirst: Bool) {
    if !isFirst { append(",".utf8) }
    line()
  }

  mutating func name(_ name: String) { append("\(JSONText.string(name)): ".utf8) }

  private mutating func line() {
    append("\n".utf8)
    append(repeatElement(0x20, count: level * 2))
  }

  /// An object of texts that were written one level deeper.
  static func object(_ members: [(name: String, text: [UInt8])], level: Int) -> [UInt8] {
    guard !members.isEmpty else { return Array("{}".utf8) }
    var output = Output(level: level)
    output.open("{")
    for (index, member) in members.enumerated() {
      output.next(isFirst: index == 0)
      output.name(member.name)
      output.append(member.text)
    }
    output.close("}")
    return output.bytes
  }
}

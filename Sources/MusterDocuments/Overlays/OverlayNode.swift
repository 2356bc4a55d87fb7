import Muster
import MusterContracts

/// A value of a document that overlays change in place, with where each of its parts was written.
final class OverlayNode {
  /// A member of an object.
  struct Member {
    let name: String
    /// Where the name was written.
    let origin: SourceMap.Origin?
    let value: OverlayNode
  }

  enum Content {
    case object([Member])
    case array([OverlayNode])
    case scalar(JSON)
  }

  private(set) var content: Content
  /// Where the value was written.
  private(set) var origin: SourceMap.Origin?
  private(set) weak var parent: OverlayNode?

  private init(_ content: Content, origin: SourceMap.Origin?) {
    self.content = content
    self.origin = origin
  }

  /// The value of a document.
  ///
  /// - Complexity: O(*n*) in the size of the value; as deep as the value, which reading it has bounded.
  convenience init(_ value: JSON) {
    switch value.kind {
    case .object:
      self.init(
        .object(
          value.members.map { Member(name: $0.name, origin: $0.key.origin, value: OverlayNode($0.value)) }),
        origin: value.origin)
    case .array: self.init(.array(value.items.map { OverlayNode($0) }), origin: value.origin)
    default: self.init(.scalar(value), origin: value.origin)
    }
    adopt()
  }

  /// The value of an object with some of its members.
  ///
  /// - Complexity: that of the whole.
  convenience init(_ object: JSON, keeping isKept: (String) -> Bool) {
    self.init(
      .object(
        object.members.filter { isKept($0.name) }
          .map { Member(name: $0.name, origin: $0.key.origin, value: OverlayNode($0.value)) }),
      origin: object.origin)
    adopt()
  }

  /// Has each `$ref` in the value lead from anywhere to where it leads now.
  ///
  /// - Complexity: O(*n*) in the size of the value; as deep as the value, which reading it has bounded.
  func makeReferencesAbsolute(_ absolute: (String) -> String) {
    switch content {
    case .object(let members):
      for member in members {
        if member.name == "$ref", case .scalar(let value) = member.value.content, let text = value.string,
          let document = try? JSONDocument(SourceText(name: "", bytes: Array(JSONText.string(absolute(text)).utf8)))
        {
          member.value.content = .scalar(document.root)
        } else {
          member.value.makeReferencesAbsolute(absolute)
        }
      }
    case .array(let items): for item in items { item.makeReferencesAbsolute(absolute) }
    case .scalar: break
    }
  }

  /// A copy that shares nothing.
  func copy() -> OverlayNode {
    let copy =
      switch content {
      case .object(let members):
        OverlayNode(
          .object(members.map { Member(name: $0.name, origin: $0.origin, value: $0.value.copy()) }), origin: origin)
      case .array(let items): OverlayNode(.array(items.map { $0.copy() }), origin: origin)
      case .scalar: OverlayNode(content, origin: origin)
      }
    copy.adopt()
    return copy
  }

  private func adopt() {
    switch content {
    case .object(let members): for member in members { member.value.parent = self }
    case .array(let items): for item in items { item.parent = self }
    case .scalar: break
    }
  }

  // MARK: Changes

  /// Takes in another value: members are merged, items appended, anything else is replaced (Overlay 1.1, section 4.4.3).
  func merge(_ update: OverlayNode) {
    switch (content, update.content) {
    case (.object(let members), .object(let updates)):
      var added: [Member] = []
      for update in updates {
        if let member = members.first(where: { $0.name.utf8.elementsEqual(update.name.utf8) }) {
          member.value.merge(update.value)
        } else {
          added.append(Member(name: update.name, origin: update.origin, value: update.value.copy()))
        }
      }
      if case .object(let members) = content { content = .object(members + added) }
    case (.array(let items), .array(let updates)): content = .array(items + updates.map { $0.copy() })
    default:
      let copy = update.copy()
      content = copy.content
      origin = copy.origin
      parent?.moveName(of: self)
    }
    adopt()
  }

  /// Has the name of a member stand where its value was written: what says so now is there.
  private func moveName(of child: OverlayNode) {
    guard case .object(let members) = content else { return }
    content = .object(
      members.map { $0.value === child ? Member(name: $0.name, origin: child.origin, value: child) : $0 })
  }

  /// Appends an item to an array.
  func append(_ item: OverlayNode) {
    guard case .array(let items) = content else { return }
    content = .array(items + [item.copy()])
    adopt()
  }

  /// Takes the value out of what it is in.
  ///
  /// - Returns: Whether it was in anything.
  func remove() -> Bool {
    guard let parent else { return false }
    switch parent.content {
    case .object(let members): parent.content = .object(members.filter { $0.value !== self })
    case .array(let items): parent.content = .array(items.filter { $0 !== self })
    case .scalar: break
    }
    self.parent = nil
    return true
  }

  // MARK: Writing

  /// Writes the value with its places.
  func write(into writer: inout OverlayWriter) {
    switch content {
    case .object(let members):
      writer.mark(origin)
      writer.assembler.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { writer.assembler.append(UInt8(ascii: ",")) }
        writer.mark(member.origin)
        writer.assembler.append(string: member.name.utf8)
        writer.assembler.append(UInt8(ascii: ":"))
        member.value.write(into: &writer)
      }
      writer.assembler.append(UInt8(ascii: "}"))
    case .array(let items):
      writer.mark(origin)
      writer.assembler.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { writer.assembler.append(UInt8(ascii: ",")) }
        item.write(into: &writer)
      }
      writer.assembler.append(UInt8(ascii: "]"))
    case .scalar(let value):
      writer.mark(origin)
      writer.assembler.append(value.rawText)
    }
  }
}

extension OverlayNode: JSONPathNode {
  var kind: JSON.Kind {
    switch content {
    case .object: .object
    case .array: .array
    case .scalar(let value): value.kind
    }
  }

  var scalar: JSON? { if case .scalar(let value) = content { value } else { nil } }

  var children: [(name: String, value: OverlayNode)] {
    if case .object(let members) = content { members.map { ($0.name, $0.value) } } else { [] }
  }

  var elements: [OverlayNode] { if case .array(let items) = content { items } else { [] } }
}

/// Puts a changed document together again.
struct OverlayWriter {
  var assembler = JSONAssembler()
  private var known: [(source: SourceText, index: JSONAssembler.SourceIndex)] = []

  /// Says where what is written next comes from.
  mutating func mark(_ origin: SourceMap.Origin?) {
    guard let origin else { return }
    // There are as many as there are documents, overlays and pages of them.
    let index: JSONAssembler.SourceIndex
    if let found = known.last(where: { $0.source.isSame(as: origin.source) }) {
      index = found.index
    } else {
      index = assembler.add(origin.source)
      known.append((origin.source, index))
    }
    assembler.mark(index, at: origin.offset)
  }
}

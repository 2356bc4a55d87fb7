import Muster
import MusterContracts
import MusterYAML

/// Changes to a vendor's document, kept beside it (Overlay Specification 1.0 and 1.1).
///
/// Actions are applied one after the other, each to what the ones before it left. What a changed document is made of keeps
/// its place: the vendor's file for what the vendor wrote, the overlay for what it adds.
struct Overlay: Sendable {
  /// One change.
  struct Action: Sendable {
    enum Change: Sendable {
      case remove
      case update(JSON)
      case copy(JSONPath, place: Place)
    }

    let target: JSONPath
    /// The value of `target`.
    let place: Place
    let change: Change
  }

  let source: SourceText
  /// The document that it is for, if it says so.
  let extends: String?
  let actions: [Action]
  /// What is noteworthy about it.
  private var notices: [Notice] = []
  /// Whether values other than objects and arrays may be replaced, as from 1.1 on.
  private let takesPrimitives: Bool

  /// Reads an overlay, JSON or YAML.
  ///
  /// - Throws: ``ContractError`` with the code `overlay`, `json` or `yaml`, and the place in the overlay.
  /// - Complexity: O(*n*) in the size of the text.
  init(_ source: SourceText) throws(ContractError) {
    self.source = source
    let root = Place(value: try Overlay.document(source).root, pointer: JSONPointer())
    guard root.value.kind == .object else { throw Overlay.mistake(root, "an overlay is an object") }
    guard let version = root["overlay"]?.value.string else {
      throw Overlay.mistake(
        root["overlay"] ?? root, "an overlay has a member 'overlay' with its version, such as 1.0.0")
    }
    let minor = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard minor.count == 3, minor[0].elementsEqual("1".utf8), let number = Int(String(minor[1]) ?? ""), number <= 1
    else {
      throw Overlay.mistake(
        root["overlay"] ?? root, "overlays of version \(version.prefix(20)) are not read; 1.0.x and 1.1.x are")
    }
    takesPrimitives = number >= 1
    notices = Overlay.structure(of: root, number >= 1 ? .overlay11 : .overlay10)
    if let extends = root["extends"], extends.value.kind != .string {
      throw Overlay.mistake(extends, "'extends' is the URI of the document that the overlay is for")
    }
    extends = root["extends"]?.value.string
    guard let list = root["actions"], list.value.kind == .array else {
      throw Overlay.mistake(root["actions"] ?? root, "an overlay has a list 'actions'")
    }
    var actions: [Action] = []
    for place in list.items {
      if let action = try Overlay.action(place, notices: &notices) { actions.append(action) }
    }
    self.actions = actions
  }

  /// What is not as the version has it, though the overlay can be applied.
  private static func structure(of root: Place, _ table: ShapeTable) -> [Notice] {
    StructureWalk.mistakes(in: root, as: .object(.overlay), table).map { $0.notice(.overlay) }
  }

  private static func document(_ source: SourceText) throws(ContractError) -> JSONDocument {
    let source = try YAMLSource.utf8(source)
    let first = source.bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    if first == UInt8(ascii: "{") {
      do { return try JSONDocument(source) } catch {
        throw ContractError(.json, source: source.name, position: error.position, detail: error.detail)
      }
    }
    var assembler = JSONAssembler()
    do { _ = try YAMLReader().read(source, into: &assembler) } catch {
      throw ContractError(.yaml, source: error.source, position: error.position, detail: error.message)
    }
    do { return try JSONDocument(assembler) } catch {
      throw ContractError(.yaml, source: source.name, position: error.position, detail: error.detail)
    }
  }

  private static func action(_ place: Place, notices: inout [Notice]) throws(ContractError) -> Action? {
    guard place.value.kind == .object, let target = place["target"], let text = target.value.string else {
      throw mistake(place["target"] ?? place, "an action has a 'target', a JSONPath such as $.paths['/items'].get")
    }
    let path = try path(text, at: target, &notices)
    if let remove = place["remove"] {
      guard let isRemoved = remove.value.boolean else { throw mistake(remove, "'remove' is true or false") }
      // It wins over the others (Overlay 1.0, section 4.4.3).
      if isRemoved { return Action(target: path, place: target, change: .remove) }
    }
    if let update = place["update"] {
      return Action(target: path, place: target, change: .update(update.value))
    }
    if let copy = place["copy"] {
      guard let text = copy.value.string else { throw mistake(copy, "'copy' is a JSONPath") }
      return Action(target: path, place: target, change: .copy(try self.path(text, at: copy, &notices), place: copy))
    }
    notices.append(
      Notice(code: .overlay, at: place, message: "this action changes nothing: it has neither 'update' nor 'remove'"))
    return nil
  }

  private static func path(
    _ text: String, at place: Place, _ notices: inout [Notice]
  ) throws(ContractError) -> JSONPath {
    do { return try JSONPath(text) } catch {
      // The specification's own examples have names with hyphens after a dot.
      if let (path, form) = hyphenated(text) {
        notices.append(
          Notice(
            code: .overlay, at: place,
            message: "RFC 9535 has no name with a hyphen after a dot; read as \(form)"))
        return path
      }
      let column = error.offset.map { " at its character \($0 + 1)" } ?? ""
      throw mistake(place, "this is no JSONPath (RFC 9535): \(error.detail)\(column)")
    }
  }

  private static func mistake(_ place: Place, _ detail: String) -> ContractError {
    let origin = place.value.origin
    return ContractError(
      .overlay, source: origin?.source.name, position: origin?.position, pointer: place.pointer.description,
      detail: detail)
  }

  /// What is noteworthy about the overlay, once it was applied to all that it is for.
  func notices(used: Set<Int>) -> [Notice] {
    notices
      + actions.enumerated().filter { !used.contains($0.offset) }.map { _, action in
        Notice(
          code: .overlay, at: action.place, message: "'\(action.target.source)' selects nothing that is compiled here")
      }
  }

  // MARK: Applying

  /// Whether the overlay is for a source, given all there are: by the file that `extends` names, if one of them is it.
  func isFor(_ source: SourceText, among sources: [SourceText]) -> Bool {
    guard let extends else { return true }
    let name = Overlay.fileName(extends)
    guard sources.contains(where: { Overlay.fileName($0.name) == name }) else { return true }
    return Overlay.fileName(source.name) == name
  }

  private static func fileName(_ path: String) -> String {
    let end = path.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? path.endIndex
    return String(path[..<end].split(separator: "/").last ?? "")
  }

  /// A document with the changes made.
  ///
  /// - Parameters:
  ///   - used: Gets the indices of the actions whose targets select something.
  ///   - steps: How many nodes may be looked at and made; what is left of them afterwards.
  /// - Throws: ``ContractError`` with the code `overlay`, at the action that cannot be applied.
  /// - Complexity: O(*n*) in the size of the document for each action, bounded by `steps`.
  func apply(
    to document: JSONDocument, used: inout Set<Int>, steps: inout Int
  ) throws(ContractError) -> JSONDocument {
    let root = OverlayNode(document.root)
    for (index, action) in actions.enumerated() {
      let nodes = try find(action.target, action.place, in: root, &steps)
      if !nodes.isEmpty { used.insert(index) }
      for node in nodes { try apply(action, to: node, root, &steps) }
    }
    var writer = OverlayWriter()
    root.write(into: &writer)
    do { return try JSONDocument(writer.assembler) } catch {
      throw ContractError(
        .overlay, source: source.name, position: error.position, detail: "what the overlay leaves: \(error.detail)")
    }
  }

  private func apply(
    _ action: Action, to node: OverlayNode, _ root: OverlayNode, _ steps: inout Int
  ) throws(ContractError) {
    switch action.change {
    case .remove:
      guard node !== root else { throw Overlay.mistake(action.place, "the whole document cannot be removed") }
      // One that is selected twice is gone already.
      _ = node.remove()
    case .update(let update):
      let made = OverlayNode(update)
      try spend(made, action.place, &steps)
      try apply(made, to: node, action.place)
    case .copy(let path, let place):
      let found = try find(path, place, in: root, &steps)
      guard found.count == 1 else {
        throw Overlay.mistake(place, "'copy' must select one value, and selects \(found.count)")
      }
      try spend(found[0], action.place, &steps)
      try apply(found[0].copy(), to: node, action.place)
    }
  }

  private func apply(_ update: OverlayNode, to node: OverlayNode, _ place: Place) throws(ContractError) {
    switch (node.kind, update.kind) {
    case (.object, .object), (.array, .array): node.merge(update)
    case (.array, _): node.append(update)
    case (.object, _): throw Overlay.mistake(place, "the target is an object, which takes an object as its update")
    default:
      guard takesPrimitives else {
        throw Overlay.mistake(
          place,
          "the target is neither an object nor an array, which Overlay 1.0 does not update; select what it is in, or "
            + "declare 'overlay: 1.1.0'")
      }
      node.merge(update)
    }
  }

  private func find(
    _ path: JSONPath, _ place: Place, in root: OverlayNode, _ steps: inout Int
  ) throws(ContractError) -> [OverlayNode] {
    do { return try path.nodes(in: root, steps: &steps) } catch { throw Overlay.mistake(place, error.detail) }
  }

  /// Takes a step for each node that an action adds: an update of all nodes by a large value makes a document of any size.
  private func spend(_ node: OverlayNode, _ place: Place, _ steps: inout Int) throws(ContractError) {
    var pending = [node]
    while let next = pending.popLast() {
      steps -= 1
      guard steps > 0 else { throw Overlay.mistake(place, "the overlays look at or add too many nodes") }
      switch next.content {
      case .object(let members): pending += members.map(\.value)
      case .array(let items): pending += items
      case .scalar: break
      }
    }
  }
}

extension ContractError.Code {
  /// An overlay that cannot be read or applied.
  public static let overlay = ContractError.Code(rawValue: "overlay")
}

extension Notice.Code {
  /// Something in an overlay that probably is not what was meant.
  public static let overlay = Notice.Code(rawValue: "overlay")
}

import Muster

/// Entries whose names have brackets, put together: `o[a]=1&o[b][]=2&o[c][0][d]=3`.
///
/// OpenAPI describes `o[a]=1` alone (3.1, section 4.8.12.2.2); what nests deeper, and lists, are as Rails and PHP write them.
struct BracketTree {
  /// How deep brackets may nest.
  static let depthLimit = 32
  /// How many entries may have brackets.
  static let entryLimit = 2_048

  /// How it is taken what the specification leaves open.
  struct Choice: Sendable, Hashable {
    /// Whether numbers in brackets are positions where the schema allows a list and an object.
    var prefersLists = true
    /// Whether one text with commas is a list, if there may be one inside of an object.
    var dividesAtCommas = false

    /// The choices, the likeliest first; by the letter nothing is divided at commas.
    static func all(isTolerant: Bool) -> [Choice] {
      let lists = [Choice(), Choice(prefersLists: false)]
      return lists + (isTolerant ? lists.map { Choice(prefersLists: $0.prefersLists, dividesAtCommas: true) } : [])
    }
  }

  private struct Node {
    /// What was sent as the value itself.
    var texts: [WrittenValue] = []
    /// What is inside of it, in the order sent; the key is `nil` for `[]`.
    var children: [(key: String?, node: Int)] = []
    var indices: [String: Int] = [:]
  }

  private var nodes = [Node()]

  /// Whether nothing was added.
  var isEmpty: Bool { nodes.count == 1 && nodes[0].texts.isEmpty }

  /// Adds the text of an entry below the names in its brackets.
  mutating func add(_ text: WrittenValue, at path: [String]) {
    var node = 0
    for (position, key) in path.enumerated() {
      node = child(key, of: node, before: position + 1 < path.count ? path[position + 1] : nil)
    }
    nodes[node].texts.append(text)
  }

  /// The child of a key; `[]` begins an item, unless the last one lacks the name that comes next.
  private mutating func child(_ key: String, of node: Int, before next: String?) -> Int {
    if key.isEmpty {
      if let next, !next.isEmpty, let last = nodes[node].children.last, last.key == nil,
        nodes[last.node].indices[next] == nil
      {
        return last.node
      }
      return add(nil, to: node)
    }
    return nodes[node].indices[key] ?? add(key, to: node)
  }

  private mutating func add(_ key: String?, to node: Int) -> Int {
    let index = nodes.count
    nodes.append(Node())
    nodes[node].children.append((key, index))
    if let key { nodes[node].indices[key] = index }
    return index
  }

  /// What the entries stand for.
  ///
  /// - Parameter choice: How it is taken what the specification leaves open.
  /// - Throws: ``StyleDecoder/Mistake`` if something was sent both as a value and as what is inside of it.
  func value(
    of name: String, _ shape: ValueShape, _ choice: Choice
  ) throws(StyleDecoder.Mistake) -> WrittenValue {
    try value(0, of: name, shape, choice)
  }

  /// Recursion is bounded by `depthLimit`.
  private func value(
    _ index: Int, of name: String, _ shape: ValueShape, _ choice: Choice
  ) throws(StyleDecoder.Mistake) -> WrittenValue {
    let node = nodes[index]
    if node.children.isEmpty {
      if choice.dividesAtCommas, index > 0, node.texts.count == 1, shape.mayBeList,
        case .text(let text) = node.texts[0],
        text.utf8.contains(UInt8(ascii: ","))
      {
        return .list(text.split(separator: ",", omittingEmptySubsequences: false).map { .text(String($0)) })
      }
      if node.texts.count == 1, !shape.isArray || !node.texts[0].isText { return node.texts[0] }
      return .list(node.texts)
    }
    let mayBeList = shape.types.contains(.array) && (choice.prefersLists || !shape.types.contains(.object))
    let hasItemsOnly = node.children.allSatisfy { $0.key == nil }
    if hasItemsOnly || (mayBeList && node.children.allSatisfy { $0.key.map(EntryPath.isPosition) ?? true }) {
      var items = node.texts
      for child in BracketTree.sorted(node.children) {
        items.append(try value(child.node, of: name, shape.item, choice))
      }
      return .list(items)
    }
    guard node.texts.isEmpty, node.children.allSatisfy({ $0.key != nil }) else { throw .conflict(in: name) }
    var members: [WrittenValue.Member] = []
    for (key, child) in node.children {
      guard let key else { continue }
      members.append(
        WrittenValue.Member(name: key, value: try value(child, of: name, shape.member(key), choice)))
    }
    return .members(members)
  }

  /// Items by their positions, then those without one.
  private static func sorted(_ children: [(key: String?, node: Int)]) -> [(key: String?, node: Int)] {
    let placed = children.filter { $0.key != nil }
    // Positions have no more digits than `EntryPath.isPosition` allows.
    return placed.sorted { (Int($0.key ?? "") ?? 0, $0.node) < (Int($1.key ?? "") ?? 0, $1.node) }
      + children.filter { $0.key == nil }
  }
}

extension BracketTree {
  /// An entry as the names in its brackets and its text.
  struct Entry: Sendable, Hashable {
    let name: String
    let path: [String]
    let text: EncodedText?
  }

  /// The entries of a name and those below it; `nil` if there are none.
  ///
  /// - Throws: ``StyleDecoder/Mistake`` for malformed percent-encoding, and for entries beyond the limits.
  init?(_ entries: [Entry], of name: String) throws(StyleDecoder.Mistake) {
    guard entries.count <= BracketTree.entryLimit else { throw .limit(.entries, BracketTree.entryLimit) }
    for entry in entries {
      guard entry.path.count <= BracketTree.depthLimit else {
        throw .limit(.brackets, BracketTree.depthLimit)
      }
      guard let text = (entry.text ?? EncodedText([], .form)).decoded else { throw .encoding(of: name) }
      add(.text(text), at: entry.path)
    }
    if isEmpty { return nil }
  }
}

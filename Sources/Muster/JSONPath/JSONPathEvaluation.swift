import MusterText

extension JSONPath {
  /// The nodes that the query leads to, in its order; a node that is reached twice is there twice.
  ///
  /// - Parameter steps: How many nodes may be looked at; what is left of them afterwards.
  /// - Throws: ``JSONPathError`` without an offset where that is not enough.
  /// - Complexity: bounded by `steps`.
  package func nodes<Node: JSONPathNode>(in root: Node, steps: inout Int) throws(JSONPathError) -> [Node] {
    var evaluation = JSONPathEvaluation(root: root, steps: steps)
    defer { steps = max(0, evaluation.steps) }
    return try evaluation.follow(segments, from: [root])
  }
}

/// One evaluation of a query.
private struct JSONPathEvaluation<Node: JSONPathNode> {
  private let root: Node
  private(set) var steps: Int
  private var patterns: [String: Pattern?] = [:]

  init(root: Node, steps: Int) {
    self.root = root
    self.steps = steps
  }

  /// A value of a comparison or argument; `nothing` for that of a query which leads nowhere.
  private enum Value {
    case nothing
    case node(Node)
    case literal(JSON)
    case number(Int)
  }

  private mutating func spend(_ count: Int = 1) throws(JSONPathError) {
    steps -= count
    if steps < 0 { throw JSONPathError(offset: nil, detail: "the query looks at too many nodes") }
  }

  // MARK: Segments

  mutating func follow(_ segments: [JSONPath.Segment], from start: [Node]) throws(JSONPathError) -> [Node] {
    var nodes = start
    for segment in segments {
      var next: [Node] = []
      for node in nodes {
        guard segment.isDescendant else {
          try select(segment.selectors, of: node, into: &next)
          continue
        }
        var pending = [node]
        while let node = pending.popLast() {
          try select(segment.selectors, of: node, into: &next)
          let children = children(of: node)
          try spend(children.count)
          pending.append(contentsOf: children.reversed())
        }
      }
      nodes = next
    }
    return nodes
  }

  private func children(of node: Node) -> [Node] {
    switch node.kind {
    case .object: node.children.map(\.value)
    case .array: node.elements
    default: []
    }
  }

  private mutating func select(
    _ selectors: [JSONPath.Selector], of node: Node, into result: inout [Node]
  ) throws(JSONPathError) {
    try spend()
    for selector in selectors {
      switch selector {
      case .name(let name):
        guard node.kind == .object else { continue }
        let children = node.children
        try spend(children.count / 8)
        if let child = children.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) { result.append(child.value) }
      case .wildcard:
        let children = children(of: node)
        try spend(children.count)
        result.append(contentsOf: children)
      case .index(let index):
        guard node.kind == .array else { continue }
        let elements = node.elements
        let place = index < 0 ? elements.count + index : index
        if elements.indices.contains(place) { result.append(elements[place]) }
      case .slice(let start, let end, let step):
        guard node.kind == .array else { continue }
        let elements = node.elements
        try spend(elements.count)
        for index in JSONPathSlice(start: start, end: end, step: step, count: elements.count).indices {
          result.append(elements[index])
        }
      case .filter(let condition):
        for child in children(of: node) where try holds(condition, child) { result.append(child) }
      }
    }
  }

  // MARK: Conditions

  private mutating func holds(_ condition: JSONPath.Condition, _ node: Node) throws(JSONPathError) -> Bool {
    try spend()
    switch condition {
    case .any(let conditions):
      for condition in conditions where try holds(condition, node) { return true }
      return false
    case .all(let conditions):
      for condition in conditions where try !holds(condition, node) { return false }
      return true
    case .not(let condition): return try !holds(condition, node)
    case .exists(let query): return try !nodes(query, node).isEmpty
    case .comparison(let left, let comparison, let right):
      return try compare(value(left, node), comparison, value(right, node))
    case .function(.match(let text, let pattern, let isWhole)):
      return try matches(value(text, node), value(pattern, node), isWhole: isWhole)
    case .function: return false
    }
  }

  private mutating func nodes(_ query: JSONPath.Query, _ node: Node) throws(JSONPathError) -> [Node] {
    try follow(query.segments, from: [query.isAbsolute ? root : node])
  }

  private mutating func value(_ operand: JSONPath.Operand, _ node: Node) throws(JSONPathError) -> Value {
    switch operand {
    case .literal(let value): return .literal(value)
    case .query(let query): return try nodes(query, node).first.map { .node($0) } ?? .nothing
    case .function(.length(let argument)): return length(try value(argument, node))
    case .function(.count(let query)): return .number(try nodes(query, node).count)
    case .function(.value(let query)):
      let found = try nodes(query, node)
      return found.count == 1 ? .node(found[0]) : .nothing
    case .function(.match): return .nothing
    }
  }

  /// How many code points a string has, items an array, members an object (RFC 9535, section 2.4.4).
  private func length(_ value: Value) -> Value {
    switch value {
    case .nothing, .number: return .nothing
    case .literal(let json): return json.string.map { .number($0.unicodeScalars.count) } ?? .nothing
    case .node(let node):
      switch node.kind {
      case .object: return .number(node.children.count)
      case .array: return .number(node.elements.count)
      case .string: return node.scalar?.string.map { .number($0.unicodeScalars.count) } ?? .nothing
      default: return .nothing
      }
    }
  }

  // MARK: Patterns

  /// Whether a string is of a pattern, or has a part that is (RFC 9535, sections 2.4.6 and 2.4.7; RFC 9485).
  private mutating func matches(_ text: Value, _ pattern: Value, isWhole: Bool) -> Bool {
    guard let text = string(text), let source = string(pattern) else { return false }
    let key = (isWhole ? "w" : "p") + source
    let pattern: Pattern?
    if let known = patterns[key] {
      pattern = known
    } else {
      let body = JSONPathSlice.pattern(source)
      pattern = try? Pattern(isWhole ? "^(?:\(body))$" : body)
      patterns[key] = .some(pattern)
    }
    return pattern?.search(text) == .matched
  }

  private func string(_ value: Value) -> String? {
    switch value {
    case .nothing, .number: nil
    case .literal(let json): json.string
    case .node(let node): node.scalar?.string
    }
  }

  // MARK: Comparisons

  /// Compares two values (RFC 9535, section 2.3.5.2.2).
  private mutating func compare(
    _ left: Value, _ comparison: JSONPath.Comparison, _ right: Value
  ) throws(JSONPathError) -> Bool {
    switch comparison {
    case .equal: try equal(left, right)
    case .unequal: try !equal(left, right)
    case .less: isLess(left, right)
    case .greater: isLess(right, left)
    case .lessOrEqual: isLess(left, right) ? true : try equal(left, right)
    case .greaterOrEqual: isLess(right, left) ? true : try equal(left, right)
    }
  }

  private func isLess(_ left: Value, _ right: Value) -> Bool {
    if let left = string(left), let right = string(right) { return left.utf8.lexicographicallyPrecedes(right.utf8) }
    if let left = number(left), let right = number(right) { return JSON.order(left, right) < 0 }
    return false
  }

  private func number(_ value: Value) -> String? {
    switch value {
    case .nothing: nil
    case .number(let count): String(count)
    case .literal(let json): json.number
    case .node(let node): node.scalar?.number
    }
  }

  private mutating func equal(_ left: Value, _ right: Value) throws(JSONPathError) -> Bool {
    switch (left, right) {
    case (.nothing, .nothing): return true
    case (.nothing, _), (_, .nothing): return false
    case (.number(let left), _): return number(right).map { JSON.order(String(left), $0) == 0 } ?? false
    case (_, .number(let right)): return number(left).map { JSON.order($0, String(right)) == 0 } ?? false
    case (.node(let left), .node(let right)): return try equal(left, right)
    case (.node(let left), .literal(let right)): return try equal(left, right)
    case (.literal(let left), .node(let right)): return try equal(left, right)
    case (.literal(let left), .literal(let right)): return try equal(left, right)
    }
  }

  private mutating func equal<Left: JSONPathNode, Right: JSONPathNode>(
    _ left: Left, _ right: Right
  ) throws(JSONPathError) -> Bool {
    var pending = [(left, right)]
    while let (left, right) = pending.popLast() {
      try spend()
      guard left.kind == right.kind else { return false }
      switch left.kind {
      case .null: break
      case .boolean: if left.scalar?.boolean != right.scalar?.boolean { return false }
      case .number:
        guard let left = left.scalar?.number, let right = right.scalar?.number, JSON.order(left, right) == 0 else {
          return false
        }
      case .string:
        guard let left = left.scalar?.string, let right = right.scalar?.string,
          left.utf8.elementsEqual(right.utf8)
        else { return false }
      case .array:
        let (mine, theirs) = (left.elements, right.elements)
        guard mine.count == theirs.count else { return false }
        pending.append(contentsOf: zip(mine, theirs))
      case .object:
        let (mine, theirs) = (left.children, right.children)
        guard mine.count == theirs.count else { return false }
        try spend(mine.count)
        var others: [[UInt8]: Right] = [:]
        for child in theirs { others[Array(child.name.utf8)] = child.value }
        for child in mine {
          guard let other = others[Array(child.name.utf8)] else { return false }
          pending.append((child.value, other))
        }
      }
    }
    return true
  }
}

/// The indices of a slice (RFC 9535, section 2.3.4.2.2).
struct JSONPathSlice {
  let start: Int?
  let end: Int?
  let step: Int
  let count: Int

  var indices: [Int] {
    func normal(_ index: Int) -> Int { index >= 0 ? index : count + index }
    if step > 0 {
      let lower = min(max(normal(start ?? 0), 0), count)
      let upper = min(max(normal(end ?? count), 0), count)
      return lower < upper ? Array(stride(from: lower, to: upper, by: step)) : []
    }
    guard step < 0 else { return [] }
    let upper = min(max(normal(start ?? count - 1), -1), count - 1)
    let lower = min(max(end.map(normal) ?? -1, -1), count - 1)
    return upper > lower ? Array(stride(from: upper, to: lower, by: step)) : []
  }

  /// A pattern of RFC 9485 as one of ECMA-262 (RFC 9485, section 5.3): a dot leaves out only line feed and return.
  static func pattern(_ source: String) -> String {
    var result = ""
    var isInClass = false
    var isEscaped = false
    for scalar in source.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "[" {
        isInClass = true
      } else if scalar == "]" {
        isInClass = false
      } else if scalar == ".", !isInClass {
        result += "[^\\n\\r]"
        continue
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// A query for nodes of a JSON value (RFC 9535).
///
/// ```swift
/// let path = try JSONPath("$.paths.*.get.parameters[?@.name == 'filter']")
/// let nodes = try path.nodes(in: root, steps: &steps)
/// ```
package struct JSONPath: Sendable {
  /// The query's text.
  package let source: String
  let segments: [Segment]

  /// Reads a query.
  ///
  /// - Throws: ``JSONPathError`` with the place of what is wrong.
  /// - Complexity: O(*n*) in the length of the text.
  package init(_ source: String) throws(JSONPathError) {
    self.source = source
    var parser = JSONPathParser(source)
    segments = try parser.path()
  }

  /// A step from nodes to nodes (RFC 9535, section 2.5).
  struct Segment: Sendable {
    /// Whether it takes in all that lies below, too.
    var isDescendant: Bool
    var selectors: [Selector]

    /// Whether it leads to one node at most.
    var isSingular: Bool {
      guard !isDescendant, selectors.count == 1 else { return false }
      switch selectors[0] {
      case .name, .index: return true
      case .wildcard, .slice, .filter: return false
      }
    }
  }

  /// What a segment takes of a node's children (RFC 9535, section 2.3).
  indirect enum Selector: Sendable {
    case name(String)
    case wildcard
    case index(Int)
    case slice(start: Int?, end: Int?, step: Int)
    case filter(Condition)
  }

  /// What a filter asks of a child (RFC 9535, section 2.3.5).
  indirect enum Condition: Sendable {
    case any([Condition])
    case all([Condition])
    case not(Condition)
    case exists(Query)
    case comparison(Operand, Comparison, Operand)
    case function(Function)
  }

  enum Comparison: String, Sendable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// A query inside of a filter.
  struct Query: Sendable {
    /// Whether it begins at the root rather than at the child.
    var isAbsolute: Bool
    var segments: [Segment]
    /// Whether it leads to one node at most.
    var isSingular: Bool { segments.allSatisfy(\.isSingular) }
  }

  /// A side of a comparison.
  indirect enum Operand: Sendable {
    case literal(JSON)
    case query(Query)
    case function(Function)
  }

  /// A call of one of the functions of RFC 9535, section 2.4, its arguments of the right types.
  indirect enum Function: Sendable {
    case length(Operand)
    case count(Query)
    case value(Query)
    case match(Operand, Operand, isWhole: Bool)

    /// Whether it says yes or no rather than to give a value.
    var isLogical: Bool { if case .match = self { true } else { false } }
  }
}

/// What is wrong with a query, or why it could not be evaluated.
package struct JSONPathError: Error, Sendable, Hashable {
  /// The byte in the query's text; `nil` where evaluating it takes too long.
  package let offset: Int?
  /// What is wrong, in a sentence without an end.
  package let detail: String
}

/// A value that queries can be asked of.
package protocol JSONPathNode {
  /// What it is.
  var kind: JSON.Kind { get }
  /// The value, where it is neither an array nor an object.
  var scalar: JSON? { get }
  /// The members with their names, if it is an object; of a name that occurs twice both.
  var children: [(name: String, value: Self)] { get }
  /// The items, if it is an array.
  var elements: [Self] { get }
}

extension JSON: JSONPathNode {
  package var scalar: JSON? { kind == .array || kind == .object ? nil : self }
  package var children: [(name: String, value: JSON)] { members.map { ($0.name, $0.value) } }
  package var elements: [JSON] { Array(items) }
}

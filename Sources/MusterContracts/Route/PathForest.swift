/// Trees of path templates by their segments, so that a path is compared with those only that begin as it does.
///
/// At each node literals are tried before segments with literal text in them, these before a parameter, and a parameter
/// before one that takes the rest: the first template found is the most concrete one. All trees are in the same arrays.
struct PathForest: Sendable {
  /// A template with what it is for.
  struct Target: Sendable {
    /// The index of the operation in the routes; of a lost path among the lost ones.
    let entry: Int
    /// The number of its method.
    let method: Int
    /// How many of the template's segments are its server's base path.
    let baseCount: Int
    /// The index of the pairs that the query has to have; -1 if it may be any.
    let query: Int
    /// The node that it ends at.
    fileprivate(set) var node = 0

    init(entry: Int, method: Int, baseCount: Int, query: Int) {
      (self.entry, self.method, self.baseCount, self.query) = (entry, method, baseCount, query)
    }
  }

  struct Node: Sendable {
    /// The edges to the nodes behind literals, in the order of their texts' lengths and bytes.
    var firstEdge = 0
    var lastEdge = -1
    /// The edges to the nodes behind segments with literal text in them, the most concrete first.
    var firstMixed = 0
    var mixedCount = 0
    /// The node behind a parameter; 0 for none.
    var parameter = 0
    /// The node behind a parameter that takes the rest; 0 for none.
    var rest = 0
    /// The templates that end here.
    var firstTarget = 0
    var targetCount = 0
    /// The node that this one is behind.
    var parent = 0
    /// How the search goes on at the parent if it fails here.
    var nextStage = 0
  }

  struct Edge: Sendable {
    let start: Int
    let count: Int
    let node: Int
  }

  struct MixedEdge: Sendable {
    let pattern: SegmentPattern.Mixed
    let node: Int
  }

  /// The first one is nobody's: 0 stands for no node.
  private(set) var nodes: [Node] = [Node()]
  private(set) var edges: [Edge] = []
  private(set) var texts: [UInt8] = []
  private(set) var mixedEdges: [MixedEdge] = []
  private(set) var targets: [Target] = []
  /// The pairs that templates ask of a query.
  private(set) var queries: [[QueryPair]] = []
  private var queryIndices: [[QueryPair]: Int] = [:]

  // MARK: Growing

  /// The index of pairs that a query has to have; -1 for none.
  mutating func index(of pairs: [QueryPair]) -> Int {
    guard !pairs.isEmpty else { return -1 }
    if let known = queryIndices[pairs] { return known }
    queryIndices[pairs] = queries.count
    queries.append(pairs)
    return queries.count - 1
  }

  /// A tree that templates are put into one by one.
  struct Seedling {
    fileprivate struct Node {
      var literals: [[UInt8]: Int] = [:]
      var mixed: [(pattern: SegmentPattern.Mixed, node: Int)] = []
      var parameter: Int?
      var rest: Int?
      var targets: [Target] = []
    }

    fileprivate var nodes = [Node()]

    /// Whether it has no template.
    var isEmpty: Bool { nodes.count == 1 }

    /// Puts a template into the tree; of those that take the same requests, the first one counts.
    mutating func insert(_ segments: [SegmentPattern], _ target: Target) {
      var node = 0
      for segment in segments { node = child(of: node, segment) }
      nodes[node].targets.append(target)
    }

    private mutating func child(of node: Int, _ segment: SegmentPattern) -> Int {
      switch segment {
      case .literal(let text):
        if let known = nodes[node].literals[text] { return known }
        nodes[node].literals[text] = nodes.count
      case .mixed(let pattern):
        if let known = nodes[node].mixed.first(where: { $0.pattern == pattern }) { return known.node }
        nodes[node].mixed.append((pattern, nodes.count))
      case .parameter:
        if let known = nodes[node].parameter { return known }
        nodes[node].parameter = nodes.count
      case .rest:
        if let known = nodes[node].rest { return known }
        nodes[node].rest = nodes.count
      }
      nodes.append(Node())
      return nodes.count - 1
    }
  }

  /// Adds a tree.
  ///
  /// - Returns: Its root.
  mutating func plant(_ seedling: Seedling) -> Int {
    let offset = nodes.count
    nodes += seedling.nodes.map { _ in Node() }
    for (index, seed) in seedling.nodes.enumerated() {
      let number = offset + index
      var node = nodes[number]
      node.firstEdge = edges.count
      for (text, child) in seed.literals.sorted(by: { PathForest.precedes($0.key, $1.key) }) {
        edges.append(Edge(start: texts.count, count: text.count, node: offset + child))
        texts += text
        setParent(of: offset + child, number, nextStage: 1)
      }
      node.lastEdge = edges.count - 1
      node.firstMixed = mixedEdges.count
      node.mixedCount = seed.mixed.count
      // The order of what is equally concrete stays that of the documents.
      let sorted = seed.mixed.enumerated().sorted { left, right in
        let (first, second) = (left.element.pattern.concreteness, right.element.pattern.concreteness)
        return first == second ? left.offset < right.offset : second.lexicographicallyPrecedes(first)
      }
      for (place, mixed) in sorted.map(\.element).enumerated() {
        mixedEdges.append(MixedEdge(pattern: mixed.pattern, node: offset + mixed.node))
        setParent(of: offset + mixed.node, number, nextStage: place + 2)
      }
      if let parameter = seed.parameter {
        node.parameter = offset + parameter
        setParent(of: offset + parameter, number, nextStage: seed.mixed.count + 2)
      }
      if let rest = seed.rest {
        node.rest = offset + rest
        setParent(of: offset + rest, number, nextStage: seed.mixed.count + 3)
      }
      node.firstTarget = targets.count
      node.targetCount = seed.targets.count
      // What asks the most of a query comes first.
      targets += seed.targets.enumerated().sorted { left, right in
        let (first, second) = (pairCount(left.element), pairCount(right.element))
        return first == second ? left.offset < right.offset : first > second
      }.map { target in
        var target = target.element
        target.node = number
        return target
      }
      (node.parent, node.nextStage) = (nodes[number].parent, nodes[number].nextStage)
      nodes[number] = node
    }
    return offset
  }

  private func pairCount(_ target: Target) -> Int { target.query < 0 ? 0 : queries[target.query].count }

  private mutating func setParent(of node: Int, _ parent: Int, nextStage: Int) {
    nodes[node].parent = parent
    nodes[node].nextStage = nextStage
  }

  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }
}

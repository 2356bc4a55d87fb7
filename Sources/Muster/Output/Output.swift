/// What a check came to, in one of the output formats of the JSON Schema specification.
///
/// ``Format/list``, ``Format/hierarchical`` and ``Format/flag`` are those of the specification for machine-readable
/// output, whose units are evaluations of subschemas; ``Format/basic`` is that of JSON Schema 2020-12 Core,
/// section 12.4.2, whose units are keywords. A rendering as JSON is `OutputRenderer`'s in MusterReport.
public struct Output: Sendable {
  /// How much an output tells.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// Whether the payload passes, and nothing else.
    case flag
    /// Where it fails each failing keyword, else each annotation, in one list.
    case basic
    /// Every evaluation that has errors or annotations, in one list.
    case list
    /// Every evaluation, inside of the one that it is part of.
    case hierarchical
  }

  /// How much this output tells.
  public let format: Format
  /// Whether the payload passes.
  public let isValid: Bool
  /// The URI of the dialect that the schema is in; `nil` for a Schema Object of OpenAPI 3.0 or Swagger 2.0.
  public let dialect: String?
  /// The absolute URI of the schema: its own, or `urn:muster:schema` where it has none.
  public let schema: String
  private let tree: OutputTree

  init(format: Format, isValid: Bool, dialect: String?, schema: String, tree: OutputTree) {
    self.format = format
    self.isValid = isValid
    self.dialect = dialect
    self.schema = schema
    self.tree = tree
  }

  /// The units in the order of evaluation, each before those that are part of it: none for ``Format/flag``, all for
  /// ``Format/hierarchical``, else those with errors or annotations.
  ///
  /// - Complexity: O(*units*).
  public var units: [Unit] {
    if format == .flag { return [] }
    let all = tree.nodes.indices.map { Unit(tree: tree, index: $0) }
    return format == .hierarchical ? all : all.filter { !$0.errors.isEmpty || $0.hasAnnotations }
  }

  /// One evaluation of a subschema at a place of the payload.
  public struct Unit: Sendable {
    private let tree: OutputTree
    /// The unit's position among all in the order of evaluation.
    public let index: Int

    init(tree: OutputTree, index: Int) {
      self.tree = tree
      self.index = index
    }

    private var node: OutputTree.Node { tree.nodes[index] }

    /// Whether the place passes the subschema.
    public var isValid: Bool { node.isValid }

    /// The position of the unit that this is part of; `nil` for the first.
    public var parent: Int? { index == 0 ? nil : node.parent }

    /// The position after the last unit that is part of this one.
    public var end: Int { node.end }

    /// The keywords and names through which evaluation came to the subschema, references included.
    ///
    /// - Complexity: O(*depth*).
    public var evaluationPath: JSONPointer {
      var parts: [[String]] = []
      var index = index
      while index > 0 {
        parts.append(tree.nodes[index].path)
        index = tree.nodes[index].parent
      }
      return JSONPointer(parts.reversed().flatMap { $0 })
    }

    /// Where the subschema is: the URI of its resource, with a JSON Pointer as the fragment.
    public var schemaLocation: String { node.source.location }

    /// Where the place is in the payload.
    ///
    /// - Complexity: O(*depth*).
    public var instanceLocation: JSONPointer {
      var tokens: [String] = []
      var index = node.instance
      while index > 0 {
        tokens.append(tree.instances[index].token)
        index = tree.instances[index].parent
      }
      return JSONPointer(tokens.reversed())
    }

    /// What fails, by keyword in the order of evaluation; the keyword of a schema that is `false` is empty.
    ///
    /// A keyword that fails more than once, as `required` does for each name, has as many messages.
    public var errors: [(keyword: String, messages: [String])] { node.errors }

    /// The annotations of a subschema that passes, as all that it is part of do.
    public var annotations: [Annotation] { node.isKept ? node.annotations : [] }

    /// The annotations that are given up, as the subschema, or one that it is part of, fails.
    public var droppedAnnotations: [Annotation] { node.isKept ? [] : node.annotations }

    var hasAnnotations: Bool { !node.annotations.isEmpty && node.isKept }
  }

  /// What a keyword says of a place of the payload.
  public struct Annotation: Sendable, Hashable {
    /// The keyword.
    public let keyword: String
    /// Its value, JSON text: what the schema has, or what an applicator was applied to.
    public let json: String
  }
}

/// The evaluations of an output: flat, so that nothing recurses however deep they are in one another.
final class OutputTree: Sendable {
  struct Node: Sendable {
    var parent: Int
    var end: Int
    var isValid: Bool
    /// Whether this and all that it is part of pass.
    var isKept: Bool
    /// The way from the parent's subschema to this one.
    var path: [String]
    /// The place among `instances`.
    var instance: Int
    var source: UnitSource
    var errors: [(keyword: String, messages: [String])] = []
    var annotations: [Output.Annotation] = []
  }

  let nodes: [Node]
  /// Places of the payload: each one's container, and its name or position there; the first is the root.
  let instances: [(parent: Int, token: String)]

  init(nodes: [Node], instances: [(parent: Int, token: String)]) {
    self.nodes = nodes
    self.instances = instances
  }
}

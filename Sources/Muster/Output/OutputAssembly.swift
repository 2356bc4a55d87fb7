/// Makes of what a run recorded the tree of an output.
struct OutputAssembly {
  let program: Program
  let tape: TapeView
  /// The subschemas by the first instruction of their blocks.
  let sources: [Int: UnitSource]
  /// Stands for a subschema that there is not.
  let root: UnitSource
  private let places: InstancePlaces
  private var instances: [(parent: Int, token: String)] = [(0, "")]
  private var instanceIndex: [TapeIndex: Int] = [.root: 0]
  private var sensitive: [TapeIndex: Bool] = [:]

  init(program: Program, tape: TapeView, sources: [Int: UnitSource], root: UnitSource) {
    self.program = program
    self.tape = tape
    self.sources = sources
    self.root = root
    places = InstancePlaces(tape)
  }

  /// The tree.
  ///
  /// - Complexity: O(*evaluations* + *payload*).
  mutating func tree(_ sink: OutputSink, _ view: ProgramView) -> OutputTree {
    var nodes: [OutputTree.Node] = []
    nodes.reserveCapacity(sink.nodes.count)
    /// For each node what its applicators were applied to, by keyword.
    var applied: [[String: [Int]]] = Array(repeating: [:], count: sink.nodes.count)
    for (index, node) in sink.nodes.enumerated() {
      let source = sources[node.block] ?? root
      let path = index == 0 ? [] : path(of: node, to: source, from: nodes[node.parent].source)
      if index > 0, let keyword = path.first { applied[node.parent][keyword, default: []].append(index) }
      nodes.append(
        OutputTree.Node(
          parent: node.parent, end: node.end, isValid: node.isValid,
          isKept: node.isValid && (index == 0 || nodes[node.parent].isKept), path: path,
          instance: instance(of: node.value), source: source))
    }
    let issues = IssueAssembly(
      program: program, view: view, tape: tape, hidden: sink.hidden, disclosure: .safe, ties: [])
    for (node, issue) in sink.issues {
      let isSensitive = isSensitive(issue.value, sink.hidden)
      let facts = issues.facts(issue, isSensitive: isSensitive)
      var keyword = facts.keyword
      let message = Wording.sentence(facts.reason)
      if issue.kind == .assertion, view.instructions[issue.pc].opcode == .reject { keyword = "" }
      if let position = nodes[node].errors.firstIndex(where: { $0.keyword == keyword }) {
        nodes[node].errors[position].messages.append(message)
      } else {
        nodes[node].errors.append((keyword, [message]))
      }
    }
    for index in nodes.indices {
      nodes[index].annotations = annotations(of: sink.nodes[index], nodes[index].source, applied[index], sink.nodes)
    }
    return OutputTree(nodes: nodes, instances: instances)
  }

  // MARK: Places

  /// The way from one subschema to the next: through the keyword that holds it, or through the reference to it.
  private func path(of node: OutputSink.Node, to source: UnitSource, from parent: UnitSource) -> [String] {
    let opcode = node.pc < program.instructions.count ? program.instructions[node.pc].opcode : .end
    if opcode != .call, opcode != .dynamicCall { return Array(source.tokens.dropFirst(parent.tokens.count)) }
    guard let origin = program.origins.location(program.origins.instruction(node.pc)),
      let pointer = JSONPointer(parsing: origin.pointer)
    else { return [] }
    return Array(pointer.tokens.dropFirst(parent.tokens.count))
  }

  /// The place of a value among `instances`.
  private mutating func instance(of value: TapeIndex) -> Int {
    var missing: [TapeIndex] = []
    var step = value
    while instanceIndex[step] == nil, let place = places[step] {
      missing.append(step)
      step = place.parent
    }
    var index = instanceIndex[step] ?? 0
    for value in missing.reversed() {
      instances.append((index, places.token(value)))
      index = instances.count - 1
      instanceIndex[value] = index
    }
    return index
  }

  /// Whether a value, or one that it is in, is not to be shown.
  private mutating func isSensitive(_ value: TapeIndex, _ hidden: Set<TapeIndex>) -> Bool {
    var unknown: [TapeIndex] = []
    var step = value
    while sensitive[step] == nil, let place = places[step] {
      unknown.append(step)
      step = place.parent
    }
    var result = sensitive[step] ?? hidden.contains(step)
    for value in unknown.reversed() {
      result = result || hidden.contains(value)
      if !result, let key = places[value]?.key { result = Sensitivity.isSensitive(name: tape.decodedString(key)) }
      sensitive[value] = result
    }
    return result
  }

  // MARK: Annotations

  private func annotations(
    of node: OutputSink.Node, _ source: UnitSource, _ applied: [String: [Int]], _ nodes: [OutputSink.Node]
  ) -> [Output.Annotation] {
    var annotations: [Output.Annotation] = []
    let kind = tape[node.value].kind
    for (keyword, value, isForStrings) in source.annotations where !isForStrings || kind == .string {
      annotations.append(Output.Annotation(keyword: keyword, json: String(decoding: value.rawText, as: UTF8.self)))
    }
    for (keyword, applicator) in source.applicators {
      let children = (applied[keyword] ?? []).map { nodes[$0] }
      guard let json = json(applicator, kind, children) else { continue }
      annotations.append(Output.Annotation(keyword: keyword, json: json))
    }
    return annotations
  }

  private func json(_ applicator: UnitSource.Applicator, _ kind: TapeWord.Kind, _ children: [OutputSink.Node])
    -> String?
  {
    switch applicator {
    case .names:
      guard kind == .object else { return nil }
      var names: [String] = []
      var seen: Set<[UInt8]> = []
      for child in children {
        guard let key = places[child.value]?.key else { continue }
        if seen.insert(Array(tape.decodedString(key).utf8)).inserted { names.append(text(of: key)) }
      }
      return "[" + names.joined(separator: ",") + "]"
    case .all: return children.isEmpty ? nil : "true"
    case .lastPosition: return children.last.flatMap { places[$0.value]?.position }.map(String.init)
    case .positions:
      guard kind == .array else { return nil }
      let positions = children.filter(\.isValid).compactMap { places[$0.value]?.position }
      return "[" + positions.map(String.init).joined(separator: ",") + "]"
    }
  }

  /// A key as the payload writes it, quotes included.
  private func text(of key: TapeIndex) -> String {
    let start = tape[key].offset &- 1
    return tape.bytes.withSpan(from: start, count: tape.endOffset(key) &- start) { String(copying: $0) }
  }
}

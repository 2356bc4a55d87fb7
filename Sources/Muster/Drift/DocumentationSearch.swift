/// Finds the members of a payload that no schema documents which it passes, or would pass without additions.
struct DocumentationSearch {
  let program: Program
  let tape: TapeView
  let limits: Limits
  let disclosure: Disclosure
  /// What the payload fails for, if that is nothing but additions; these are news already, and not told again.
  var additions: Additions?

  /// The members that nothing documents, of a payload that passes the block at an entry, but for additions, in the order of the payload.
  ///
  /// An object in which no schema names any properties documents nothing to be outside of. What is within an
  /// undocumented member no schema describes, so that it is one finding.
  /// - Parameter dependsOnScope: Whether what a block comes to may depend on the dynamic scope.
  /// - Complexity: O(*n*) in the evaluations of blocks, which `Limits.steps` bounds.
  func undocumentedMembers(_ entry: Int, dependsOnScope: Bool, _ scratch: inout Scratch) -> UndocumentedMembers {
    program.withView { view in
      var evaluator = Evaluator(
        program: view, tape: tape,
        sink: DocumentationSink(
          recalls: !dependsOnScope, words: tape.next(after: .root).rawValue, additions: additions),
        steps: limits.steps)
      let passes = evaluator.run(entry, &scratch)
      let explanation = Explanation(program: program, tape: tape, limits: limits, disclosure: disclosure)
      switch evaluator.stop {
      case .none: if !evaluator.sink.isComplete { return UndocumentedMembers(stopped: explanation.outOfSteps) }
      case .steps: return UndocumentedMembers(stopped: explanation.outOfSteps)
      case .pattern: return UndocumentedMembers(stopped: explanation.undecidedPattern)
      case .circle: return UndocumentedMembers(stopped: explanation.circle(evaluator.circle))
      }
      return passes ? members(&evaluator.sink) : UndocumentedMembers()
    }
  }

  private func members(_ sink: inout DocumentationSink) -> UndocumentedMembers {
    let words = tape[.root].isContainer ? tape.end(.root).rawValue : 0
    var documented = [UInt64](repeating: 0, count: words / 64 + 1)
    var shapes: [(object: TapeIndex, shape: UInt32)] = []
    sink.forEach { member in
      let index = member.rawValue
      if index < words { documented[index / 64] |= 1 << UInt64(index % 64) }
    } shape: { shape, object in
      let source = program.shapes[Int(shape)]
      if source.patternCount > 0 || source.names(program.properties) { shapes.append((object, shape)) }
    }
    shapes.sort { ($0.object, $0.shape) < ($1.object, $1.shape) }
    var found: [(key: TapeIndex, shapes: Range<Int>)] = []
    var start = 0
    while start < shapes.count {
      let object = shapes[start].object
      var end = start + 1
      while end < shapes.count, shapes[end].object == object { end += 1 }
      var key = tape.firstChild(object)
      let last = tape.end(object)
      while key < last {
        let value = tape.next(after: key)
        if documented[value.rawValue / 64] & 1 << UInt64(value.rawValue % 64) == 0 { found.append((key, start..<end)) }
        key = tape.next(after: value)
      }
      start = end
    }
    found.sort { $0.key < $1.key }
    return described(found, shapes.map(\.shape))
  }

  private func described(_ found: [(key: TapeIndex, shapes: Range<Int>)], _ shapes: [UInt32]) -> UndocumentedMembers {
    program.withView { view in
      let assembly = IssueAssembly(
        program: program, view: view, tape: tape, hidden: [], disclosure: disclosure, ties: [])
      var members: [UndocumentedMember] = []
      var position = TextPosition(offset: 0, line: 1, column: 1)
      // Neighbours are mostly of one object.
      var last: (shapes: Range<Int>, names: [String], schema: SchemaLocation?) = (0..<0, [], nil)
      for (key, range) in found.prefix(max(0, limits.issues)) {
        if range != last.shapes { last = (range, names(of: shapes[range]), shapes[range].first.flatMap(location)) }
        position = SourceText.position(at: tape[key].offset - 1, in: tape.bytes, after: position)
        // Where only patterns say what members there are, names are data.
        var (path, isSensitive, _) = assembly.path(to: key, isNews: !last.names.isEmpty)
        if isSensitive, path.last == Disclosure.omission, let name = assembly.addedName(key, beside: last.names) {
          path[path.count - 1] = name
        }
        members.append(
          UndocumentedMember(
            instance: JSONPointer(path), position: position, schema: last.schema, documentedNames: last.names,
            suggestion: suggestion(for: key, among: last.names)))
      }
      return UndocumentedMembers(members: members, omitted: found.count - members.count)
    }
  }

  /// A documented name that is probably meant by a member's: one that the object does not have.
  private func suggestion(for key: TapeIndex, among names: [String]) -> String? {
    guard let nearest = NearestName.of(tape.decodedString(key), among: names),
      let object = tape.container(of: key), tape.value(of: nearest, in: object) == nil
    else { return nil }
    return nearest
  }

  /// The names that some shapes declare, each once.
  private func names(of shapes: ArraySlice<UInt32>) -> [String] {
    var names: [String] = []
    var seen: Set<ArraySlice<UInt8>> = []
    // The names of one shape differ.
    let isOne = shapes.first == shapes.last
    var last: UInt32?
    for shape in shapes where shape != last {
      last = shape
      let source = program.shapes[Int(shape)]
      for position in source.propertyStart..<source.propertyStart + source.propertyCount {
        let property = program.properties[Int(position)]
        let text = program.text[Int(property.nameStart)..<Int(property.nameStart) + Int(property.nameLength)]
        guard property.flags & PropertyEntry.isDeclared != 0, isOne || seen.insert(text).inserted else { continue }
        names.append(String(decoding: text, as: UTF8.self))
      }
    }
    return names
  }

  /// Where a shape names its properties.
  private func location(of shape: UInt32) -> SchemaLocation? {
    guard let origins = program.origins.shape(Int(shape)) else { return nil }
    return program.origins.location(origins.properties) ?? program.origins.location(origins.patternProperties)
  }
}

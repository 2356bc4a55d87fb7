/// The subschemas that keywords hold.
extension Compiler {
  /// Writes a keyword that does nothing but apply its one subschema, as the table of keywords says.
  mutating func writeSubschema(
    _ keyword: Keyword, _ opcode: Opcode, _ keywords: SchemaKeywords, _ place: Place,
    into block: inout ProgramBuilder.Block
  ) {
    guard let entry = keywords[keyword] else { return }
    let target = self.block(for: child(entry, place))
    if keyword.row.target == .value { noteCall(target, from: entry.origin) }
    block.append(Instruction(opcode: opcode, a: target.rawValue), from: entry.origin)
  }

  /// Writes a subschema of the same value into the block, or calls it where that would go too deep.
  mutating func writeInPlace(
    _ place: Place, from origin: UInt32, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if pass.current.schemas.count < Compiler.inlineLimit, input.options.optimizes {
      try write(place, into: &block)
    } else {
      let target = blockOfSameValue(for: place)
      noteCall(target, from: origin)
      block.append(Instruction(opcode: .call, a: target.rawValue), from: origin)
    }
  }

  // MARK: Places

  func child(_ entry: Entry, _ place: Place) -> Place {
    Place(schema: entry.value, origin: entry.origin, base: place.base)
  }

  /// The value of a keyword, or under intent what a `$ref` in its place refers to (trap operation-reference).
  ///
  /// A property that is called `$ref` has a schema, never a string. By the letter such a string is a schema that is none.
  private mutating func followed(_ entry: Entry, _ keyword: Keyword, _ place: Place) -> (Entry, Place) {
    guard entry.value.isObject, entry.value.count == 1, let reference = entry.value["$ref"], reference.isString else {
      return (entry, place)
    }
    pass.dependsOnReading = true
    // A reference that leads nowhere is left as what it is by the letter.
    guard isIntent, let target = try? resolve(reference, entry.origin, place), target.schema.word.isContainer else {
      return (entry, place)
    }
    notice(
      .misplacedReference, at: entry.origin,
      "'$ref' in place of the value of '\(keyword.name)': by intent it is followed, by the letter it is not a schema")
    return ((target.schema, target.origin), target)
  }

  /// The places of a list of schemas; `nil` if the keyword is left unchecked.
  mutating func list(
    _ keyword: Keyword, _ entry: Entry, _ place: Place, allowsNone: Bool = false,
    into block: inout ProgramBuilder.Block
  ) throws(SchemaError) -> [Place]? {
    let (entry, place) = followed(entry, keyword, place)
    guard entry.value.isArray, allowsNone || entry.value.count > 0 else {
      let mistake = error(
        .keywordValue, at: entry.origin, "'\(keyword.name)' must be \(KeywordRow.Form.schemas.rawValue)")
      try leaveUnchecked(mistake, at: entry.origin, hidesEvaluations: true, into: &block)
      return nil
    }
    var places: [Place] = []
    places.reserveCapacity(entry.value.count)
    var position = 0
    for item in entry.value.items {
      places.append(Place(schema: item, origin: origin(position, below: entry.origin, at: item), base: place.base))
      position += 1
    }
    return places
  }

  /// The places of schemas by name; `nil` if the keyword is left unchecked.
  mutating func map(
    _ keyword: Keyword, _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) -> [(key: SchemaNode, place: Place)]? {
    let (entry, place) = followed(entry, keyword, place)
    guard entry.value.isObject else {
      try leaveMalformed(keyword, entry, into: &block)
      return nil
    }
    var places: [(key: SchemaNode, place: Place)] = []
    places.reserveCapacity(entry.value.count)
    for (key, value) in entry.value.members {
      places.append((key, Place(schema: value, origin: origin(key, below: entry.origin), base: place.base)))
    }
    return places
  }

  /// The names of a list; what is no name is left unchecked.
  mutating func names(
    _ entry: Entry, into block: inout ProgramBuilder.Block, _ name: () -> String
  ) throws(SchemaError) -> LazyFilterSequence<SchemaNode.Items> {
    let items = entry.value.items
    if !entry.value.isArray {
      let mistake = malformed(name(), entry, KeywordRow.Form.names.rawValue)
      try leaveUnchecked(mistake, at: entry.origin, into: &block)
    } else if items.contains(where: { !$0.isString }) {
      let mistake = error(
        .keywordValue, at: entry.origin, "'\(name())' must be a list of names, but one is no string")
      try leaveUnchecked(mistake, at: entry.origin, into: &block)
    }
    return items.lazy.filter(\.isString)
  }
}

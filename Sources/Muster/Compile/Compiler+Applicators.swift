import MusterText

/// Keywords that apply subschemas: to children, or to the value itself.
extension Compiler {
  // MARK: Arrays

  mutating func writeArrays(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeCount(.minItems, "minItems", .minItems, keywords, into: &block)
    try writeCount(.maxItems, "maxItems", .maxItems, keywords, into: &block)
    if let entry = keywords[.uniqueItems] {
      guard let isUnique = entry.value.boolean else { throw malformed(entry, "uniqueItems", "a boolean") }
      if isUnique { block.append(Instruction(opcode: .uniqueItems), from: entry.origin) }
    }
    var prefixCount = 0
    if let entry = keywords[.prefixItems] {
      let places = try list(entry, "prefixItems", place)
      prefixCount = places.count
      let start = appendBlocks(places)
      block.append(Instruction(opcode: .prefixItems, a: start, b: UInt32(places.count)), from: entry.origin)
    }
    var rest = keywords[.items]
    if let entry = keywords[.items], entry.value.isArray, dialect.rules.contains(.itemLists) {
      let places = try list(entry, "items", place, allowsNone: true)
      prefixCount = places.count
      let start = appendBlocks(places)
      block.append(Instruction(opcode: .prefixItems, a: start, b: UInt32(places.count)), from: entry.origin)
      rest = keywords[.additionalItems]
    }
    if let entry = rest {
      var place = child(entry, place)
      place.allowsBoolean = keywords[.items]?.value.isArray ?? false
      let items = self.block(for: place)
      block.append(
        Instruction(opcode: .items, a: items.rawValue, b: UInt32(prefixCount)), from: entry.origin)
    }
    if let entry = keywords[.contains] {
      let least = try count(.minContains, "minContains", keywords)
      let most = try count(.maxContains, "maxContains", keywords)
      let items = self.block(for: child(entry, place))
      block.append(
        Instruction(
          opcode: .contains, flags: dialect.rules.contains(.containsEvaluates) ? Instruction.evaluates : 0,
          a: items.rawValue, b: UInt32(clamping: least?.value ?? 1),
          c: most.map { UInt32(clamping: min($0.value, Int64(UInt32.max) - 1)) } ?? Instruction.unbounded),
        from: entry.origin)
    }
  }

  // MARK: Objects

  mutating func writeObjects(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    try writeCount(.minProperties, "minProperties", .minProperties, keywords, into: &block)
    try writeCount(.maxProperties, "maxProperties", .maxProperties, keywords, into: &block)
    try writeShape(keywords, place, into: &block)
    if let entry = keywords[.propertyNames] {
      let names = self.block(for: child(entry, place))
      block.append(Instruction(opcode: .propertyNames, a: names.rawValue), from: entry.origin)
    }
    if let entry = keywords[.dependentRequired] {
      guard entry.value.isObject else { throw malformed(entry, "dependentRequired", "an object") }
      for (key, value) in entry.value.members {
        try writeDependentNames(key, value, origin(key, below: entry.origin), "dependentRequired", into: &block)
      }
    }
    if let entry = keywords[.dependencies] { try writeDependencies(entry, place, into: &block) }
    if let entry = keywords[.dependentSchemas] {
      for (key, place) in try map(entry, "dependentSchemas", place) { writeDependent(key, place, into: &block) }
    }
  }

  private mutating func writeDependent(_ key: SchemaNode, _ place: Place, into block: inout ProgramBuilder.Block) {
    let target = self.block(for: place)
    noteCall(target, from: place.origin)
    block.append(
      Instruction(opcode: .dependentSchema, a: target.rawValue, b: builder.name(key)), from: place.origin)
  }

  private mutating func writeDependentNames(
    _ key: SchemaNode, _ value: SchemaNode, _ origin: UInt32, _ keyword: String,
    into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    let items = try names((value, origin)) { "\(keyword)/\(key.string ?? "")" }
    let start = UInt32(builder.lists.count)
    for item in items { builder.lists.append(.plain(builder.name(item))) }
    block.append(
      Instruction(opcode: .dependentRequired, a: builder.name(key), b: start, c: UInt32(value.count)), from: origin)
  }

  /// The `dependencies` of earlier drafts: names to schemas or to lists of names.
  private mutating func writeDependencies(
    _ entry: Entry, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    for (key, place) in try map(entry, "dependencies", place) {
      if place.schema.isArray {
        try writeDependentNames(key, place.schema, place.origin, "dependencies", into: &block)
      } else {
        writeDependent(key, place, into: &block)
      }
    }
  }

  /// `properties`, `required`, `patternProperties` and `additionalProperties` become one instruction.
  private mutating func writeShape(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard
      keywords.has(.properties) || keywords.has(.required) || keywords.has(.patternProperties)
        || keywords.has(.additionalProperties)
    else { return }
    var shape = ObjectShape()
    var entries: [(name: UInt32, entry: PropertyEntry)] = []
    var optional = lifted.names
    namesOfShape += 1
    if let entry = keywords[.properties] {
      entries.reserveCapacity(entry.value.count)
      for (key, place) in try map(entry, "properties", place) {
        let name = builder.name(key)
        var block: ProgramBuilder.BlockIndex?
        if direction != nil, let wrong = wrongDirection(of: place) {
          optional.insert(name)
          block = misdirected(place, wrong)
        }
        let property = PropertyEntry(
          block: (block ?? self.block(for: place)).rawValue, flags: PropertyEntry.isDeclared)
        if let position = position(ofName: name) {
          entries[position].entry = property
        } else {
          note(name: name, at: entries.count)
          entries.append((name, property))
        }
      }
    }
    var surplus: [UInt32] = []
    // In Swagger a parameter is its own schema, and its `required` speaks of the parameter.
    if let entry = keywords[.required], dialect != .swagger20 || place.schema["in"]?.isString != true {
      if dialect.rules.contains(.openAPI), entry.value.boolean != nil {
        throw error(
          .keywordValue, at: entry.origin,
          "'required' must be a list of names beside 'properties'; a boolean here checks nothing")
      }
      var bit: UInt8 = 0
      for item in try names(entry, { "required" }) {
        let name = builder.name(item)
        if !optional.isEmpty, optional.contains(name), liftsRequired() { continue }
        let position: Int
        if let known = self.position(ofName: name) {
          position = known
        } else if bit < 64 {
          position = entries.count
          note(name: name, at: position)
          entries.append((name, PropertyEntry()))
        } else {
          surplus.append(name)
          continue
        }
        if entries[position].entry.requiredBit < 64 { continue }
        guard bit < 64 else {
          surplus.append(name)
          continue
        }
        entries[position].entry.requiredBit = bit
        shape.requiredMask |= 1 << UInt64(bit)
        bit += 1
      }
    }
    var knowsAllPatterns = true
    if let entry = keywords[.patternProperties] {
      var pairs: [ProgramBuilder.ListEntry] = []
      for (key, place) in try map(entry, "patternProperties", place) {
        guard let index = try pattern(key, at: place.origin) else {
          knowsAllPatterns = false
          continue
        }
        pairs.append(.plain(index))
        pairs.append(.block(self.block(for: place)))
      }
      shape.patternStart = UInt32(builder.lists.count)
      shape.patternCount = UInt32(pairs.count / 2)
      builder.lists.append(contentsOf: pairs)
    }
    if !knowsAllPatterns {
      // Any property may be one that the unchecked pattern names: none is known to be additional or unevaluated.
      shape.additional = features.contains(.evaluatedMarks) ? .all : .any
    } else if let entry = keywords[.additionalProperties] {
      if let isAllowed = entry.value.boolean, !options.annotates {
        shape.additional = isAllowed ? .all : .none
      } else {
        shape.additional = .block
        var place = child(entry, place)
        place.allowsBoolean = true
        shape.additionalBlock = self.block(for: place).rawValue
      }
    }
    guard entries.count < Int(UInt16.max) else {
      throw error(.tooLarge, at: place.origin, "an object schema may name at most \(UInt16.max - 1) properties")
    }
    if !entries.isEmpty || shape.patternCount > 0 || shape.additional != .any {
      let index = builder.addShape(
        shape, properties: entries,
        origins: ProgramOrigins.ShapeOrigins(
          properties: keywords[.properties]?.origin ?? ProgramOrigins.ShapeOrigins.none,
          required: keywords[.required]?.origin ?? ProgramOrigins.ShapeOrigins.none,
          patternProperties: keywords[.patternProperties]?.origin ?? ProgramOrigins.ShapeOrigins.none,
          additionalProperties: keywords[.additionalProperties]?.origin ?? ProgramOrigins.ShapeOrigins.none))
      block.append(Instruction(opcode: .object, a: index), from: place.origin)
    }
    if !surplus.isEmpty {
      let start = UInt32(builder.lists.count)
      for name in surplus { builder.lists.append(.plain(name)) }
      block.append(
        Instruction(opcode: .required, a: start, b: UInt32(surplus.count)),
        from: keywords[.required]?.origin ?? place.origin)
    }
  }

  /// Where the shape that is being written has a name.
  private func position(ofName name: UInt32) -> Int? {
    guard Int(name) < shapeOfName.count, shapeOfName[Int(name)].shape == namesOfShape else { return nil }
    return shapeOfName[Int(name)].position
  }

  private mutating func note(name: UInt32, at position: Int) {
    while shapeOfName.count <= Int(name) { shapeOfName.append((0, 0)) }
    shapeOfName[Int(name)] = (namesOfShape, position)
  }

  // MARK: Logic

  mutating func writeLogic(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if let entry = keywords[.allOf] {
      for place in try list(entry, "allOf", place) { try writeInPlace(place, from: place.origin, into: &block) }
    }
    for (keyword, name, opcode) in [(Keyword.anyOf, "anyOf", Opcode.anyOf), (.oneOf, "oneOf", .oneOf)] {
      guard let entry = keywords[keyword] else { continue }
      let places = try list(entry, name, place)
      if places.count == 1, !decidesAlone(keywords, places) {
        try writeInPlace(places[0], from: places[0].origin, into: &block)
      } else {
        let start = appendBranches(places)
        var instruction = Instruction(opcode: opcode, a: start, b: UInt32(places.count))
        try writeDiscriminator(keywords, places, into: &instruction)
        block.append(instruction, from: entry.origin)
      }
    }
    if let entry = keywords[.not] {
      let target = self.block(for: child(entry, place))
      noteCall(target, from: entry.origin)
      block.append(Instruction(opcode: .not, a: target.rawValue), from: entry.origin)
    }
    // Without `then` and `else` it decides nothing, but what it says about members counts if it holds.
    if let entry = keywords[.condition] {
      var instruction = Instruction(opcode: .condition, a: self.block(for: child(entry, place)).rawValue)
      noteCall(ProgramBuilder.BlockIndex(rawValue: instruction.a), from: entry.origin)
      if let then = keywords[.then] {
        instruction.flags |= Instruction.hasThen
        instruction.b = self.block(for: child(then, place)).rawValue
        noteCall(ProgramBuilder.BlockIndex(rawValue: instruction.b), from: then.origin)
      }
      if let otherwise = keywords[.otherwise] {
        instruction.flags |= Instruction.hasElse
        instruction.c = self.block(for: child(otherwise, place)).rawValue
        noteCall(ProgramBuilder.BlockIndex(rawValue: instruction.c), from: otherwise.origin)
      }
      block.append(instruction, from: entry.origin)
    }
  }

  // MARK: What nothing has evaluated

  mutating func writeUnevaluated(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    for (keyword, opcode) in [
      (Keyword.unevaluatedProperties, Opcode.unevaluatedProperties), (.unevaluatedItems, .unevaluatedItems),
    ] {
      guard let entry = keywords[keyword] else { continue }
      let target = self.block(for: child(entry, place))
      block.append(Instruction(opcode: opcode, a: target.rawValue), from: entry.origin)
    }
  }

  /// Writes a subschema of the same value into the block, or calls it where that would go too deep.
  mutating func writeInPlace(
    _ place: Place, from origin: UInt32, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if open.count < Compiler.inlineLimit, options.optimizes {
      try write(place, into: &block)
    } else {
      let target = blockOfSameValue(for: place)
      noteCall(target, from: origin)
      block.append(Instruction(opcode: .call, a: target.rawValue), from: origin)
    }
  }

  // MARK: Places of subschemas

  func child(_ entry: Entry, _ place: Place) -> Place {
    Place(schema: entry.value, origin: entry.origin, base: place.base)
  }

  private mutating func list(
    _ entry: Entry, _ name: String, _ place: Place, allowsNone: Bool = false
  ) throws(SchemaError) -> [Place] {
    guard entry.value.isArray, allowsNone || entry.value.count > 0 else {
      throw error(.keywordValue, at: entry.origin, "'\(name)' must be a list of at least one schema")
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

  private mutating func map(
    _ entry: Entry, _ name: String, _ place: Place
  ) throws(SchemaError) -> [(key: SchemaNode, place: Place)] {
    guard entry.value.isObject else { throw malformed(entry, name, "an object of schemas") }
    var places: [(key: SchemaNode, place: Place)] = []
    places.reserveCapacity(entry.value.count)
    for (key, value) in entry.value.members {
      places.append((key, Place(schema: value, origin: origin(key, below: entry.origin), base: place.base)))
    }
    return places
  }

  /// The items of a list of names.
  private func names(_ entry: Entry, _ name: () -> String) throws(SchemaError) -> SchemaNode.Items {
    guard entry.value.isArray else { throw malformed(entry, name(), "a list of names") }
    for item in entry.value.items where !item.isString {
      throw error(.keywordValue, at: entry.origin, "'\(name())' must be a list of names, but one is no string")
    }
    return entry.value.items
  }

  /// Lists the branches of a union, each with its types.
  private mutating func appendBranches(_ places: [Place]) -> UInt32 {
    var branches: [ProgramBuilder.ListEntry] = []
    for place in places {
      let block = self.block(for: place)
      noteCall(block, from: place.origin)
      branches.append(.block(block))
      branches.append(.types(block))
    }
    let start = UInt32(builder.lists.count)
    builder.lists.append(contentsOf: branches)
    return start
  }

  private mutating func appendBlocks(_ places: [Place]) -> UInt32 {
    let blocks = places.map { ProgramBuilder.ListEntry.block(self.block(for: $0)) }
    let start = UInt32(builder.lists.count)
    builder.lists.append(contentsOf: blocks)
    return start
  }
}

/// `properties`, `required`, `patternProperties` and `additionalProperties`, which become one instruction.
extension Compiler {
  /// The keywords that make an object's shape.
  private static let shapeKeywords: KeywordSet = [
    .properties, .required, .patternProperties, .additionalProperties,
  ]

  /// An object's shape, as far as it is gathered.
  private struct ShapeDraft {
    var shape = ObjectShape()
    /// The properties that are declared or required.
    var entries: [(name: UInt32, entry: PropertyEntry)] = []
    /// Names that are not required though the schema lists them.
    var optional: Set<UInt32>
    /// Required names beyond those that a shape can count.
    var surplus: [UInt32] = []
    /// How many names the shape requires.
    private var requiredCount: UInt8 = 0

    /// How many required names a shape can count: one for each bit of its mask.
    private static let requiredLimit: UInt8 = 64

    init(optional: Set<UInt32>) { self.optional = optional }

    /// Takes in that a name is required.
    ///
    /// - Parameter names: Where the shape has which name.
    mutating func require(_ name: UInt32, _ names: inout ShapeNames) {
      let known = names.position(of: name)
      if let known, entries[known].entry.requiredBit < ShapeDraft.requiredLimit { return }
      guard requiredCount < ShapeDraft.requiredLimit else {
        surplus.append(name)
        return
      }
      if known == nil {
        names.set(entries.count, of: name)
        entries.append((name, PropertyEntry()))
      }
      entries[known ?? entries.count - 1].entry.requiredBit = requiredCount
      shape.requiredMask |= 1 << UInt64(requiredCount)
      requiredCount += 1
    }
  }

  mutating func writeShape(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard keywords.present.intersects(Compiler.shapeKeywords) else { return }
    var draft = ShapeDraft(optional: pass.current.lifted.names)
    pass.shapeNames.begin()
    var knowsAllNames = true
    if let entry = keywords[.properties] {
      knowsAllNames = try readProperties(entry, place, into: &draft, &block)
    }
    if let entry = keywords[.required] { try readRequired(entry, place, into: &draft, &block) }
    if let entry = keywords[.patternProperties] {
      let knowsAllPatterns = try readPatterns(entry, place, into: &draft.shape, &block)
      knowsAllNames = knowsAllNames && knowsAllPatterns
    }
    if knowsAllNames {
      if let entry = keywords[.additionalProperties] { readAdditional(entry, place, into: &draft.shape) }
    } else {
      // Any property may be one that the unchecked keyword names: none is known to be additional or unevaluated.
      draft.shape.additional = pass.goal.features.contains(.evaluatedMarks) ? .all : .any
      if let entry = keywords[.additionalProperties], entry.value.boolean != true {
        appendUnchecked(at: entry.origin, hidesEvaluations: true, into: &block)
      }
    }
    try write(draft, keywords, place, into: &block)
  }

  /// Reads the properties.
  ///
  /// - Returns: Whether all of them are known.
  private mutating func readProperties(
    _ entry: Entry, _ place: Place, into draft: inout ShapeDraft, _ block: inout ProgramBuilder.Block
  ) throws(SchemaError) -> Bool {
    draft.entries.reserveCapacity(entry.value.count)
    guard let properties = try map(.properties, entry, place, into: &block) else { return false }
    for (key, place) in properties {
      let name = pass.builder.name(key)
      var block: ProgramBuilder.BlockIndex?
      if pass.current.direction != nil, let wrong = wrongDirection(of: place) {
        draft.optional.insert(name)
        block = misdirected(place, wrong)
      }
      let property = PropertyEntry(
        block: (block ?? self.block(for: place)).rawValue, flags: PropertyEntry.isDeclared)
      if let position = pass.shapeNames.position(of: name) {
        draft.entries[position].entry = property
      } else {
        pass.shapeNames.set(draft.entries.count, of: name)
        draft.entries.append((name, property))
      }
    }
    return true
  }

  private mutating func readRequired(
    _ entry: Entry, _ place: Place, into draft: inout ShapeDraft, _ block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    // In Swagger a parameter is its own schema, and its `required` speaks of the parameter.
    if dialect == .swagger20, place.schema["in"]?.isString == true { return }
    if entry.value.boolean != nil || Compiler.spelledBoolean(entry.value) != nil {
      let words = "'required' must be a list of names beside 'properties'; a boolean here checks nothing"
      if input.isStrict { throw error(.keywordValue, at: entry.origin, words) }
      // Whether the author meant the property or all of its members is not certain (trap required-in-property).
      notice(.noEffect, at: entry.origin, words)
      return
    }
    for item in try names(entry, into: &block, { Keyword.required.name }) {
      let name = pass.builder.name(item)
      if !draft.optional.isEmpty, draft.optional.contains(name), liftsRequired() { continue }
      draft.require(name, &pass.shapeNames)
    }
  }

  /// Reads the patterns of names.
  ///
  /// - Returns: Whether all of them are checked.
  private mutating func readPatterns(
    _ entry: Entry, _ place: Place, into shape: inout ObjectShape, _ block: inout ProgramBuilder.Block
  ) throws(SchemaError) -> Bool {
    var knowsAll = true
    var pairs: [ProgramBuilder.ListEntry] = []
    guard let patterns = try map(.patternProperties, entry, place, into: &block) else { return false }
    for (key, place) in patterns {
      guard let index = try pattern(key, at: place.origin, hidesEvaluations: true, into: &block) else {
        knowsAll = false
        continue
      }
      pairs.append(.plain(index))
      pairs.append(.block(self.block(for: place)))
    }
    shape.patternStart = pass.builder.appendList(pairs)
    shape.patternCount = UInt32(pairs.count / 2)
    return knowsAll
  }

  private mutating func readAdditional(_ entry: Entry, _ place: Place, into shape: inout ObjectShape) {
    if let isAllowed = boolean(entry, .additionalProperties), !input.options.annotates {
      shape.additional = isAllowed ? .all : .none
    } else {
      shape.additional = .block
      var place = child(entry, place)
      place.allowsBoolean = true
      shape.additionalBlock = self.block(for: place).rawValue
    }
  }

  private mutating func write(
    _ draft: ShapeDraft, _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard draft.entries.count < Int(UInt16.max) else {
      throw error(.tooLarge, at: place.origin, "an object schema may name at most \(UInt16.max - 1) properties")
    }
    let shape = draft.shape
    if !draft.entries.isEmpty || shape.patternCount > 0 || shape.additional != .any {
      func origin(_ keyword: Keyword) -> UInt32 { keywords[keyword]?.origin ?? ProgramOrigins.ShapeOrigins.none }
      let index = pass.builder.addShape(
        shape, properties: draft.entries,
        origins: ProgramOrigins.ShapeOrigins(
          properties: origin(.properties), required: origin(.required),
          patternProperties: origin(.patternProperties), additionalProperties: origin(.additionalProperties)))
      block.append(Instruction(opcode: .object, a: index), from: place.origin)
    }
    if !draft.surplus.isEmpty {
      let start = pass.builder.appendList(draft.surplus.map { .plain($0) })
      block.append(
        Instruction(opcode: .required, a: start, b: UInt32(draft.surplus.count)),
        from: keywords[.required]?.origin ?? place.origin)
    }
  }
}

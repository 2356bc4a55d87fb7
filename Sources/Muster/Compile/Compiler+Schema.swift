/// The keywords of one schema object, by what they are.
struct SchemaKeywords {
  struct Slot {
    var value: UInt32 = 0
    var origin: UInt32 = 0
  }

  private let schema: SchemaNode
  /// A slot for each keyword that there is; what those hold that are not present means nothing.
  fileprivate var slots: [Slot]
  /// The keywords that are there: a set bit for each, as most that are asked for are not.
  private var present: UInt64 = 0
  /// The caller's own.
  var custom: [(keyword: CustomKeyword, value: SchemaNode, origin: UInt32)] = []

  /// No keywords yet.
  ///
  /// - Parameter slots: Those that another schema has done with, or none.
  fileprivate init(of schema: SchemaNode, reusing slots: consuming [Slot]?) {
    self.schema = schema
    self.slots = slots ?? Array(repeating: Slot(), count: Keyword.allCases.count)
  }

  @inline(__always)
  func has(_ keyword: Keyword) -> Bool { present & 1 << UInt64(keyword.rawValue) != 0 }

  @inline(__always)
  subscript(keyword: Keyword) -> (value: SchemaNode, origin: UInt32)? {
    guard has(keyword) else { return nil }
    let slot = slots[Int(keyword.rawValue)]
    return (schema.at(TapeIndex(Int(slot.value))), slot.origin)
  }

  @inline(__always)
  mutating func set(_ keyword: Keyword, _ value: SchemaNode, _ origin: UInt32) {
    slots[Int(keyword.rawValue)] = Slot(value: UInt32(truncatingIfNeeded: value.index.rawValue), origin: origin)
    present |= 1 << UInt64(keyword.rawValue)
  }
}

extension Compiler {
  /// Writes a subschema into a block.
  mutating func write(_ place: Place, into block: inout ProgramBuilder.Block) throws(SchemaError) {
    let schema = place.schema
    let outerDialect = dialectResource
    defer { leaveDialect(for: outerDialect) }
    var place = place
    place.base = resources.resource(enteredBy: schema, within: place.base)
    enterDialect(of: place.base)
    if let boolean = schema.boolean, place.allowsBoolean || dialect.rules.contains(.booleanSchemas) {
      if !boolean { block.append(Instruction(opcode: .reject), from: place.origin) }
      return
    }
    guard schema.isObject else {
      throw error(
        .notASchema, at: place.origin,
        "a schema was expected here, an object\(dialect.rules.contains(.booleanSchemas) ? " or a boolean" : ""), "
          + "but this is \(schema.kind.description)")
    }
    guard !open.contains(schema.key) else {
      throw error(
        .circularReference, at: place.origin,
        "this leads back to itself without a step into the payload, so that checking would never end")
    }
    open.append(schema.key)
    defer { open.removeLast() }

    let keywords = try read(place)
    defer { spareSlots.append(keywords.slots) }
    let outerLifted = lifted
    defer { lifted = outerLifted }
    if direction != nil, lifted.names.isEmpty, isSpread(keywords) { lifted = namesLifted(across: place) }
    let start = block.instructions.count
    if acceptsNull(keywords, place) {
      block.append(Instruction(opcode: .skipIfNull), from: keywords[.nullable]?.origin ?? place.origin)
    }
    let body = block.instructions.count
    // Evaluation that begins inside of a resource is in that resource's scope (JSON Schema 2020-12 Core, section 7.1).
    let isResource =
      features.contains(.dynamicScope) && (resources.isRoot(schema) || entrySchemas.contains(schema.key))
    if isResource { writeScope(place.base, place.origin, into: &block) }
    try writeBody(keywords, place, into: &block)
    if isResource { block.append(Instruction(opcode: .endScope), from: place.origin) }
    if body > start {
      if block.instructions.count == body {
        block.removeLast()
      } else {
        block.instructions[start].a = UInt32(block.instructions.count - body)
      }
    }
  }

  private mutating func writeBody(
    _ keywords: SchemaKeywords, _ place: Place, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if dialect.rules.contains(.referenceStandsAlone), let reference = keywords[.ref] {
      try writeReference(reference, place, into: &block)
      return
    }
    let asksForMarks = keywords.has(.unevaluatedItems) || keywords.has(.unevaluatedProperties)
    if asksForMarks { block.append(Instruction(opcode: .beginMarks), from: place.origin) }
    try writeSensitivity(keywords, into: &block)
    try writeType(keywords, place, into: &block)
    try writeValues(keywords, into: &block)
    try writeNumbers(keywords, into: &block)
    try writeStrings(keywords, into: &block)
    try writeContent(keywords, place, into: &block)
    try writeCustom(keywords, into: &block)
    try writeArrays(keywords, place, into: &block)
    try writeObjects(keywords, place, into: &block)
    if let reference = keywords[.ref] { try writeReference(reference, place, into: &block) }
    if let reference = keywords[.dynamicReference] { try writeDynamicReference(reference, place, into: &block) }
    if let reference = keywords[.recursiveReference] { try writeRecursiveReference(reference, place, into: &block) }
    try writeLogic(keywords, place, into: &block)
    if asksForMarks {
      try writeUnevaluated(keywords, place, into: &block)
      block.append(Instruction(opcode: .endScope), from: place.origin)
    }
  }

  // MARK: Keywords

  /// Sorts the members of a schema object by keyword, and says what is not one.
  private mutating func read(_ place: Place) throws(SchemaError) -> SchemaKeywords {
    var keywords = SchemaKeywords(of: place.schema, reusing: spareSlots.popLast())
    let isReference =
      dialect.rules.contains(.referenceStandsAlone) && place.schema["$ref"]?.isString == true
    for (key, value) in place.schema.members {
      if hasCustomKeywords, let custom = options.custom.keyword(key.string ?? "") {
        keywords.custom.append((custom, value, origin(key, below: place.origin)))
        continue
      }
      guard let keyword = keywordNames.keyword(key, dialect.vocabularies) else {
        try readUnknown(key, value, place, &keywords)
        continue
      }
      if keyword == .annotation { continue }
      let origin = origin(key, below: place.origin)
      if keywords.has(keyword), keyword != .definitions {
        notice(
          .duplicateName, at: origin, "'\(key.string ?? "")' occurs twice in this schema; the last one counts")
      }
      resources.note(keyword)
      if isReference {
        switch keyword {
        case .ref, .nullable, .definitions, .schema: break
        case .readOnly: continue
        default:
          notice(
            .ignoredSibling, at: origin,
            "'\(key.string ?? "")' stands beside '$ref', where \(dialect.name) ignores it; move it into an 'allOf' to "
              + "make it hold")
          continue
        }
      }
      keywords.set(keyword, value, origin)
    }
    return keywords
  }

  /// Reads a member whose name is no keyword of the dialect.
  private mutating func readUnknown(
    _ key: SchemaNode, _ value: SchemaNode, _ place: Place, _ keywords: inout SchemaKeywords
  ) throws(SchemaError) {
    let name = key.string ?? ""
    let isNullable = name == "nullable" && dialect.rules.contains(.openAPI)
    if isNullable { dependsOnReading = true }
    if isNullable, isIntent {
      keywords.set(.nullable, value, origin(key, below: place.origin))
    } else if dialect.rules.isDisjoint(with: [.openAPI, .extensions]) || !name.hasPrefix("x-") {
      try noticeUnknown(name, place, key)
    }
  }

  private mutating func noticeUnknown(_ name: String, _ place: Place, _ key: SchemaNode) throws(SchemaError) {
    let origin = origin(key, below: place.origin)
    let nearest = nearestKeyword(name)
    let message =
      "'\(name)' is not a keyword of \(dialect.name) and checks nothing"
      + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    if options.unknownKeywords == .error { throw error(.unknownKeyword, at: origin, message) }
    notice(.unknownKeyword, at: origin, message)
  }

  /// The keyword that an unknown name may be meant to be, worked out once for each name.
  private mutating func nearestKeyword(_ name: String) -> String? {
    if let known = nearestKeywords[dialect.name]?[name] { return known }
    let nearest = NearestName.of(name, among: dialect.keywordNames)
    nearestKeywords[dialect.name, default: [:]][name] = .some(nearest)
    return nearest
  }

  // MARK: nullable

  /// Whether a null passes whatever the rest of the schema says.
  ///
  /// OpenAPI 3.0.0 to 3.0.2 have `nullable` allow "a null value for the defined schema"; from 3.0.3 on it adds null to
  /// a `type` beside it and does nothing else. Vendors mean the former, in 3.1 as well, where the keyword is gone.
  private mutating func acceptsNull(_ keywords: SchemaKeywords, _ place: Place) -> Bool {
    guard let (value, origin) = keywords[.nullable], value.boolean == true else { return false }
    dependsOnReading = true
    if isIntent { return true }
    if keywords[.ref] != nil {
      notice(.noEffect, at: origin, "'nullable' beside '$ref' has no effect in \(dialect.name)")
      return false
    }
    if dialect.patch >= 3 {
      if keywords[.type] == nil {
        notice(.noEffect, at: origin, "'nullable' without a 'type' beside it has no effect from OpenAPI 3.0.3 on")
      }
      return false
    }
    // An enum is complete: what it does not list is not allowed.
    guard let list = keywords[.enumeration]?.value else { return true }
    return list.items.contains { $0.kind == .null }
  }

  /// Whether `nullable` adds null to the types beside it, by the letter of OpenAPI 3.0.
  func typeIsNullable(_ keywords: SchemaKeywords) -> Bool {
    keywords[.nullable]?.value.boolean == true && dialect.rules.contains(.singleType)
  }
}

extension JSON.Kind {
  /// The kind with its article, for sentences.
  var description: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// The keywords of one schema object, by what they are.
struct SchemaKeywords {
  private var values: [(keyword: Keyword, value: JSON, origin: UInt32)] = []
  /// The keywords that are there: a set bit for each, as most that are asked for are not.
  private var present: UInt64 = 0
  /// The caller's own.
  var custom: [(keyword: CustomKeyword, value: JSON, origin: UInt32)] = []

  subscript(keyword: Keyword) -> (value: JSON, origin: UInt32)? {
    get {
      guard present & 1 << UInt64(keyword.rawValue) != 0 else { return nil }
      for entry in values where entry.keyword == keyword { return (entry.value, entry.origin) }
      return nil
    }
    set {
      values.removeAll { $0.keyword == keyword }
      present &= ~(1 << UInt64(keyword.rawValue))
      guard let newValue else { return }
      values.append((keyword, newValue.value, newValue.origin))
      present |= 1 << UInt64(keyword.rawValue)
    }
  }
}

extension Compiler {
  /// Writes a subschema into a block.
  mutating func write(_ place: Place, into block: inout ProgramBuilder.Block) throws(SchemaError) {
    let schema = place.schema
    let outerDialect = dialect
    defer { dialect = outerDialect }
    var place = place
    let outerBase = place.base
    place.base = resources.resource(enteredBy: schema, within: outerBase)
    dialect = resources.dialect(of: place.base)
    if let boolean = schema.boolean, place.allowsBoolean || dialect.rules.contains(.booleanSchemas) {
      if !boolean { block.append(Instruction(opcode: .reject), from: place.origin) }
      return
    }
    guard schema.kind == .object else {
      throw error(
        .notASchema, at: place.origin,
        "a schema was expected here, an object\(dialect.rules.contains(.booleanSchemas) ? " or a boolean" : ""), "
          + "but this is \(schema.kind.description)")
    }
    guard !open.contains(PlaceKey(schema)) else {
      throw error(
        .circularReference, at: place.origin,
        "this leads back to itself without a step into the payload, so that checking would never end")
    }
    open.append(PlaceKey(schema))
    defer { open.removeLast() }

    let keywords = try read(place)
    let start = block.instructions.count
    if acceptsNull(keywords, place) {
      block.append(Instruction(opcode: .skipIfNull), from: keywords[.nullable]?.origin ?? place.origin)
    }
    let body = block.instructions.count
    let isResource = features.contains(.dynamicScope) && resources.isRoot(schema)
    if isResource { writeScope(place.base, place.origin, into: &block) }
    try writeBody(keywords, place, into: &block)
    if isResource { block.append(Instruction(opcode: .endScope), from: place.origin) }
    if body > start {
      if block.instructions.count == body {
        block.instructions.removeLast()
        block.origins.removeLast()
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
    let asksForMarks = keywords[.unevaluatedItems] != nil || keywords[.unevaluatedProperties] != nil
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
    var keywords = SchemaKeywords()
    let isReference =
      dialect.rules.contains(.referenceStandsAlone) && place.schema["$ref"]?.kind == .string
    for member in place.schema.members {
      let name = member.name
      if let custom = options.custom.keyword(name) {
        keywords.custom.append((custom, member.value, origin(name, below: place.origin, at: member.key)))
        continue
      }
      guard let keyword = dialect.keyword(name) else {
        if name == "nullable", dialect.rules.contains(.openAPI), isIntent {
          keywords[.nullable] = (member.value, origin(name, below: place.origin, at: member.key))
        } else if dialect.rules.isDisjoint(with: [.openAPI, .extensions]) || !name.hasPrefix("x-") {
          try noticeUnknown(name, place, member.key)
        }
        continue
      }
      if keyword == .annotation { continue }
      let origin = origin(name, below: place.origin, at: member.key)
      if keywords[keyword] != nil, keyword != .definitions {
        notice(.duplicateName, at: origin, "'\(name)' occurs twice in this schema; the last one counts")
      }
      resources.note(keyword)
      switch keyword {
      case .ref, .nullable, .definitions, .schema: break
      case .readOnly where isReference: continue
      default:
        if isReference {
          notice(
            .ignoredSibling, at: origin,
            "'\(name)' stands beside '$ref', where \(dialect.name) ignores it; move it into an 'allOf' to make it hold")
          continue
        }
      }
      keywords[keyword] = (member.value, origin)
    }
    return keywords
  }

  private mutating func noticeUnknown(_ name: String, _ place: Place, _ key: JSON) throws(SchemaError) {
    let origin = origin(name, below: place.origin, at: key)
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

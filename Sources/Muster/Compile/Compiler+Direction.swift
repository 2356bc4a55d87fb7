/// `readOnly` and `writeOnly` of properties, where it is known which way payloads go.
extension Compiler {
  /// How many references and `allOf` are followed to find the keyword.
  private static let directionDepth = 16

  /// The keyword by which a property goes the other way only; `nil` where it does not, or nobody knows the way.
  ///
  /// It holds of the property's value whatever schema says so: its own, one that it refers to, or one in its `allOf`.
  mutating func wrongDirection(of property: Place) -> (keyword: Keyword, origin: UInt32)? {
    guard let direction = pass.current.direction else { return nil }
    let keyword: Keyword = direction == .request ? .readOnly : .writeOnly
    let name = direction == .request ? "readOnly" : "writeOnly"
    let outerDialect = dialectInForce.resource
    defer { leaveDialect(for: outerDialect) }
    var rest = [property]
    var looked = 0
    while let place = rest.popLast(), looked < Compiler.directionDepth {
      looked += 1
      let base = resources.resource(enteredBy: place.schema, within: place.base)
      enterDialect(of: base)
      if dialect.keyword("$ref") == .ref, let reference = place.schema["$ref"], reference.isString {
        let origin = origin("$ref", below: place.origin, at: reference)
        let inside = Place(schema: place.schema, origin: place.origin, base: base)
        // A reference that leads nowhere is reported where the property is written.
        if let target = try? resolve(reference, origin, inside) { rest.append(target) }
        if dialect.rules.contains(.referenceStandsAlone) { continue }
      }
      if dialect.keyword(name) == keyword, let value = place.schema[name], value.boolean == true {
        return (keyword, origin(name, below: place.origin, at: value))
      }
      guard dialect.keyword("allOf") == .allOf, let list = place.schema["allOf"] else { continue }
      for (position, item) in list.items.enumerated() {
        let origin = origin(String(position), below: origin("allOf", below: place.origin, at: list), at: item)
        rest.append(Place(schema: item, origin: origin, base: base))
      }
    }
    return nil
  }

  // MARK: Required properties

  /// How many schemas of one value are looked at to find what they require of it together.
  private static let partLimit = 256

  /// Whether a property that goes the other way is not required (OpenAPI 3.0.3, section 4.7.24.2).
  ///
  /// OpenAPI 3.1 and 3.2 leave this to JSON Schema, which requires it; under intent their documents mean what those of 3.0
  /// say.
  mutating func liftsRequired() -> Bool {
    if dialect.rules.contains(.directionLiftsRequired) { return true }
    guard dialect.rules.contains(.openAPI) else { return false }
    pass.dependsOnReading = true
    return isIntent
  }

  /// Whether what a schema says of its value may be spread over several schema objects.
  func isSpread(_ keywords: SchemaKeywords) -> Bool {
    guard dialect.rules.contains(.openAPI) else { return false }
    if keywords.has(.allOf) { return true }
    return keywords.has(.ref) && (keywords.has(.properties) || keywords.has(.required))
  }

  /// The names that one schema object requires of a value and another says go the other way: over `allOf` and `$ref`.
  ///
  /// - Complexity: O(*n*) in the number of names that are required, times the number of schema objects.
  mutating func namesLifted(across place: Place) -> LiftedNames {
    let outerDialect = dialectInForce.resource
    defer { leaveDialect(for: outerDialect) }
    var required: [SchemaNode] = []
    var holders: [Place] = []
    var rest = [place]
    var seen: Set<PlaceKey> = []
    while let place = rest.popLast(), seen.count < Compiler.partLimit {
      guard seen.insert(place.schema.key).inserted else { continue }
      let base = resources.resource(enteredBy: place.schema, within: place.base)
      enterDialect(of: base)
      let inside = Place(schema: place.schema, origin: place.origin, base: base)
      if dialect.keyword("$ref") == .ref, let reference = place.schema["$ref"], reference.isString {
        // A reference that leads nowhere is reported where it is written.
        if let target = try? resolve(reference, origin("$ref", below: place.origin, at: reference), inside) {
          rest.append(target)
        }
        if dialect.rules.contains(.referenceStandsAlone) { continue }
      }
      if let names = place.schema["required"], names.isArray { required += names.items.filter(\.isString) }
      if let properties = place.schema["properties"], properties.isObject {
        holders.append(Place(schema: properties, origin: place.origin, base: base))
      }
      guard let list = place.schema["allOf"], list.isArray else { continue }
      for item in list.items { rest.append(Place(schema: item, origin: place.origin, base: base)) }
    }
    var lifted = LiftedNames()
    guard !holders.isEmpty else { return lifted }
    for name in required {
      let text = name.string ?? ""
      for holder in holders {
        guard let property = resources.children.child(text, of: holder.schema) else { continue }
        let place = Place(schema: property, origin: holder.origin, base: holder.base)
        guard wrongDirection(of: place) != nil else { continue }
        lifted.names.insert(pass.builder.name(name))
        break
      }
    }
    return lifted
  }

  /// The block of a property that goes the wrong way: what its schema asks for, and that it says so; `nil` where its own
  /// block will do.
  mutating func misdirected(
    _ property: Place, _ wrong: (keyword: Keyword, origin: UInt32)
  ) -> ProgramBuilder.BlockIndex? {
    var instruction = Instruction(opcode: .misdirected)
    if wrong.keyword == .writeOnly { instruction.flags |= Instruction.isWriteOnly }
    if dialect.rules.contains(.directionForbids) {
      instruction.flags |= Instruction.isForbidden
    } else if input.options.annotates {
      return nil
    }
    return newBlock(for: property, after: (instruction, wrong.origin))
  }
}

/// `readOnly` and `writeOnly` of properties, where it is known which way payloads go.
extension Compiler {
  /// How many references and `allOf` are followed to find the keyword.
  private static let directionDepth = 16

  /// The keyword by which a property goes the other way only; `nil` where it does not, or nobody knows the way.
  ///
  /// It holds of the property's value whatever schema says so: its own, one that it refers to, or one in its `allOf`.
  mutating func wrongDirection(of property: Place) -> (keyword: Keyword, origin: UInt32)? {
    guard let direction else { return nil }
    let keyword: Keyword = direction == .request ? .readOnly : .writeOnly
    let name = direction == .request ? "readOnly" : "writeOnly"
    let outerDialect = dialectResource
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

  /// The block of a property that goes the wrong way: what its schema asks for, and that it says so; `nil` where its own
  /// block will do.
  mutating func misdirected(
    _ property: Place, _ wrong: (keyword: Keyword, origin: UInt32)
  ) -> ProgramBuilder.BlockIndex? {
    var instruction = Instruction(opcode: .misdirected)
    if wrong.keyword == .writeOnly { instruction.flags |= Instruction.isWriteOnly }
    if dialect.rules.contains(.directionForbids) {
      instruction.flags |= Instruction.isForbidden
    } else if options.annotates {
      return nil
    }
    return newBlock(for: property, after: (instruction, wrong.origin))
  }
}

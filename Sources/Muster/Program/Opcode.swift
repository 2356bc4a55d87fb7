/// What an instruction does.
///
/// Operands are the fields of `Instruction`; "the value" is the one that the block is applied to.
///
/// An instruction that looks only at the value itself is a *leaf*: a block of nothing but leaves runs without a frame.
enum Opcode: UInt8, Sendable, CaseIterable {
  // Leaves.

  /// The block ends: go on with what the top frame says.
  case end = 0
  /// No value passes.
  case reject = 1
  /// A null passes the next `a` instructions unseen. Precondition: they are in the block.
  case skipIfNull = 2
  /// The value's type is one of `mask`. Flag `exactInteger`: `integer` is a number written without fraction or exponent.
  case type = 3
  /// The value equals the constant at `a` of the constant tape.
  case constant = 4
  /// The value equals one of `b` constants listed from `a` in `lists`.
  case enumeration = 5
  /// A string has at least `value` code points.
  case minLength = 6
  /// A string has at most `value` code points.
  case maxLength = 7
  /// A string matches the pattern `a`.
  case pattern = 8
  /// A string, or a number, has the format of code `a`, taken as `b` says (a `Format.Mode`).
  case format = 9
  /// A number is at least `value`, or with flag `wide` the constant `a`.
  case minimum = 10
  /// A number is at most the bound, as for `minimum`.
  case maximum = 11
  /// A number is above the bound, as for `minimum`.
  case exclusiveMinimum = 12
  /// A number is below the bound, as for `minimum`.
  case exclusiveMaximum = 13
  /// A number is a multiple of the constant `a`.
  case multipleOf = 14
  /// An array has at least `value` items.
  case minItems = 15
  /// An array has at most `value` items.
  case maxItems = 16
  /// An array's items differ from each other.
  case uniqueItems = 17
  /// An object has at least `value` different names.
  case minProperties = 18
  /// An object has at most `value` different names.
  case maxProperties = 19
  /// An object has the `b` names listed from `a` in `lists`.
  case required = 20
  /// An object that has the name `a` has the `c` names listed from `b` in `lists`.
  case dependentRequired = 21
  /// The value is not to be shown in messages; always passes.
  case sensitive = 22
  /// A string has the caller's own format of index `a` in `checks`.
  case customFormat = 23
  /// A string's content decodes: with flag `isBase64` from base64, with `isJSON` as JSON, which with `hasThen` passes
  /// the block at `a`.
  case content = 25
  /// The value is of a property that goes the other way: with flag `isWriteOnly` to the server, else from it. It passes
  /// all the same, but with flag `isForbidden` does not.
  case misdirected = 26
  /// The value passes the caller's own keyword of index `a` in `checks`.
  case customKeyword = 24
  /// A keyword that cannot be used is passed over; always passes. Flag `hidesEvaluations`: the keyword may evaluate
  /// children, and nobody knows which.
  case unchecked = 27

  // Applicators.

  /// The value passes the block at `a`.
  case call = 32
  /// An object's members pass the shape `a`.
  case object = 33
  /// An array's items from `b` on pass the block at `a`.
  case items = 34
  /// An array's first items pass the `b` blocks listed from `a` in `lists`, one each.
  case prefixItems = 35
  /// An array has at least `b` and at most `c` items that pass the block at `a`.
  case contains = 36
  /// An object's names pass the block at `a`.
  case propertyNames = 37
  /// The value passes at least one of `b` blocks listed from `a` in `lists`, each with the types that it can allow.
  case anyOf = 38
  /// The value passes exactly one of `b` blocks listed from `a` in `lists`, each with the types that it can allow.
  case oneOf = 39
  /// The value does not pass the block at `a`.
  case not = 40
  /// If the value passes the block at `a`, it passes the one at `b`, else the one at `c`.
  case condition = 41
  /// An object that has the name `b` passes the block at `a`.
  case dependentSchema = 42

  /// The dynamic scope of resource `a` begins.
  case beginScope = 43
  /// From here on children that are evaluated are marked.
  case beginMarks = 44
  /// What the last `beginScope` or `beginMarks` began ends.
  case endScope = 45
  /// The value passes a block that depends on the dynamic scope: of `b` pairs of a resource and a block listed from `a`
  /// in `lists` that of the outermost resource; else, with flag `hasElse`, the one at `c`. Without any it fails.
  case dynamicCall = 46
  /// An object's members that are not marked since the last `beginMarks` pass the block at `a`.
  case unevaluatedProperties = 47
  /// An array's items that are not marked since the last `beginMarks` pass the block at `a`.
  case unevaluatedItems = 48

  /// Whether a value that passes may be what tells one kind of object from another.
  var isTag: Bool { self == .constant || self == .enumeration }

  /// Whether sinks are told of values that pass.
  var isNoted: Bool { isTag || isNotice }

  /// Whether a check has to tell that it came by.
  var isNotice: Bool { self == .misdirected || self == .unchecked }

  var isLeaf: Bool { rawValue < Opcode.call.rawValue }

  /// The same operation as an applicator, or `nil` for a leaf.
  @inline(__always)
  var applicator: Applicator? { Applicator(rawValue: rawValue) }

  /// The operations that are not leaves, with the same names and numbers.
  ///
  /// A `switch` over them need not list leaves.
  enum Applicator: UInt8, Sendable, CaseIterable {
    case call = 32
    case object = 33
    case items = 34
    case prefixItems = 35
    case contains = 36
    case propertyNames = 37
    case anyOf = 38
    case oneOf = 39
    case not = 40
    case condition = 41
    case dependentSchema = 42
    case beginScope = 43
    case beginMarks = 44
    case endScope = 45
    case dynamicCall = 46
    case unevaluatedProperties = 47
    case unevaluatedItems = 48
  }
}

extension Opcode {
  /// What the fields of an instruction of this operation hold.
  @inline(__always)
  var operands: Operands {
    switch self {
    case .end, .reject, .uniqueItems, .sensitive, .misdirected, .unchecked, .beginMarks, .endScope: Operands()
    case .skipIfNull: Operands(.skip(.a))
    case .type: Operands(.types)
    case .constant: Operands(.constant(.a))
    case .enumeration: Operands(.list(.constant, from: .a, count: .b))
    case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties: Operands(.value)
    case .pattern: Operands(.pattern(.a))
    case .format: Operands(.format(.a, mode: .b))
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: Operands(.number(.a))
    case .required: Operands(.list(.name, from: .a, count: .b))
    case .dependentRequired: Operands(.name(.a), .list(.name, from: .b, count: .c))
    case .customFormat: Operands(.check(.a, isFormat: true))
    case .customKeyword: Operands(.check(.a, isFormat: false))
    case .content: Operands(.flaggedBlock(.a, flag: Instruction.hasThen, .child))
    case .call: Operands(.block(.a, .value))
    case .not: Operands(.block(.a, .negation))
    case .propertyNames, .unevaluatedProperties, .unevaluatedItems: Operands(.block(.a, .child))
    case .object: Operands(.shape(.a))
    case .items: Operands(.block(.a, .child), .count(.b))
    case .prefixItems: Operands(.list(.block, from: .a, count: .b))
    case .contains: Operands(.block(.a, .child), .count(.b), .count(.c))
    case .anyOf, .oneOf: Operands(.list(.branch, from: .a, count: .b), .tags(from: .c, branches: .b))
    case .condition:
      Operands(
        .block(.a, .alternative), .flaggedBlock(.b, flag: Instruction.hasThen, .value),
        .flaggedBlock(.c, flag: Instruction.hasElse, .value))
    case .dependentSchema: Operands(.name(.b), .block(.a, .value))
    case .beginScope: Operands(.count(.a))
    case .dynamicCall:
      Operands(.list(.scope, from: .a, count: .b), .flaggedBlock(.c, flag: Instruction.hasElse, .value))
    }
  }

  /// The types that an assertion applies to, so that values of other types pass; all types for an applicator.
  @inline(__always)
  var types: TypeMask {
    switch self {
    case .minLength, .maxLength, .pattern, .customFormat, .content: .string
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: .number
    case .minItems, .maxItems, .uniqueItems: .array
    case .minProperties, .maxProperties, .required, .dependentRequired: .object
    // A format says by the instruction's mask which types it applies to.
    default: .all
    }
  }

  /// Whether a value whose type is not allowed fails the assertion as a consequence, so that there is nothing more to tell.
  var followsFromType: Bool {
    switch self {
    case .format, .enumeration, .constant: true
    case .content: false
    default: types == .string || types == .number
    }
  }

  /// The flags that change what an instruction does, beside those of its operands, with the names that listings give them.
  var flags: [(flag: UInt8, name: String)] {
    switch self {
    case .type: [(Instruction.exactInteger, "exact")]
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: [(Instruction.wide, "wide")]
    case .contains: [(Instruction.evaluates, "evaluates")]
    case .content: [(Instruction.isBase64, "base64"), (Instruction.isJSON, "JSON")]
    case .misdirected: [(Instruction.isWriteOnly, "writeOnly"), (Instruction.isForbidden, "forbidden")]
    case .unchecked: [(Instruction.hidesEvaluations, "hides evaluations")]
    case .anyOf, .oneOf: [(Instruction.isOpen, "or any")]
    default: []
    }
  }
}

extension Opcode {
  /// What an instruction looks at beyond the value itself.
  enum Reach {
    /// Nothing: it is a leaf.
    case nothing
    /// It begins or ends a scope or marks.
    case scope
    /// Other blocks of the same value.
    case value
    /// An object's members by a shape.
    case shape
    /// An object's names.
    case names
    /// An array's items from a position on, its first ones, or as many as pass.
    case items, firstItems, passingItems
    /// Children that nothing else evaluates.
    case restOfMembers, restOfItems
  }

  var reach: Reach {
    guard let applicator else { return .nothing }
    return switch applicator {
    case .beginScope, .beginMarks, .endScope: .scope
    case .call, .dynamicCall, .dependentSchema, .anyOf, .oneOf, .not, .condition: .value
    case .object: .shape
    case .propertyNames: .names
    case .items: .items
    case .prefixItems: .firstItems
    case .contains: .passingItems
    case .unevaluatedProperties: .restOfMembers
    case .unevaluatedItems: .restOfItems
    }
  }
}

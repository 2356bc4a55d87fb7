// How operations are packed: the only place that knows which field holds what, beside the properties of `PlanOperation`.

extension PlanOperation {
  fileprivate init(_ code: Code, _ a: UInt32 = 0, _ value: Int64 = 0, flags: UInt8 = 0) {
    self.code = code
    self.a = a
    self.value = value
    self.flags = flags
  }

  fileprivate init(_ code: Code, _ operands: OperandIndex, count: UInt32, _ trial: PlannedOperation.Trial) {
    self.code = code
    a = operands.rawValue
    value = Int64(count)
    switch trial {
    case .first: break
    case .all: flags = PlanOperation.tries
    case .allForTracking: flags = PlanOperation.tries | PlanOperation.lenient
    case .documenting(let masks):
      flags = PlanOperation.documents
      value |= Int64(masks.rawValue) << 32
    }
  }

  fileprivate var trial: PlannedOperation.Trial {
    if flags & PlanOperation.documents != 0 { return .documenting(masks) }
    guard flags & PlanOperation.tries != 0 else { return .first }
    return flags & PlanOperation.lenient != 0 ? .allForTracking : .all
  }

  /// Packs an operation.
  init(packing operation: PlannedOperation) {
    switch operation {
    case .accept: self.init(.accept)
    case .reject: self.init(.reject)
    case .call(let list): self.init(.call, list.rawValue)
    case .callBlock(let entry): self.init(.callBlock, entry.rawValue)
    case .leaf(let instruction): self.init(.leaf, instruction)
    case .integer(let isExact): self.init(.integer, flags: isExact ? PlanOperation.exact : 0)
    case .minimum(let bound, let leaf): self.init(.minimum, leaf, bound)
    case .maximum(let bound, let leaf): self.init(.maximum, leaf, bound)
    case .exclusiveMinimum(let bound, let leaf): self.init(.exclusiveMinimum, leaf, bound)
    case .exclusiveMaximum(let bound, let leaf): self.init(.exclusiveMaximum, leaf, bound)
    case .pattern(let pattern): self.init(.pattern, pattern.rawValue)
    case .minLength(let count): self.init(.minLength, 0, count)
    case .maxLength(let count): self.init(.maxLength, 0, count)
    case .oneOfNames(let set): self.init(.oneOfNames, set.rawValue)
    case .uuid(let leaf): self.init(.uuid, leaf)
    case .dateTime(let leaf): self.init(.dateTime, leaf)
    case .format(let code, let mode): self.init(.format, code, Int64(mode))
    case .minItems(let count): self.init(.minItems, 0, count)
    case .maxItems(let count): self.init(.maxItems, 0, count)
    case .items(let entry, let first): self.init(.items, entry.rawValue, Int64(first))
    case .prefixItems(let operands, let count): self.init(.prefixItems, operands.rawValue, Int64(count))
    case .contains(let entry, let least, let most, let triesAll):
      let range = Int64(bitPattern: UInt64(most) << 32 | UInt64(least))
      self.init(.contains, entry.rawValue, range, flags: triesAll ? PlanOperation.tries : 0)
    case .uniqueItems: self.init(.uniqueItems)
    case .object(let shape): self.init(.object, shape.rawValue)
    case .hasName(let shape): self.init(.hasName, shape.rawValue)
    case .propertyNames(let entry): self.init(.propertyNames, entry.rawValue)
    case .dependent(let list, let name): self.init(.dependent, list.rawValue, Int64(name.rawValue))
    case .minProperties(let count, let leaf): self.init(.minProperties, leaf, count)
    case .maxProperties(let count, let leaf): self.init(.maxProperties, leaf, count)
    case .anyOf(let operands, let count, let trial): self.init(.anyOf, operands, count: count, trial)
    case .oneOf(let operands, let count): self.init(.oneOf, operands, count: count, .first)
    case .noneOf(let operands, let count): self.init(.noneOf, operands, count: count, .first)
    case .tellingAnyOf(let operands, let trial): self.init(.tellingAnyOf, operands, count: 0, trial)
    case .tellingOneOf(let operands): self.init(.tellingOneOf, operands.rawValue)
    case .decided(let operands): self.init(.decided, operands.rawValue)
    case .condition(let operands): self.init(.condition, operands.rawValue)
    case .covering(let list): self.init(.covering, list.rawValue)
    case .cover(let branch): self.init(.cover, 0, Int64(bitPattern: 1 << UInt64(branch)))
    case .remainingMembers(let remainder): self.init(.remainingMembers, remainder.rawValue)
    case .remainingItems(let remainder): self.init(.remainingItems, remainder.rawValue)
    case .undocumented: self.init(.undocumented)
    }
  }
}

extension PlannedOperation {
  /// Unpacks an operation.
  init(unpacking packed: PlanOperation) {
    self =
      switch packed.code {
      case .accept: .accept
      case .reject: .reject
      case .call: .call(packed.list)
      case .callBlock: .callBlock(packed.entry)
      case .leaf: .leaf(packed.instruction)
      case .integer: .integer(isExact: packed.flags & PlanOperation.exact != 0)
      case .minimum: .minimum(packed.value, leaf: packed.instruction)
      case .maximum: .maximum(packed.value, leaf: packed.instruction)
      case .exclusiveMinimum: .exclusiveMinimum(packed.value, leaf: packed.instruction)
      case .exclusiveMaximum: .exclusiveMaximum(packed.value, leaf: packed.instruction)
      case .pattern: .pattern(packed.pattern)
      case .minLength: .minLength(packed.value)
      case .maxLength: .maxLength(packed.value)
      case .oneOfNames: .oneOfNames(packed.nameSet)
      case .uuid: .uuid(leaf: packed.instruction)
      case .dateTime: .dateTime(leaf: packed.instruction)
      case .format: .format(packed.format, mode: packed.mode)
      case .minItems: .minItems(packed.value)
      case .maxItems: .maxItems(packed.value)
      case .items: .items(packed.entry, from: packed.count)
      case .prefixItems: .prefixItems(packed.operands, count: packed.count)
      case .contains:
        .contains(
          packed.entry, least: packed.least, most: packed.most, triesAll: packed.flags & PlanOperation.tries != 0)
      case .uniqueItems: .uniqueItems
      case .object: .object(packed.shape)
      case .hasName: .hasName(packed.shape)
      case .propertyNames: .propertyNames(packed.entry)
      case .dependent: .dependent(packed.list, name: packed.dependency)
      case .minProperties: .minProperties(packed.value, leaf: packed.instruction)
      case .maxProperties: .maxProperties(packed.value, leaf: packed.instruction)
      case .anyOf: .anyOf(packed.operands, count: packed.count, packed.trial)
      case .oneOf: .oneOf(packed.operands, count: packed.count)
      case .noneOf: .noneOf(packed.operands, count: packed.count)
      case .tellingAnyOf: .tellingAnyOf(packed.operands, packed.trial)
      case .tellingOneOf: .tellingOneOf(packed.operands)
      case .decided: .decided(packed.operands)
      case .condition: .condition(packed.operands)
      case .covering: .covering(packed.list)
      case .cover: .cover(branch: packed.branches.trailingZeroBitCount)
      case .remainingMembers: .remainingMembers(packed.remainder)
      case .remainingItems: .remainingItems(packed.remainder)
      case .undocumented: .undocumented
      }
  }
}

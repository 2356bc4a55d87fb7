import MusterText

/// The reason of an issue, made of the program and of what was kept of the payload.
extension IssueFacts {
  /// How many names and values a reason lists.
  private static let listed = 12

  /// The reason.
  ///
  /// - Complexity: O(*n*) in the names and values that the schema lists there.
  var reason: Reason {
    program.withView { view in
      let instruction = view.instructions[raw.pc]
      switch raw.kind {
      case .unionType: return typeReason(raw.mask)
      case .missingProperty: return missing(Reason.Code.missingProperty)
      case .undeclared: return undeclared(view, instruction)
      case .unevaluated:
        return instruction.opcode == .unevaluatedItems
          ? Reason(.unevaluatedItem, found: found) : Reason(.unevaluatedProperty, names: payload.names)
      case .tooFew:
        return Reason(
          .minContains, expected: Reason.Expected(bound: String(instruction.b)), found: found,
          items: [Int(raw.detail)])
      case .tooMany: return Reason(.maxContains, expected: Reason.Expected(bound: String(instruction.c)), found: found)
      case .unknownTag: return unknownTag(view, instruction)
      case .ambiguous:
        return Reason(
          .severalBranches, found: found, names: payload.names, branches: matchingBranches(view, instruction),
          subject: tagSubject(view, instruction))
      case .tied:
        return Reason(
          .noBranch, found: found, branches: tiedBranches(view, instruction), omittedBranches: payload.omittedBranches)
      case .assertion, .held: break
      }
      if instruction.opcode == .type {
        return typeReason(raw.mask.isEmpty ? TypeMask(rawValue: instruction.mask) : raw.mask)
      }
      return assertion(view, instruction)
    }
  }

  private func typeReason(_ mask: TypeMask) -> Reason {
    guard !mask.isEmpty else { return Reason(.impossible, found: found) }
    let names = mask.names.filter { $0 != "null" } + (mask.contains(.null) ? ["null"] : [])
    return Reason(.type, expected: Reason.Expected(types: names), found: found)
  }

  private func missing(_ code: Reason.Code) -> Reason {
    Reason(code, found: found, names: payload.names, suggestion: payload.slip)
  }

  private func undeclared(_ view: ProgramView, _ instruction: Instruction) -> Reason {
    let declared = view.declaredNames(ofShape: Int(instruction.a)).map(program.string(of:))
    let expected = Reason.Expected(
      names: Array(declared.prefix(IssueFacts.listed)), omittedNames: max(0, declared.count - IssueFacts.listed))
    if let cause = payload.closedCause { return Reason(cause, expected: expected, names: payload.names) }
    return Reason(.undeclaredProperty, expected: expected, names: payload.names, suggestion: payload.slip)
  }

  private func unknownTag(_ view: ProgramView, _ instruction: Instruction) -> Reason {
    var tags: [String] = []
    for tag in 0..<view.lists[instruction.c &+ 1]
    where view.lists[instruction.c &+ 3 &+ tag &* 2] != Instruction.noBranch {
      let text = program.string(of: view.names[view.lists[instruction.c &+ 2 &+ tag &* 2]])
      if !tags.contains(text) { tags.append(text) }
    }
    let nearest = found?.text.flatMap { NearestName.slip($0, among: tags) }
    return Reason(
      .unknownTag,
      expected: Reason.Expected(
        values: tags.prefix(IssueFacts.listed).map(ValueText.quoted),
        omittedValues: max(0, tags.count - IssueFacts.listed)),
      found: found, suggestion: nearest.map(ValueText.quoted))
  }

  // MARK: Branches

  private func matchingBranches(_ view: ProgramView, _ instruction: Instruction) -> [Reason.Branch] {
    let matched = raw.matchedBranches
    return [matched.first, matched.second].map { branch($0, view, instruction, []) }
  }

  private func tiedBranches(_ view: ProgramView, _ instruction: Instruction) -> [Reason.Branch] {
    payload.branches.map { tied in
      let reasons = tied.issues.map { issue in
        var reason = issue.facts.reason
        reason.place = issue.place
        return reason
      }
      var branch = branch(tied.index, view, instruction, reasons)
      branch.omittedReasons = tied.omitted
      return branch
    }
  }

  /// The discriminating member of a union that it does not decide, as by the letter.
  private func tagSubject(_ view: ProgramView, _ instruction: Instruction) -> Reason.Subject? {
    guard instruction.flags & Instruction.discriminates != 0, instruction.flags & Instruction.decides == 0 else {
      return nil
    }
    return Reason.Subject(.member, program.string(of: view.names[view.lists[instruction.c]]))
  }

  private func branch(
    _ index: Int, _ view: ProgramView, _ instruction: Instruction, _ reasons: [Reason]
  ) -> Reason.Branch {
    Reason.Branch(index: index, name: name(ofBranch: index, view, instruction), reasons: reasons)
  }

  /// What the schema calls a branch: the last token of what it refers to.
  private func name(ofBranch index: Int, _ view: ProgramView, _ instruction: Instruction) -> String? {
    guard index >= 0, index < Int(instruction.b) else { return nil }
    let block = view.lists[Int(instruction.a) &+ index &* 2]
    let first = view.instructions[block]
    let target = first.opcode == .call ? first.a : block
    let origin = program.origins.instruction(Int(target))
    guard let pointer = program.origins.location(origin)?.pointer, let parsed = JSONPointer(parsing: pointer) else {
      return nil
    }
    // Where the schema of a name lies: `…/schemas/Cat/…`, `…/$defs/Cat/…`, `…/definitions/Cat/…`.
    let tokens = parsed.tokens
    guard let container = tokens.lastIndex(where: { ["schemas", "$defs", "definitions"].contains($0) }),
      container + 1 < tokens.count
    else { return nil }
    let owner = program.origins.location(program.origins.instruction(Int(raw.pc)))?.pointer
    // A branch that is written in place lies in the schema that the union is in.
    let prefix = JSONPointer(Array(tokens[...(container + 1)])).description
    if let owner, owner == prefix || owner.hasPrefix(prefix + "/") { return nil }
    return tokens[container + 1]
  }

  // MARK: Assertions

  private func assertion(_ view: ProgramView, _ instruction: Instruction) -> Reason {
    func bound(_ code: Reason.Code) -> Reason {
      Reason(code, expected: Reason.Expected(bound: constant(instruction.a)), found: found)
    }
    func count(_ code: Reason.Code) -> Reason {
      Reason(code, expected: Reason.Expected(bound: String(instruction.value)), found: found)
    }
    switch instruction.opcode {
    case .reject: return Reason(.noValue, found: found)
    case .constant:
      return Reason(.constant, expected: Reason.Expected(values: [constant(instruction.a)]), found: found)
    case .enumeration: return enumeration(view, instruction)
    case .minLength: return count(.minLength)
    case .maxLength: return count(.maxLength)
    case .pattern:
      let index = Int(instruction.a)
      let pattern = program.patterns.indices.contains(index) ? program.patterns[index].source : ""
      return Reason(.pattern, expected: Reason.Expected(pattern: pattern), found: found)
    case .format:
      let name = Format(code: UInt8(truncatingIfNeeded: instruction.a))?.name ?? "format"
      return Reason(
        .format, expected: Reason.Expected(format: name, problem: payload.problem), found: found)
    case .customFormat:
      return Reason(
        .format, expected: Reason.Expected(format: view.check(Int(instruction.a))?.name ?? "format"), found: found)
    case .content:
      var content: [String] = []
      if instruction.flags & Instruction.isBase64 != 0 { content.append("base64") }
      if instruction.flags & Instruction.isJSON != 0 { content.append("application/json") }
      if instruction.flags & Instruction.hasThen != 0 { content.append("contentSchema") }
      return Reason(.content, expected: Reason.Expected(content: content), found: found)
    case .customKeyword: return Reason(.custom, found: found, quote: payload.quote)
    case .minimum: return bound(.minimum)
    case .maximum: return bound(.maximum)
    case .exclusiveMinimum: return bound(.exclusiveMinimum)
    case .exclusiveMaximum: return bound(.exclusiveMaximum)
    case .multipleOf: return bound(.multipleOf)
    case .minItems: return count(.minItems)
    case .maxItems: return count(.maxItems)
    case .uniqueItems: return Reason(.uniqueItems, found: found, items: payload.items)
    case .minProperties: return count(.minProperties)
    case .maxProperties: return count(.maxProperties)
    case .required: return missing(.missingProperty)
    case .dependentRequired:
      var reason = missing(.dependentProperty)
      reason.subject = Reason.Subject(.member, program.string(of: view.names[instruction.a]))
      return reason
    case .not: return Reason(.not, found: found, causes: matched(view, Int(instruction.a)))
    case .misdirected: return IssueFacts.misdirected(instruction)
    case .anyOf, .oneOf: return Reason(.noBranch, expected: Reason.Expected(bound: String(instruction.b)), found: found)
    case .end, .skipIfNull, .type, .sensitive, .call, .object, .items, .prefixItems, .contains, .propertyNames,
      .condition, .dependentSchema, .beginScope, .beginMarks, .endScope, .dynamicCall, .unevaluatedProperties,
      .unevaluatedItems:
      return Reason(.unexplained, found: found)
    }
  }

  /// The reason of a property that goes the wrong way.
  static func misdirected(_ instruction: Instruction) -> Reason {
    Reason(instruction.flags & Instruction.isWriteOnly != 0 ? .writeOnly : .readOnly)
  }

  /// What a value matches by passing a block: the assertions that the block begins with, each as the reason it would
  /// fail for.
  private func matched(_ view: ProgramView, _ block: Int) -> [Reason] {
    var reasons: [Reason] = []
    var pc = block
    var hops = 0
    while reasons.count < 4, hops < 16 {
      hops += 1
      let instruction = view.instructions[pc]
      switch instruction.opcode {
      case .end: return reasons
      // What the block refers to says more than the reference.
      case .call where view.instructions[pc &+ 1].opcode == .end: pc = Int(instruction.a)
      case .object:
        let names = view.requiredNames(ofShape: Int(instruction.a)).map(program.string(of:))
        if !names.isEmpty { reasons.append(Reason(.missingProperty, names: names)) }
        pc &+= 1
      case .required:
        let names = view.names(instruction.a, instruction.b).map(program.string(of:))
        reasons.append(Reason(.missingProperty, names: names))
        pc &+= 1
      case .anyOf, .oneOf:
        // Of a list of alternatives the one that matches is told where it asks only for names.
        if let names = view.requiredNames(ofUnion: instruction).first(where: { isPresent($0) }) {
          reasons.append(Reason(.missingProperty, names: names.map(program.string(of:))))
        }
        pc &+= 1
      case .type:
        reasons.append(
          Reason(.type, expected: Reason.Expected(types: TypeMask(rawValue: instruction.mask).names)))
        pc &+= 1
      case .constant, .enumeration, .pattern, .format, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum,
        .multipleOf, .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
        var reason = assertion(view, instruction)
        reason.found = nil
        reason.suggestion = nil
        reasons.append(reason)
        pc &+= 1
      default: pc &+= 1
      }
    }
    return reasons
  }

  private func isPresent(_ names: [NameEntry]) -> Bool {
    names.allSatisfy { payload.names.contains(program.string(of: $0)) }
  }

  // MARK: Constants

  private func constant(_ index: UInt32) -> String {
    let json = JSON(document: program.constants, index: TapeIndex(Int(index)))
    return ValueText.cut(String(decoding: json.rawText, as: UTF8.self), to: 60)
  }

  private func enumeration(_ view: ProgramView, _ instruction: Instruction) -> Reason {
    var values: [String] = []
    var strings: [String] = []
    for position in instruction.a..<instruction.a &+ instruction.b {
      let json = JSON(document: program.constants, index: TapeIndex(Int(view.lists[position])))
      if values.count < IssueFacts.listed { values.append(constant(view.lists[position])) }
      if let string = json.string { strings.append(string) }
    }
    let nearest =
      found?.kind == .string ? found?.text.flatMap { NearestName.slip($0, among: strings) } : nil
    return Reason(
      .enumeration,
      expected: Reason.Expected(values: values, omittedValues: Int(instruction.b) - values.count), found: found,
      suggestion: nearest.map(ValueText.quoted))
  }
}

extension ProgramView {
  /// The names that a shape declares.
  func declaredNames(ofShape index: Int) -> [NameEntry] {
    names(ofShape: index) { $0.flags & PropertyEntry.isDeclared != 0 }
  }

  /// The names that a shape requires.
  func requiredNames(ofShape index: Int) -> [NameEntry] { names(ofShape: index) { $0.requiredBit < 64 } }

  /// The names that each branch of a union requires which asks for nothing else.
  func requiredNames(ofUnion union: Instruction) -> [[NameEntry]] {
    (0..<min(union.b, 64)).compactMap { branch in
      let block = lists[union.a &+ branch &* 2]
      guard instructions[block &+ 1].opcode == .end else { return nil }
      let first = instructions[block]
      switch first.opcode {
      case .required: return names(first.a, first.b)
      case .object:
        let shape = shapes[first.a]
        guard shape.additional == .any || shape.additional == .all, shape.patternCount == 0 else { return nil }
        let required = requiredNames(ofShape: Int(first.a))
        return required.isEmpty || required.count < Int(shape.propertyCount) ? nil : required
      default: return nil
      }
    }
  }

  private func names(ofShape index: Int, where isIncluded: (PropertyEntry) -> Bool) -> [NameEntry] {
    let shape = shapes[index]
    var names: [NameEntry] = []
    for position in shape.propertyStart..<shape.propertyStart &+ shape.propertyCount {
      let property = properties[position]
      if isIncluded(property) { names.append(NameEntry(start: property.nameStart, length: property.nameLength)) }
    }
    return names
  }

  /// The names of a list.
  func names(_ start: UInt32, _ count: UInt32) -> [NameEntry] {
    (start..<start &+ count).map { names[lists[$0]] }
  }
}

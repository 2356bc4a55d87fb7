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
    let block = view.lists[Int(instruction.a) &+ index]
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
    guard let code = instruction.opcode.reasonCode else { return Reason(.unexplained, found: found) }
    var reason = Reason(code, expected: expected(view, instruction), found: found)
    // What is taken from the payload beside the value.
    switch instruction.opcode {
    case .enumeration: reason.suggestion = nearestListed(view, instruction)
    case .uniqueItems: reason.items = payload.items
    case .required, .dependentRequired:
      reason.names = payload.names
      reason.suggestion = payload.slip
      if instruction.opcode == .dependentRequired {
        reason.subject = Reason.Subject(.member, program.string(of: view.names[instruction.a]))
      }
    case .customKeyword: reason.quote = payload.quote
    case .not: reason.causes = matched(view, Int(instruction.a))
    case .misdirected: return IssueFacts.misdirected(instruction)
    default: break
    }
    return reason
  }

  /// What an assertion expects, by its operands.
  private func expected(_ view: ProgramView, _ instruction: Instruction) -> Reason.Expected {
    var expected = Reason.Expected()
    instruction.operands.forEach { operand in
      switch operand {
      case .value: expected.bound = String(instruction.value)
      case .number(let field): expected.bound = constant(instruction[field])
      case .constant(let field): expected.values = [constant(instruction[field])]
      case .list(.constant, let start, let count):
        let listed = min(instruction[count], UInt32(IssueFacts.listed))
        expected.values = (0..<listed).map { constant(view.lists[instruction[start] &+ $0]) }
        expected.omittedValues = Int(instruction[count] - listed)
      // How many branches there are.
      case .list(.branch, _, let count): expected.bound = String(instruction[count])
      case .pattern(let field):
        let index = Int(instruction[field])
        expected.pattern = program.patterns.indices.contains(index) ? program.patterns[index].source : ""
      case .format(let code, _):
        expected.format = Format(code: UInt8(truncatingIfNeeded: instruction[code]))?.name ?? "format"
        expected.problem = payload.problem
      case .check(let field, let isFormat):
        if isFormat { expected.format = view.check(Int(instruction[field]))?.name ?? "format" }
      case .flaggedBlock where instruction.opcode == .content: expected.content = IssueFacts.content(instruction)
      case .none, .block, .flaggedBlock, .list, .tags, .name, .shape, .types, .skip, .count: break
      }
    }
    return expected
  }

  /// What a string has to hold.
  private static func content(_ instruction: Instruction) -> [String] {
    var content: [String] = []
    if instruction.flags & Instruction.isBase64 != 0 { content.append("base64") }
    if instruction.flags & Instruction.isJSON != 0 { content.append("application/json") }
    if instruction.flags & Instruction.hasThen != 0 { content.append("contentSchema") }
    return content
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
      default:
        // An assertion with an operand says by it what the value matches.
        if instruction.opcode.tellsByOperand {
          var reason = assertion(view, instruction)
          reason.found = nil
          reason.suggestion = nil
          reasons.append(reason)
        }
        pc &+= 1
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

  /// The string of an enumeration that a value may be a slip of.
  private func nearestListed(_ view: ProgramView, _ instruction: Instruction) -> String? {
    guard found?.kind == .string, let text = found?.text else { return nil }
    let strings = (instruction.a..<instruction.a &+ instruction.b).compactMap { position in
      JSON(document: program.constants, index: TapeIndex(Int(view.lists[position]))).string
    }
    return NearestName.slip(text, among: strings).map(ValueText.quoted)
  }
}

extension Opcode {
  /// Whether an assertion's operand says what a value that passes matches: a bound, a constant, a pattern or a format.
  fileprivate var tellsByOperand: Bool {
    var tells = false
    operands.forEach { operand in
      switch operand {
      case .constant, .list(.constant, _, _), .pattern, .format, .number, .value: tells = true
      case .none, .block, .flaggedBlock, .list, .tags, .name, .shape, .check, .types, .skip, .count: break
      }
    }
    return tells
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
      let block = lists[union.a &+ branch]
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

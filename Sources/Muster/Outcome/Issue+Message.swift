import MusterText

/// The words of issues: all of them are here.
struct IssueWording {
  let program: Program
  let view: ProgramView
  let tape: TapeView
  /// Values that a schema says not to show.
  let hidden: Set<TapeIndex>
  private let origins: OriginTables

  init(program: Program, view: ProgramView, tape: TapeView, hidden: Set<TapeIndex>) {
    self.program = program
    self.view = view
    self.tape = tape
    self.hidden = hidden
    origins = program.origins
  }

  /// The issue that a failure is.
  ///
  /// - Parameter position: Of a value before it in the text; then its own.
  func issue(_ raw: RawIssue, after position: inout TextPosition) -> Issue {
    var tokens: [String] = []
    tokens.reserveCapacity(4)
    var isSensitive = isHidden(.root)
    tape.forEachStep(to: raw.value) { key, position, value in
      tokens.append(key.map(tape.decodedString) ?? String(position))
      if !isSensitive { isSensitive = isHidden(value) || (key.map(isSensitiveName) ?? false) }
    }
    let word = tape[raw.value]
    let offset = word.kind == .string ? word.offset - 1 : word.offset
    position = SourceText.position(at: offset, in: tape.bytes, after: position)
    let place = origins.place(origin(of: raw))
    return Issue(
      keyword: keyword(of: raw, place), instance: JSONPointer(tokens), position: position, place: place,
      message: message(raw, ValueWording(tape: tape, isSensitive: isSensitive)))
  }

  private func isHidden(_ value: TapeIndex) -> Bool { !hidden.isEmpty && hidden.contains(value) }

  private func isSensitiveName(_ key: TapeIndex) -> Bool {
    tape[key].flags & TapeWord.hasEscape == 0
      ? tape.withText(key) { Sensitivity.isSensitive(name: $0) }
      : Sensitivity.isSensitive(name: tape.decodedString(key))
  }

  /// The keyword that fails and what to say of it, without a place.
  func words(_ raw: RawIssue, isSensitive: Bool) -> (keyword: String, message: String) {
    (
      keyword(of: raw, origins.place(origin(of: raw))),
      message(raw, ValueWording(tape: tape, isSensitive: isSensitive))
    )
  }

  // MARK: Where the schema says so

  private func origin(of raw: RawIssue) -> UInt32 {
    switch raw.kind {
    case .missingProperty: if let required = shape(of: raw)?.required { return required }
    case .undeclared: if let additional = shape(of: raw)?.additionalProperties { return additional }
    default: break
    }
    return origins.instruction(Int(raw.pc))
  }

  private func shape(of raw: RawIssue) -> ProgramOrigins.ShapeOrigins? {
    origins.shape(Int(view.instructions[raw.pc].a))
  }

  private func keyword(of raw: RawIssue, _ place: OriginPlace?) -> String {
    switch raw.kind {
    case .missingProperty: return "required"
    case .undeclared: return "additionalProperties"
    case .unionType: return "type"
    case .tooFew: return "contains"
    case .tooMany: return "maxContains"
    case .ambiguous: return "oneOf"
    case .unknownTag: return "discriminator"
    case .unevaluated: return place?.keyword ?? ""
    case .assertion, .held: break
    }
    switch view.instructions[raw.pc].opcode {
    case .dependentRequired: return "dependentRequired"
    case .required: return "required"
    case .reject: return keywordThatHolds(place)
    default: return place?.keyword ?? ""
    }
  }

  /// The keyword that a `false` schema is the value of, or one of the values of.
  private func keywordThatHolds(_ place: OriginPlace?) -> String {
    guard let place else { return "" }
    if Dialect.draft202012.keyword(place.keyword) != nil { return place.keyword }
    guard let parent = origins.parent(of: place.origin).map(origins.keyword) else { return place.keyword }
    return Dialect.draft202012.keyword(parent) != nil ? parent : "false"
  }

  // MARK: Messages

  private func message(_ raw: RawIssue, _ wording: ValueWording) -> String {
    let instruction = view.instructions[raw.pc]
    switch raw.kind {
    case .unionType: return typeMessage(raw.mask, raw.value, wording)
    case .missingProperty:
      return missing([program.string(of: view.properties[raw.detail])], raw.value)
    case .undeclared: return undeclared(raw, instruction)
    case .unevaluated:
      return instruction.opcode == .unevaluatedItems
        ? "no schema says what this item is, and no others are allowed"
        : "no schema says what the property '\(tape.decodedString(raw.value))' is, and no others are allowed"
    case .tooFew:
      return "expected at least \(wording.count(Int64(instruction.b), "item")) to match 'contains', "
        + "but \(raw.detail) of \(tape.count(raw.value)) do"
    case .tooMany:
      return "expected at most \(wording.count(Int64(instruction.c), "item")) to match 'contains', but more do"
    case .unknownTag: return unknownTag(raw.value, instruction, wording)
    case .ambiguous:
      return "expected exactly one of \(instruction.b) branches to match, but more than one does"
    case .assertion, .held: break
    }
    if instruction.opcode == .type {
      return typeMessage(raw.mask.isEmpty ? TypeMask(rawValue: instruction.mask) : raw.mask, raw.value, wording)
    }
    return assertion(instruction, raw.value, wording)
  }

  private func typeMessage(_ mask: TypeMask, _ value: TapeIndex, _ wording: ValueWording) -> String {
    guard !mask.isEmpty else {
      return "no type is allowed here: what the schema asks for at once can never be; found \(wording.found(value))"
    }
    let names = mask.names.filter { $0 != "null" } + (mask.contains(.null) ? ["null"] : [])
    return wording.sentence(expected: ValueWording.list(names), found: value)
  }

  private func unknownTag(_ value: TapeIndex, _ instruction: Instruction, _ wording: ValueWording) -> String {
    var tags: [String] = []
    for tag in 0..<view.lists[instruction.c &+ 1]
    where view.lists[instruction.c &+ 3 &+ tag &* 2] != Instruction.noBranch {
      let text = program.string(of: view.names[view.lists[instruction.c &+ 2 &+ tag &* 2]])
      if !tags.contains(text) { tags.append(text) }
    }
    let shown = tags.prefix(12).map { "\"\($0)\"" }
    let more = tags.count - shown.count
    var message =
      "the discriminator names no branch: expected one of \(shown.joined(separator: ", "))"
      + (more > 0 ? " and \(more) more" : "") + ", found \(wording.found(value))"
    if !wording.isSensitive, let nearest = NearestName.of(tape.decodedString(value), among: tags) {
      message += "; did you mean \"\(nearest)\"?"
    }
    return message
  }

  private func missing(_ names: [String], _ object: TapeIndex) -> String {
    let present = memberNames(object)
    let slip = names.count == 1 ? NearestName.of(names[0], among: present) : nil
    return "the required \(names.count == 1 ? "property" : "properties") "
      + ValueWording.list(names.map { "'\($0)'" }, joint: "and") + (names.count == 1 ? " is missing" : " are missing")
      + (slip.map { "; is '\($0)' meant to be it?" } ?? "")
  }

  private func memberNames(_ object: TapeIndex) -> [String] {
    var names: [String] = []
    guard tape[object].kind == .object else { return names }
    var key = tape.firstChild(object)
    let end = tape.end(object)
    while key < end, names.count < 200 {
      names.append(tape.decodedString(key))
      key = tape.next(after: tape.next(after: key))
    }
    return names
  }

  private func undeclared(_ raw: RawIssue, _ instruction: Instruction) -> String {
    let shape = view.shapes[instruction.a]
    var declared: [String] = []
    for position in shape.propertyStart..<shape.propertyStart &+ shape.propertyCount
    where view.properties[position].flags & PropertyEntry.isDeclared != 0 {
      declared.append(program.string(of: view.properties[position]))
    }
    let name = tape.decodedString(raw.value)
    if let nearest = NearestName.of(name, among: declared) {
      return "the property '\(name)' is not declared, and no others are allowed; did you mean '\(nearest)'?"
    }
    if declared.isEmpty { return "the property '\(name)' is not declared, and no others are allowed" }
    return "the property '\(name)' is not declared; allowed here: "
      + ValueWording.list(declared.prefix(12).map { "'\($0)'" }, joint: "and")
      + (declared.count > 12 ? " and \(declared.count - 12) more" : "")
  }

  private func assertion(_ instruction: Instruction, _ value: TapeIndex, _ wording: ValueWording) -> String {
    // Most say it, but the most frequent ones in a way of their own.
    var found: String { wording.found(value) }
    switch instruction.opcode {
    case .reject: return "no value is allowed here, found \(found)"
    case .constant: return wording.sentence(expected: constant(instruction.a), found: value)
    case .enumeration: return enumeration(instruction, value, wording)
    case .minLength:
      return "expected at least \(wording.count(instruction.value, "character")), "
        + "found \(tape.codePointCount(value))"
    case .maxLength:
      return "expected at most \(wording.count(instruction.value, "character")), "
        + "found \(tape.codePointCount(value))"
    case .pattern:
      let pattern = Int(instruction.a) < program.patterns.count ? program.patterns[Int(instruction.a)].source : ""
      return "expected a string that matches /\(ValueWording.cut(pattern, to: 120))/, found \(found)"
    case .format:
      guard let format = Format(code: UInt8(truncatingIfNeeded: instruction.a)) else {
        return wording.sentence(expected: FormatWording.description(of: "format"), found: value)
      }
      return wording.sentence(expected: FormatWording.description(of: format), found: value)
    case .content:
      let encoding = instruction.flags & Instruction.isBase64 != 0 ? "base64" : ""
      let type = instruction.flags & Instruction.isJSON != 0 ? "JSON" : ""
      let kind = [encoding, type].filter { !$0.isEmpty }.joined(separator: " of ")
      let rule = instruction.flags & Instruction.hasThen != 0 ? " that passes 'contentSchema'" : ""
      return "expected a string that holds \(kind)\(rule), found \(found)"
    case .customFormat:
      let name = view.check(Int(instruction.a))?.name ?? "format"
      return "expected \(FormatWording.description(of: name)), found \(found)"
    case .customKeyword:
      return tape.judge(value, by: view.check(Int(instruction.a))) ?? "the value does not pass"
    case .minimum: return "expected a number of at least \(constant(instruction.a)), found \(found)"
    case .maximum: return "expected a number of at most \(constant(instruction.a)), found \(found)"
    case .exclusiveMinimum: return "expected a number above \(constant(instruction.a)), found \(found)"
    case .exclusiveMaximum: return "expected a number below \(constant(instruction.a)), found \(found)"
    case .multipleOf: return "expected a multiple of \(constant(instruction.a)), found \(found)"
    case .minItems:
      return "expected at least \(wording.count(instruction.value, "item")), found \(tape.count(value))"
    case .maxItems:
      return "expected at most \(wording.count(instruction.value, "item")), found \(tape.count(value))"
    case .uniqueItems: return "expected items that all differ, but some are equal"
    case .minProperties:
      return "expected at least \(wording.count(instruction.value, "property")), found \(tape.count(value))"
    case .maxProperties:
      return "expected at most \(wording.count(instruction.value, "property")), found \(tape.count(value))"
    case .required: return missing(names(instruction.a, instruction.b, missingFrom: value), value)
    case .dependentRequired:
      return missing(names(instruction.b, instruction.c, missingFrom: value), value)
        + ", as '\(program.string(of: view.names[instruction.a]))' is there"
    case .not: return "the value must not match the schema under 'not', but it does; found \(found)"
    case .misdirected: return IssueWording.misdirected(instruction, mustNot: "must")
    case .anyOf: return "expected at least one of \(instruction.b) branches to match, but none does"
    case .oneOf: return "expected exactly one of \(instruction.b) branches to match, but none does"
    default: return "the value does not pass"
    }
  }

  /// What to say of a property that goes the wrong way, with the verb that says how strictly.
  static func misdirected(_ instruction: Instruction, mustNot verb: String) -> String {
    instruction.flags & Instruction.isWriteOnly != 0
      ? "the property is write-only: a response \(verb) not carry it"
      : "the property is read-only: a request \(verb) not send it"
  }

  private func names(_ start: UInt32, _ count: UInt32, missingFrom object: TapeIndex) -> [String] {
    let present = Set(memberNames(object))
    var names: [String] = []
    for position in start..<start &+ count {
      let name = program.string(of: view.names[view.lists[position]])
      if !present.contains(name) { names.append(name) }
    }
    return names
  }

  // MARK: Constants

  private func constant(_ index: UInt32) -> String {
    let json = JSON(document: program.constants, index: TapeIndex(Int(index)))
    return ValueWording.cut(String(decoding: json.rawText, as: UTF8.self), to: 60)
  }

  private func enumeration(_ instruction: Instruction, _ value: TapeIndex, _ wording: ValueWording) -> String {
    var values: [String] = []
    var strings: [String] = []
    for position in instruction.a..<instruction.a &+ instruction.b {
      let json = JSON(document: program.constants, index: TapeIndex(Int(view.lists[position])))
      if values.count < 12 { values.append(constant(view.lists[position])) }
      if let string = json.string { strings.append(string) }
    }
    let more = Int(instruction.b) - values.count
    let expected =
      values.count == 1
      ? values[0] : "one of \(values.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
    if values.isEmpty { return "no value is allowed here, as the 'enum' is empty; found \(wording.found(value))" }
    var message = "expected \(expected), found \(wording.found(value))"
    if tape[value].kind == .string, !wording.isSensitive,
      let nearest = NearestName.of(tape.decodedString(value), among: strings)
    {
      message += "; did you mean \"\(nearest)\"?"
    }
    return message
  }
}

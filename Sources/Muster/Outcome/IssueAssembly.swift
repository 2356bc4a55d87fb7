import MusterText

/// Makes issues of what a run of a program found: takes from the payload what a reason needs, as far as it may be shown.
struct IssueAssembly {
  let program: Program
  let view: ProgramView
  let tape: TapeView
  /// Values that a schema says not to show.
  let hidden: Set<TapeIndex>
  let disclosure: Disclosure
  /// The branches of unions that came equally close.
  let ties: [TiedBranches]

  /// The issue that a failure is.
  ///
  /// - Parameter position: That of a value before it in the text; then its own.
  func issue(_ raw: RawIssue, after position: inout TextPosition) -> Issue {
    let (tokens, isSensitive) = path(to: raw.value)
    let word = tape[raw.value]
    let offset = word.kind == .string ? word.offset - 1 : word.offset
    position = SourceText.position(at: offset, in: tape.bytes, after: position)
    return Issue(facts(raw, isSensitive: isSensitive), instance: JSONPointer(tokens), position: position)
  }

  // MARK: Places

  /// The tokens of the ways to some keys, as far as they may be shown.
  func paths(to keys: [TapeIndex]) -> [[String]] { keys.map { path(to: $0).tokens } }

  /// The tokens of the way to a value or key, as far as they may be shown, and whether the value may be a secret.
  func path(to value: TapeIndex) -> (tokens: [String], isSensitive: Bool) {
    var tokens: [String] = []
    tokens.reserveCapacity(4)
    var isSensitive = isHidden(.root)
    tape.forEachStep(to: value) { key, position, child in
      guard let key else { return tokens.append(String(position)) }
      tokens.append(shown(key, isLast: key == value, isSensitive: isSensitive))
      if !isSensitive { isSensitive = isHidden(child) || isSensitiveName(key) }
    }
    return (tokens, isSensitive)
  }

  private func isHidden(_ value: TapeIndex) -> Bool { !hidden.isEmpty && hidden.contains(value) }

  private func isSensitiveName(_ key: TapeIndex) -> Bool {
    tape[key].flags & TapeWord.hasEscape == 0
      ? tape.withText(key) { Sensitivity.isSensitive(name: $0) }
      : Sensitivity.isSensitive(name: tape.decodedString(key))
  }

  /// A member's name as far as it may be shown.
  ///
  /// - Parameters:
  ///   - isLast: Whether the issue is about the member itself, as for one that is not declared: then its name is what there
  ///     is to tell.
  ///   - isSensitive: Whether the member is in a value that may be a secret, as the keys of a map of tokens are.
  private func shown(_ key: TapeIndex, isLast: Bool, isSensitive: Bool) -> String {
    let name = tape.decodedString(key)
    switch disclosure {
    case .all: return name
    case .safe where !isSensitive: return SecretShape.isPrivate(name) ? Disclosure.omission : name
    case .safe, .contract, .never: break
    }
    if program.declares(name.utf8.span) { return name }
    if isLast, disclosure != .never, !isSensitive, ValueText.isFieldName(name), !SecretShape.isPrivate(name) {
      return name
    }
    return Disclosure.omission
  }

  // MARK: Facts

  /// What is kept of a failure.
  func facts(_ raw: RawIssue, isSensitive: Bool) -> IssueFacts {
    let (found, payload) = parts(raw, isSensitive: isSensitive)
    return IssueFacts(program: program, raw: raw, found: found, payload: payload)
  }

  @inline(__always)
  private func parts(_ raw: RawIssue, isSensitive: Bool) -> (FoundValue?, IssueFacts.PayloadFacts) {
    var payload = IssueFacts.PayloadFacts()
    var found: FoundValue?
    let instruction = view.instructions[raw.pc]
    switch raw.kind {
    case .missingProperty:
      payload.names = [program.string(of: view.properties[raw.detail])]
      payload.slip = slip(for: payload.names, in: raw)
    case .undeclared:
      payload.names = [shown(raw.value, isLast: true, isSensitive: isSensitive)]
      payload.slip = slip(ofUndeclared: raw)
    case .unevaluated:
      if instruction.opcode == .unevaluatedItems {
        found = value(raw.value, isSensitive)
      } else {
        payload.names = [shown(raw.value, isLast: true, isSensitive: isSensitive)]
      }
    case .tied:
      found = value(raw.value, isSensitive)
      payload.branches = tiedBranches(Int(raw.detail), of: raw.value, isSensitive)
    case .unknownTag: found = value(raw.value, isSensitive, listed: tags(instruction))
    case .unionType, .tooFew, .tooMany, .ambiguous, .held: found = value(raw.value, isSensitive)
    case .assertion:
      switch instruction.opcode {
      case .required:
        payload.names = missing(instruction.a, instruction.b, from: raw.value)
        payload.slip = slip(for: payload.names, in: raw)
      case .dependentRequired: payload.names = missing(instruction.b, instruction.c, from: raw.value)
      case .enumeration: found = value(raw.value, isSensitive, listed: listed(instruction))
      case .constant: found = value(raw.value, isSensitive, listed: strings([instruction.a]))
      case .format:
        found = value(raw.value, isSensitive)
        payload.problem = problem(instruction, raw.value)
      case .uniqueItems:
        found = value(raw.value, isSensitive)
        payload.items = tape.equalItems(of: raw.value)
      case .customKeyword:
        found = value(raw.value, isSensitive)
        // A caller's own words may repeat the value.
        if disclosure == .all || (disclosure == .safe && !isSensitive) {
          payload.quote = tape.judge(raw.value, by: view.check(Int(instruction.a)))
        }
      default: found = value(raw.value, isSensitive)
      }
    }
    return (found, payload)
  }

  private func value(_ index: TapeIndex, _ isSensitive: Bool, listed: [String]? = nil) -> FoundValue {
    FoundValue(index, of: tape, disclosure, isSensitive: isSensitive, listed: listed)
  }

  private func problem(_ instruction: Instruction, _ value: TapeIndex) -> String? {
    guard let format = Format(code: UInt8(truncatingIfNeeded: instruction.a)) else { return nil }
    return FormatProblems.problem(
      of: format, Format.Mode(rawValue: UInt8(truncatingIfNeeded: instruction.b)) ?? .strict, in: tape, value)
  }

  private func tiedBranches(
    _ index: Int, of value: TapeIndex, _ isSensitive: Bool
  ) -> [(index: Int, issues: [IssueFacts])] {
    guard ties.indices.contains(index) else { return [] }
    return ties[index].branches.map { branch in
      (
        branch.index,
        branch.issues.map { issue in
          // Below the union's value names may tell more.
          facts(issue, isSensitive: isSensitive || path(to: issue.value).isSensitive)
        }
      )
    }
  }

  // MARK: What the schema lists

  private func listed(_ instruction: Instruction) -> [String] {
    strings((instruction.a..<instruction.a &+ instruction.b).map { view.lists[$0] })
  }

  private func strings(_ constants: [UInt32]) -> [String] {
    guard disclosure == .contract else { return [] }
    return constants.prefix(1_000).compactMap { JSON(document: program.constants, index: TapeIndex(Int($0))).string }
  }

  private func tags(_ instruction: Instruction) -> [String] {
    guard disclosure == .contract else { return [] }
    return (0..<min(1_000, view.lists[instruction.c &+ 1])).map {
      program.string(of: view.names[view.lists[instruction.c &+ 2 &+ $0 &* 2]])
    }
  }

  private func missing(_ start: UInt32, _ count: UInt32, from object: TapeIndex) -> [String] {
    view.names(start, count).map(program.string(of:)).filter { !has($0, object) }
  }

  // MARK: Slips

  private func has(_ name: String, _ object: TapeIndex) -> Bool {
    tape[object].kind == .object && tape.value(of: name, in: object) != nil
  }

  /// A member of the object that is probably meant to be the one that is missing: one that nothing declares.
  private func slip(for missing: [String], in raw: RawIssue) -> String? {
    guard missing.count == 1, disclosure != .never, tape[raw.value].kind == .object else { return nil }
    var key = tape.firstChild(raw.value)
    let end = tape.end(raw.value)
    var names: [String] = []
    while key < end, names.count < 200 {
      if NearestName.isComparable(missing[0], toNameOf: tape[key].shortLength) { names.append(tape.decodedString(key)) }
      key = tape.next(after: tape.next(after: key))
    }
    guard let nearest = NearestName.of(missing[0], among: names) else { return nil }
    let scope = ScopeNames(program: program, view: view, from: raw.scope == .max ? raw.pc : raw.scope)
    if scope.declares(nearest) || SecretShape.isPrivate(nearest) { return nil }
    return nearest
  }

  /// A declared name that is probably meant by one that is not declared: one that the object does not have.
  private func slip(ofUndeclared raw: RawIssue) -> String? {
    guard let object = tape.container(of: raw.value) else { return nil }
    let scope = ScopeNames(program: program, view: view, from: raw.scope == .max ? raw.pc : raw.scope)
    let name = tape.decodedString(raw.value)
    guard let nearest = NearestName.of(name, among: scope.names), !has(nearest, object) else { return nil }
    return nearest
  }
}

/// The branches of a union that came equally close, with the failures of each.
struct TiedBranches {
  var branches: [(index: Int, issues: [RawIssue])]
}

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
    var (tokens, isSensitive, dataKeys) = path(to: raw.value, isNews: isNews(raw))
    if isSensitive, tokens.last == Disclosure.omission, let name = addedName(raw) { tokens[tokens.count - 1] = name }
    let word = tape[raw.value]
    let offset = word.kind == .string ? word.offset - 1 : word.offset
    position = SourceText.position(at: offset, in: tape.bytes, after: position)
    return Issue(
      facts(raw, isSensitive: isSensitive), instance: JSONPointer(tokens), position: position, dataKeys: dataKeys)
  }

  // MARK: Places

  /// Whether an issue is that a member is there: then its name is what there is to tell.
  ///
  /// In an object of which only patterns say what members it has, names are data.
  private func isNews(_ raw: RawIssue) -> Bool {
    let instruction = view.instructions[raw.pc]
    switch raw.kind {
    case .undeclared:
      return view.shapes[instruction.a].patternCount == 0 || !view.declaredNames(ofShape: Int(instruction.a)).isEmpty
    case .unevaluated: return instruction.opcode == .unevaluatedProperties
    default: return false
    }
  }

  /// The tokens of the way to a value or key, as far as they may be shown, whether the value may be a secret, and which of
  /// the first 64 tokens are names that no schema declares: a bit for each.
  ///
  /// - Parameter isNews: Whether it is to be told that a member of this name is there.
  func path(
    to value: TapeIndex, isNews: Bool = false
  ) -> (tokens: [String], isSensitive: Bool, dataKeys: UInt64) {
    var tokens: [String] = []
    tokens.reserveCapacity(4)
    var isSensitive = isHidden(.root)
    var (dataKeys, bit): (UInt64, UInt64) = (0, 1)
    tape.forEachStep(to: value) { key, position, child in
      defer { bit <<= 1 }
      guard let key else { return tokens.append(String(position)) }
      let isNews = isNews && key == value
      let name = tape.decodedString(key)
      let traits = program.traits(ofDeclared: name.utf8.span)
      if traits == nil, !isNews { dataKeys |= bit }
      tokens.append(shown(name, traits, isNews: isNews, isSensitive: isSensitive))
      if !isSensitive { isSensitive = isHidden(child) || traits?.contains(.sensitive) ?? isSensitiveName(key) }
    }
    return (tokens, isSensitive, dataKeys)
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
  ///   - traits: Those of the name, if a schema declares it.
  ///   - isNews: Whether it is to be told that a member of this name is there.
  ///   - isSensitive: Whether the member is in a value that may be a secret, as the keys of a map of tokens are.
  private func shown(_ name: String, _ traits: DeclaredNames.Traits?, isNews: Bool, isSensitive: Bool) -> String {
    switch disclosure {
    case .all: return name
    case .safe where !isSensitive:
      return traits?.contains(.secret) ?? SecretShape.isPrivate(name) ? Disclosure.omission : name
    case .safe, .contract, .never: break
    }
    if traits != nil { return name }
    if isNews, disclosure != .never, !isSensitive, ValueText.isFieldName(name), !SecretShape.isPrivate(name) {
      return name
    }
    return Disclosure.omission
  }

  /// The name of a member that an object in a sensitive value has beyond its declared ones, if it may be shown.
  ///
  /// A map of tokens has secrets for keys, but an object that declares its names is no map. A name that is made as those
  /// are is most likely a field that was added.
  func addedName(_ key: TapeIndex, beside declared: [String]) -> String? {
    guard disclosure != .never, tape[key].kind == .string, !declared.isEmpty, !isWithinHidden(key) else { return nil }
    let name = tape.decodedString(key)
    let isField = ValueText.isFieldName(name) && CharacterForm.isOfForm(name, like: declared)
    return isField && !SecretShape.isPrivate(name) ? name : nil
  }

  private func addedName(_ raw: RawIssue) -> String? {
    isNews(raw) ? addedName(raw.value, beside: scope(of: raw).names) : nil
  }

  /// Whether a schema says not to show a value that a key or value is in.
  private func isWithinHidden(_ value: TapeIndex) -> Bool {
    if hidden.isEmpty { return false }
    var isWithin = isHidden(.root)
    tape.forEachStep(to: value) { _, _, child in if child != value, isHidden(child) { isWithin = true } }
    return isWithin
  }

  /// The names that are declared anywhere for the object of an issue.
  func scope(of raw: RawIssue) -> ScopeNames {
    ScopeNames(program: program, view: view, from: raw.scope == .max ? raw.pc : raw.scope)
  }

  // MARK: Facts

  /// What is kept of a failure.
  func facts(_ raw: RawIssue, isSensitive: Bool) -> IssueFacts {
    var room = IssueAssembly.mostReasons
    return facts(raw, isSensitive: isSensitive, &room)
  }

  /// What is kept of a failure.
  ///
  /// - Parameter room: How many reasons of branches may still be kept for the issue.
  private func facts(_ raw: RawIssue, isSensitive: Bool, depth: Int = 0, _ room: inout Int) -> IssueFacts {
    var payload = IssueFacts.PayloadFacts()
    var found: FoundValue?
    let instruction = view.instructions[raw.pc]
    switch raw.kind {
    case .missingProperty:
      payload.names = [program.string(of: view.properties[raw.detail])]
      payload.slip = slip(for: payload.names, in: raw, isSensitive)
    case .undeclared:
      payload.names = [undeclaredName(raw, isSensitive)]
      takeScope(ofUndeclared: raw, &payload)
    case .unevaluated:
      if instruction.opcode == .unevaluatedItems {
        found = value(raw.value, isSensitive)
      } else {
        payload.names = [undeclaredName(raw, isSensitive)]
      }
    case .tied:
      found = value(raw.value, isSensitive)
      takeBranches(Int(raw.detail), isSensitive: isSensitive, depth: depth, &room, &payload)
    case .unknownTag: found = value(raw.value, isSensitive, listed: tags(instruction))
    case .ambiguous:
      found = value(raw.value, isSensitive)
      payload.names = listedTag(of: raw.value, instruction)
    case .unionType, .tooFew, .tooMany, .held: found = value(raw.value, isSensitive)
    case .assertion:
      switch instruction.opcode {
      case .required:
        payload.names = missing(instruction.a, instruction.b, from: raw.value)
        payload.slip = slip(for: payload.names, in: raw, isSensitive)
      case .not:
        found = value(raw.value, isSensitive)
        payload.names = presentNames(underNot: Int(instruction.a), raw.value)
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
        if disclosure == .all || (disclosure == .safe && !isSensitive && !isPrivate(raw.value)) {
          payload.quote = tape.judge(raw.value, by: view.check(Int(instruction.a)))
        }
      default: found = value(raw.value, isSensitive)
      }
    }
    return IssueFacts(program: program, raw: raw, found: found, payload: payload)
  }

  private func undeclaredName(_ raw: RawIssue, _ isSensitive: Bool) -> String {
    let key = tape.decodedString(raw.value)
    let name = shown(
      key, program.traits(ofDeclared: key.utf8.span), isNews: isNews(raw), isSensitive: isSensitive)
    return name == Disclosure.omission && isSensitive ? addedName(raw) ?? name : name
  }

  private func value(_ index: TapeIndex, _ isSensitive: Bool, listed: [String]? = nil) -> FoundValue {
    FoundValue(index, of: tape, disclosure, isSensitive: isSensitive, listed: listed)
  }

  private func problem(_ instruction: Instruction, _ value: TapeIndex) -> String? {
    guard let format = Format(code: UInt8(truncatingIfNeeded: instruction.a)) else { return nil }
    return FormatProblems.problem(
      of: format, Format.Mode(rawValue: UInt8(truncatingIfNeeded: instruction.b)) ?? .strict, in: tape, value)
  }

  private func isPrivate(_ value: TapeIndex) -> Bool {
    switch tape[value].kind {
    case .string: SecretShape.isPrivate(tape.decodedString(value))
    case .number: tape.withText(value) { SecretShape.isPrivate(String(copying: $0)) }
    default: false
    }
  }

  // MARK: Branches

  /// How many reasons of branches an issue tells, and how deep unions in unions are told.
  private static let mostReasons = 64
  private static let mostNested = 3

  /// Takes the branches of a tie; of a union deep in others only that it fails.
  private func takeBranches(
    _ index: Int, isSensitive: Bool, depth: Int, _ room: inout Int, _ payload: inout IssueFacts.PayloadFacts
  ) {
    guard ties.indices.contains(index), depth < IssueAssembly.mostNested else { return }
    let tie = ties[index]
    let start = path(to: tie.value).tokens.count
    payload.omittedBranches = tie.omitted
    for way in tie.ways {
      guard room > 0 else {
        payload.omittedBranches += 1
        continue
      }
      var branch = IssueFacts.TiedBranch(index: way.index, omitted: way.omitted)
      for issue in way.issues {
        guard room > 0 else {
          branch.omitted += 1
          continue
        }
        room -= 1
        // Below the union's value names may tell more.
        let (tokens, isSensitiveToo, _) = path(to: issue.value, isNews: isNews(issue))
        let facts = facts(issue, isSensitive: isSensitive || isSensitiveToo, depth: depth + 1, &room)
        // The reason itself has the member's name.
        let way = tokens.dropFirst(start).dropLast(issue.isAboutMember && !facts.payload.names.isEmpty ? 1 : 0)
        branch.issues.append((facts, way.isEmpty ? nil : JSONPointer(Array(way))))
      }
      payload.branches.append(branch)
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

  /// The tag of an object, if it is one that the discriminator lists: then it is the contract's own word.
  private func listedTag(of object: TapeIndex, _ instruction: Instruction) -> [String] {
    guard instruction.flags & Instruction.discriminates != 0, tape[object].kind == .object,
      let member = tape.value(of: program.string(of: view.names[view.lists[instruction.c]]), in: object),
      tape[member].kind == .string
    else { return [] }
    let text = tape.decodedString(member)
    let isListed = (0..<min(1_000, view.lists[instruction.c &+ 1])).contains {
      program.string(of: view.names[view.lists[instruction.c &+ 2 &+ $0 &* 2]]).utf8.elementsEqual(text.utf8)
    }
    return isListed ? [text] : []
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

  /// A member of the object that is probably meant to be the one that is missing: one that no schema for it mentions.
  private func slip(for missing: [String], in raw: RawIssue, _ isSensitive: Bool) -> String? {
    guard missing.count == 1, disclosure != .never, tape[raw.value].kind == .object else { return nil }
    var key = tape.firstChild(raw.value)
    let end = tape.end(raw.value)
    var names: [String] = []
    while key < end, names.count < 200 {
      if NearestName.isComparable(missing[0], toNameOf: tape[key].shortLength) { names.append(tape.decodedString(key)) }
      key = tape.next(after: tape.next(after: key))
    }
    guard NearestName.slip(missing[0], among: names) != nil else { return nil }
    let scope = ScopeNames(program: program, view: view, from: raw.scope == .max ? raw.pc : raw.scope)
    names.removeAll { !isName($0, isSensitive) || scope.mentions($0) }
    return NearestName.slip(missing[0], among: names)
  }

  /// Whether a member's name may be shown as one that was meant to be another.
  private func isName(_ name: String, _ isSensitive: Bool) -> Bool {
    disclosure == .all || (!isSensitive && ValueText.isFieldName(name) && !SecretShape.isPrivate(name))
  }

  /// Takes why a member is not let through that another subschema declares, or the declared name that is probably meant
  /// by it: one that the object does not have.
  private func takeScope(ofUndeclared raw: RawIssue, _ payload: inout IssueFacts.PayloadFacts) {
    guard let object = tape.container(of: raw.value) else { return }
    let scope = ScopeNames(program: program, view: view, from: raw.scope == .max ? raw.pc : raw.scope)
    let name = tape.decodedString(raw.value)
    if let isClosed = scope.closedness(ofSubschemaWith: name, beside: raw.pc) {
      payload.closedCause = isClosed ? .closedTwice : .closedSubschema
    } else if let nearest = NearestName.slip(name, among: scope.names), !has(nearest, object) {
      payload.slip = nearest
    }
  }

  /// The names that an object has of those that the branches of a union under `not` require.
  private func presentNames(underNot block: Int, _ object: TapeIndex) -> [String] {
    var names: [String] = []
    var pc = block
    for _ in 0..<16 {
      let instruction = view.instructions[pc]
      switch instruction.opcode {
      case .end: return names
      case .call where view.instructions[pc &+ 1].opcode == .end: pc = Int(instruction.a)
      case .anyOf, .oneOf:
        for entry in view.requiredNames(ofUnion: instruction).joined().prefix(64) {
          let name = program.string(of: entry)
          if !names.contains(name), has(name, object) { names.append(name) }
        }
        pc &+= 1
      default: pc &+= 1
      }
    }
    return names
  }
}

extension RawIssue {
  /// Whether it is about a member that the key at `value` names.
  fileprivate var isAboutMember: Bool { kind == .undeclared || kind == .unevaluated }
}

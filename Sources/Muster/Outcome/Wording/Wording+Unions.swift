extension Wording {
  /// The sentence of a reason that is about branches of schemas; `nil` for one of another kind.
  static func unionSentence(_ reason: Reason) -> String? {
    switch reason.code {
    case .unknownTag:
      let values = ValueText.list(
        reason.expected.values, omitted: reason.expected.omittedValues)
      return "the discriminator names no branch: expected one of \(values), found \(found(reason.found))"
        + hint(reason.suggestion)
    case .severalBranches: return several(reason)
    case .noBranch: return none(reason)
    case .not: return not(reason)
    default: return nil
    }
  }

  /// What a branch is called in a sentence.
  private static func name(_ branch: Reason.Branch) -> String {
    branch.name.map { "'\($0)'" } ?? "branch \(branch.index + 1)"
  }

  private static func several(_ reason: Reason) -> String {
    let names = reason.branches.map(name)
    guard !names.isEmpty else { return "expected exactly one branch of 'oneOf' to match, but more than one does" }
    let tag =
      reason.subject.map { subject in
        reason.names.first.map {
          "; by the letter, the tag \(ValueText.quoted($0)) of '\(subject.name)' does not decide"
        } ?? "; no tag in '\(subject.name)' tells them apart"
      } ?? ""
    return "expected exactly one branch of 'oneOf' to match, but \(ValueText.list(names, joint: "and")) both do" + tag
  }

  private static func none(_ reason: Reason) -> String {
    guard !reason.branches.isEmpty else { return "expected one branch to match, but none does" }
    var ways = reason.branches.map { branch in
      var reasons = branch.reasons.map { ($0.place.map { "at \($0): " } ?? "") + sentence($0) }
      if reasons.isEmpty { return "for \(name(branch)), it does not pass" }
      if branch.omittedReasons > 0 { reasons.append(ValueText.count(String(branch.omittedReasons), "more reason")) }
      return "for \(name(branch)), " + reasons.joined(separator: " and ")
    }
    if reason.omittedBranches > 0 {
      ways.append("for \(reason.omittedBranches) more, other reasons")
    }
    return "no branch matches: " + ways.joined(separator: "; or ")
  }

  /// What a value matches that it must not.
  private static func not(_ reason: Reason) -> String {
    let facts = reason.causes.compactMap(matched)
    if facts.isEmpty {
      return "the value must not match the schema under 'not', but it does; found \(found(reason.found))"
    }
    return "the value must not match the schema under 'not', but it does: "
      + ValueText.list(facts, joint: "and")
  }

  /// What a value does by which it passes an assertion, of which the reason says what it would fail for.
  private static func matched(_ reason: Reason) -> String? {
    if let count = count(reason) { return "it has " + count }
    let bound = reason.expected.bound ?? ""
    switch reason.code {
    case .missingProperty:
      return ValueText.names(reason.names) + (reason.names.count == 1 ? " is present" : " are present")
    case .type: return "it is of type " + ValueText.list(reason.expected.types)
    case .constant: return "it is \(reason.expected.values.first ?? "")"
    case .enumeration:
      return "it is one of " + ValueText.list(reason.expected.values, omitted: reason.expected.omittedValues)
    case .pattern: return "it matches /\(ValueText.cut(reason.expected.pattern ?? "", to: 120))/"
    case .format: return "it has the format '\(reason.expected.format ?? "")'"
    case .minimum: return "it is at least \(bound)"
    case .maximum: return "it is at most \(bound)"
    case .exclusiveMinimum: return "it is above \(bound)"
    case .exclusiveMaximum: return "it is below \(bound)"
    case .multipleOf: return "it is a multiple of \(bound)"
    default: return nil
    }
  }
}

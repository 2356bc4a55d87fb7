/// A member of a valid payload that no schema documents.
///
/// Objects are open unless a schema closes them, so such a member is allowed. It still means that the documentation is
/// incomplete. Writing `additionalProperties: {…}` or `true` documents all members; leaving the keyword out does not.
public struct UndocumentedMember: Sendable, Hashable {
  /// The member's location; its last token is the name.
  public let instance: JSONPointer
  /// Where its name begins in the payload.
  public let position: TextPosition
  /// Where a schema that the object passes names its properties; the first of several.
  public let schema: SchemaLocation?
  /// The names that the schemas which the object passes do document.
  public let documentedNames: [String]
  /// The documented name that was probably meant.
  public let suggestion: String?

  /// The member as an issue; the payload passes all the same.
  public var issue: Issue {
    let names = documentedNames.prefix(12)
    let reason = Reason(
      .undocumentedField,
      expected: Reason.Expected(names: Array(names), omittedNames: documentedNames.count - names.count),
      names: instance.tokens.suffix(1), suggestion: suggestion)
    return Issue(reason, keyword: "properties", instance: instance, position: position, schema: schema)
  }
}

/// The members of a payload that nothing documents.
public struct UndocumentedMembers: Sendable, Hashable {
  /// The members, in the order of the payload, at most `Limits.issues` of them.
  public let members: [UndocumentedMember]
  /// How many there were beyond.
  public let omitted: Int
  /// The limit that ended the search, so that there may be others; `nil` if all were found.
  public let stopped: LimitExceeded?

  init(members: [UndocumentedMember] = [], omitted: Int = 0, stopped: LimitExceeded? = nil) {
    self.members = members
    self.omitted = omitted
    self.stopped = stopped
  }
}

/// A verdict, and whether it is worth looking for undocumented members.
public struct Screening: Sendable, Hashable {
  /// Whether the payload passes.
  public let passes: Bool
  /// Whether a payload that passes may have members that nothing documents.
  public let mayHaveUndocumented: Bool

  init(passes: Bool = false, mayHaveUndocumented: Bool = false) {
    self.passes = passes
    self.mayHaveUndocumented = mayHaveUndocumented
  }
}

import Muster

/// What one rule says of one message: a finding before it is counted and placed.
///
/// The functions that make remarks stand beside their rules.
public struct Remark: Sendable, Hashable {
  /// The rule that it comes from.
  public var rule: Rule
  /// What kind of thing it says: the rule's own category, unless a policy says otherwise.
  public var category: Category
  /// Whether it is about the request or the response; `nil` if it is about neither.
  public var side: BodyRule.Side?
  /// The status of the response; `nil` if it does not matter.
  public var status: Int?
  /// The media type of the body, without parameters.
  public var mediaType: String?
  /// The name of the parameter that it is about.
  public var parameter: String?
  /// What is wrong, and where in the payload and in the contract.
  public var issue: Issue
  /// Whether the issue has a place in a body.
  public var isInBody: Bool

  /// What was expected and what is there.
  public var reason: Reason { issue.reason }

  /// The sentence that says it.
  public var message: String { Wording.sentence(issue.reason) }

  /// A remark that no schema's run found.
  public init(
    _ rule: Rule, _ reason: Reason, side: BodyRule.Side? = nil, status: Int? = nil, keyword: String = "",
    at location: SourceLocation? = nil, instance: JSONPointer = .init(), position: TextPosition? = nil
  ) {
    self.rule = rule
    self.side = side
    self.status = status
    category = rule.category
    isInBody = position != nil
    issue = Issue(
      reason, keyword: keyword, instance: instance,
      position: position ?? TextPosition(offset: 0, line: 1, column: 1), schema: location)
  }

  /// A remark that is an issue of a body's schema.
  init(_ rule: Rule, _ issue: Issue, side: BodyRule.Side) {
    self.rule = rule
    self.side = side
    self.issue = issue
    category = rule.category
    isInBody = true
  }

  /// A remark about a parameter or header field, whose place in the message is its name.
  static func parameter(_ rule: Rule, _ issue: Issue, side: BodyRule.Side, parameter: String) -> Remark {
    var remark = Remark(rule, issue, side: side)
    remark.parameter = parameter
    remark.isInBody = false
    return remark
  }
}

extension Remark {
  /// The same remarks, with those about the members that one object is missing as one.
  package static func merged(_ remarks: [Remark]) -> [Remark] {
    guard remarks.count > 1 else { return remarks }
    var merged: [Remark] = []
    merged.reserveCapacity(remarks.count)
    var places: [Remark.ObjectPlace: Int] = [:]
    var names: [Int: [String]] = [:]
    for remark in remarks {
      let reason = remark.issue.reason
      guard remark.isInBody, reason.code == .missingProperty, reason.subject == nil else {
        merged.append(remark)
        continue
      }
      let place = ObjectPlace(
        rule: remark.rule, side: remark.side, offset: remark.issue.position.offset, instance: remark.issue.instance,
        schema: remark.issue.schema)
      guard let index = places[place] else {
        places[place] = merged.count
        merged.append(remark)
        continue
      }
      names[index, default: merged[index].issue.reason.names] += reason.names
    }
    // What was probably meant is only told of a member that is missing alone.
    for (index, names) in names {
      merged[index].issue = merged[index].issue.replacing(Reason(.missingProperty, names: names))
    }
    return merged
  }

  /// An object that is missing members.
  private struct ObjectPlace: Hashable {
    let rule: Rule
    let side: BodyRule.Side?
    let offset: Int
    let instance: JSONPointer
    let schema: SchemaLocation?
  }

  /// What sets the finding apart from others of the same rule and place: never a payload's value.
  package var detail: String {
    let reason = issue.reason
    switch reason.code {
    case .missingProperty, .dependentProperty: return reason.names.joined(separator: ",")
    case .undocumentedMediaType, .mediaTypeMismatch, .undocumentedPath: return reason.found?.text ?? ""
    case .undocumentedMethod: return "\(reason.found?.text ?? "") \(reason.subject?.name ?? "")"
    case .stopped: return reason.subject?.name ?? ""
    case .refused: return reason.causes.first?.code.description ?? ""
    case .unreadableExchange, .unreadableRecording:
      guard let cause = reason.causes.first else { return "" }
      let syntax = cause.syntax.map { [$0.expected.code, $0.found.code, $0.slip?.rawValue ?? ""] } ?? []
      return ([cause.code.description, cause.found?.text ?? ""] + cause.names + syntax).joined(separator: " ")
    // What a rule of the caller's own says; the words of a custom keyword may name a value.
    case .custom: return issue.keyword.isEmpty ? reason.quote ?? "" : ""
    case .missingCredentials: return reason.status.map { $0 < 400 ? "accepted" : "" } ?? ""
    default: return ""
    }
  }
}

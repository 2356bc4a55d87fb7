import Muster

/// The words of failures.
enum FailureMessage {
  /// How many issues are listed.
  private static let listed = 3

  /// Why a payload is not valid; `nil` where it is.
  static func notValid(_ judgement: Judgement) -> String? {
    switch judgement.outcome {
    case .valid:
      return judgement.unchecked.map { "\(judgement.subject): the payload was not checked: \($0)" }
    case .invalid(let issues):
      return "\(judgement.subject): the payload is not valid: \(list(issues, judgement.omittedIssues))"
    case .unreadable(let error): return "\(judgement.subject): the payload is not JSON: \(error)"
    case .stopped(let limit): return "\(judgement.subject): there is no verdict: \(limit.message)"
    }
  }

  /// Why a payload is not invalid in the way that was expected; `nil` where it is.
  static func notInvalid(_ judgement: Judgement, at pointer: String?, keyword: String?) -> String? {
    var wanted = keyword.map { "an issue of '\($0)'" } ?? "an issue"
    if let pointer {
      guard let parsed = JSONPointer(parsing: pointer) else {
        return "'\(pointer)' is no JSON Pointer: it is empty or begins with '/', and '~' stands before '0' or '1' only"
      }
      wanted += parsed.tokens.isEmpty ? " at the root" : " at \(parsed)"
    }
    let isThere = judgement.issues.contains { issue in
      (keyword.map { $0 == issue.keyword } ?? true) && (pointer.map { $0 == issue.instance.description } ?? true)
    }
    if isThere { return nil }
    switch judgement.outcome {
    case .valid:
      let reason = judgement.unchecked.map { "was not checked: \($0)" } ?? "is valid"
      return "\(judgement.subject): expected \(wanted), but the payload \(reason)"
    case .invalid(let issues):
      return "\(judgement.subject): expected \(wanted), but the payload is not valid for other reasons: "
        + list(issues, judgement.omittedIssues)
    case .unreadable(let error):
      if keyword == "json", pointer?.isEmpty ?? true { return nil }
      return "\(judgement.subject): expected \(wanted), but the payload is not JSON: \(error)"
    case .stopped(let limit):
      return "\(judgement.subject): expected \(wanted), but there is no verdict: \(limit.message)"
    }
  }

  private static func list(_ issues: [Issue], _ omitted: Int) -> String {
    let count = issues.count + omitted
    var text = count == 1 ? "1 issue" : "\(count) issues"
    for issue in best(issues) { text += "\n" + line(issue) }
    let rest = count - min(issues.count, listed)
    return rest > 0 ? text + "\n  … and \(rest) more" : text
  }

  private static func line(_ issue: Issue) -> String {
    let instance = issue.instance.description
    let place = "\(issue.position.line):\(issue.position.column)"
    let text = "  \(instance.isEmpty ? "(root)" : instance) at \(place): \(issue.message) [\(issue.keyword)]"
    guard let schema = issue.schema else { return text }
    return text + "\n    see \(schema.source):\(schema.line):\(schema.column) \(schema.pointer)"
  }

  /// The issues that say most: first what is missing or of the wrong form, then what is too much, then what only sums up
  /// other schemas; each in the order of the payload.
  private static func best(_ issues: [Issue]) -> [Issue] {
    let ranked = issues.enumerated().map { (rank: rank($0.element.keyword), index: $0.offset, issue: $0.element) }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.prefix(listed).map(\.issue)
  }

  private static func rank(_ keyword: String) -> Int {
    switch keyword {
    case "additionalProperties", "unevaluatedProperties", "unevaluatedItems": 1
    case "anyOf", "oneOf", "not", "if", "contains": 2
    default: 0
    }
  }
}

import Muster
import MusterContracts

/// The words of failures and warnings about one payload.
struct FailureMessage {
  /// How many issues are listed.
  static let listed = 3

  private let judgement: Judgement
  private let payload: PayloadText
  private let disclosure: Disclosure

  init(_ judgement: Judgement, _ payload: PayloadText, _ disclosure: Disclosure) {
    self.judgement = judgement
    self.payload = payload
    self.disclosure = disclosure
  }

  // MARK: Failures

  /// Why the payload is not valid; `nil` if it is.
  func notValid() -> String? {
    switch judgement.outcome {
    case .valid: judgement.unchecked.map { said("the payload was not checked: \($0)") }
    case .invalid(let issues): said("the payload is not valid: \(list(issues))" + text)
    case .unreadable(let error): said("the payload is not JSON: \(error)")
    case .stopped(let limit): said("there is no verdict: \(limit.message)")
    }
  }

  /// Why the payload is not invalid in the way that was expected; `nil` if it is.
  func notInvalid(at pointer: String?, keyword: String?) -> String? {
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
      return said("expected \(wanted), but the payload \(reason)" + text)
    case .invalid(let issues):
      return said("expected \(wanted), but the payload is not valid for other reasons: \(list(issues))" + text)
    case .unreadable(let error):
      if keyword == "json", pointer?.isEmpty ?? true { return nil }
      return said("expected \(wanted), but the payload is not JSON: \(error)")
    case .stopped(let limit):
      return said("expected \(wanted), but there is no verdict: \(limit.message)")
    }
  }

  // MARK: Warnings

  /// What the payload has that is not documented; `nil` if that is nothing.
  func drift() -> String? {
    let additions = judgement.findings.filter { $0.category == .drift }
    guard !additions.isEmpty else { return nil }
    let lines = additions.prefix(FailureMessage.listed).map { line($0.issue, code: $0.rule.id) }
    return said(
      "the payload has what is not documented: " + FailureMessage.count(additions.count, "addition")
        + FailureMessage.lines(lines, of: additions.count))
  }

  /// What is noteworthy beside the verdict; `nil` if that is nothing.
  func noticed() -> String? {
    let notices = judgement.notices
    guard !notices.isEmpty else { return nil }
    let lines = notices.prefix(FailureMessage.listed).map { notice in
      let (line, column) = (notice.position.line, notice.position.column)
      let source = (notice.source ?? payload.name).map { "\($0):" } ?? ""
      let place = "\(notice.pointer.isEmpty ? "(root)" : notice.pointer) at \(source)\(line):\(column)"
      return "  \(place): \(notice.message) [\(notice.code.rawValue)]"
    }
    return said(
      FailureMessage.count(notices.count, "notice") + FailureMessage.lines(Array(lines), of: notices.count))
  }

  // MARK: Parts

  /// A sentence about the payload, with what it is called before it.
  private func said(_ sentence: String) -> String {
    (payload.name.map { "\($0): " } ?? "") + "\(judgement.subject): \(sentence)"
  }

  /// The text of a payload that the test does not show, as far as it may be shown.
  private var text: String {
    guard payload.isEncoded, let text = JudgedText.of(payload.bytes, disclosure) else { return "" }
    return "\n  judged as JSON: \(text)"
  }

  private func list(_ issues: [Issue]) -> String {
    let count = issues.count + judgement.omittedIssues
    let lines = FailureMessage.best(issues).map { line($0, code: $0.keyword) }
    return FailureMessage.count(count, "issue") + FailureMessage.lines(lines, of: count)
  }

  private func line(_ issue: Issue, code: String) -> String {
    let instance = issue.instance.description
    let place = (payload.name.map { "\($0):" } ?? "") + "\(issue.position.line):\(issue.position.column)"
    let text = "  \(instance.isEmpty ? "(root)" : instance) at \(place): \(issue.message) [\(code)]"
    guard let schema = issue.schema else { return text }
    return text + "\n    see \(schema.source):\(schema.line):\(schema.column) \(schema.pointer)"
  }

  /// A number of things.
  static func count(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  /// Lines below a heading, with how many there are beyond them.
  static func lines(_ lines: [String], of count: Int) -> String {
    let rest = count - lines.count
    return (lines + (rest > 0 ? ["  … and \(rest) more"] : [])).map { "\n" + $0 }.joined()
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

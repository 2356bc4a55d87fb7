extension Wording {
  /// The sentence of a limit that ended a check; `nil` for a reason of another kind.
  static func limitSentence(_ reason: Reason) -> String? {
    guard reason.code == .stopped, let limit = reason.subject?.name else { return nil }
    let value = reason.expected.bound ?? ""
    switch limit {
    case LimitExceeded.Limit.steps.name:
      return "checking took more than \(value) steps and was stopped: there is no verdict"
    case LimitExceeded.Limit.pattern.name:
      return "matching a pattern took more steps than its budget and was stopped: there is no verdict"
    case LimitExceeded.Limit.recursion.name:
      return "the reference at \(reason.quote ?? "an unknown place") leads back to itself without a step into the "
        + "payload, so that checking would never end"
    case LimitExceeded.Limit.depth.name:
      return "arrays and objects nest deeper than the limit of \(value); raise the limit to check it"
    case LimitExceeded.Limit.bytes.name:
      let size = reason.found?.count.map { "\($0) bytes, more than the limit of \(value)" }
      return "the text has \(size ?? "more bytes than the limit of \(value)"); raise the limit to check it"
    case LimitExceeded.Limit.entries.name: return "it has more than \(value) entries, so that it was not checked"
    case LimitExceeded.Limit.brackets.name:
      return "its names nest deeper than \(value) brackets, so that it was not checked"
    case LimitExceeded.Limit.subschemas.name:
      return
        "its schema has more than \(value) subschemas or nests too deep to tell how text is meant, so that it was not "
        + "checked"
    default: return "the limit '\(limit)' ended the check: there is no verdict"
    }
  }
}

extension Wording {
  /// Codes whose sentences name the subject themselves.
  static let namesItsSubject: Set<Reason.Code> = [
    .missingParameter, .undocumentedParameter, .deprecatedParameter,
  ]

  /// The sentence of a reason of a message; `nil` for one of another kind.
  static func messageSentence(_ reason: Reason) -> String? {
    let values = reason.expected.values
    let status = reason.status.map(String.init) ?? ""
    switch reason.code {
    case .notJSON:
      let place = reason.items.count == 2 ? " at line \(reason.items[0]), column \(reason.items[1]) of it" : ""
      return (reason.subject?.kind == .body ? "the body" : "it") + " is not JSON"
        + (reason.quote.map { ": \($0)" } ?? "") + place
    case .missingRequestBody: return "the operation needs a request body; there is none"
    case .missingResponseBody: return "the response is documented with content; there is no body"
    case .emptyResponseBody:
      return "the response is documented with content that may be anything; there is no body"
    case .unexpectedBody: return "the response is documented without content; there is a body"
    case .undocumentedRequestBody: return "the operation documents no request body; there is one"
    case .undocumentedStatus:
      return "status \(status) is not documented; "
        + (values.isEmpty ? "no response is" : "documented: \(values.joined(separator: ", "))")
    case .undocumentedMediaType:
      let sent = reason.found?.text.map { "the media type \($0)" } ?? "this media type"
      return "\(sent) is not documented for this \(reason.subject?.kind.description ?? "message")"
        + (reason.suggestion.map { "; the nearest is \($0)" } ?? "")
    case .mediaTypeMismatch:
      return "the body is \(reason.found?.text ?? "JSON") where \(values.first ?? "another type") is documented; "
        + "it is checked with the schema of the latter"
    case .missingContentType:
      return "the body has no Content-Type; "
        + (reason.expected.content.isEmpty
          ? "it does not read as JSON and is not checked" : "it reads as JSON and is checked as such")
    case .undocumentedOperation: return undocumentedOperation(reason)
    case .undocumentedPath:
      return "no operation has the path of \(reason.found?.text ?? "the request")"
        + (reason.suggestion.map { "; the nearest is '\($0)'" } ?? "")
    case .undocumentedMethod:
      return "\(reason.subject?.name ?? "the path") has no \(reason.found?.text ?? "such method"); documented: "
        + values.joined(separator: ", ")
    case .deprecatedOperation: return "the vendor calls this operation deprecated"
    case .missingCredentials:
      return "credentials are missing: expected \(values.joined(separator: ", or ")); not there: "
        + reason.names.joined(separator: ", ")
        + (reason.status.map { $0 < 400 } ?? false
          ? "; the server accepted the request, so the recording may leave them out" : "")
    case .statusContradiction:
      return "'\(reason.subject?.name ?? "")' says \(reason.found?.text ?? "otherwise") where the status is \(status)"
    case .bodyOfOtherStatus:
      return "the body is what status \(values.first ?? "") documents, not \(status)"
        + (reason.causes.first.map { ": by the schema of the latter, \(sentence($0))" } ?? "")
    case .refused:
      return (reason.causes.first.map { sentence($0) + "; " } ?? "") + "the server refused the request with \(status)"
    case .unreadableContract: return "the contract cannot be read: \(reason.quote ?? "")"
    case .brokenContract: return "the vendor's document has a mistake: \(reason.quote ?? "")"
    default: return nil
    }
  }

  private static func undocumentedOperation(_ reason: Reason) -> String {
    let wanted = reason.found?.text ?? ""
    let text =
      reason.subject?.kind == .operation
      ? "there is no operation '\(wanted)'" : "no operation is documented for \(wanted)"
    return text + (reason.suggestion.map { "; the nearest is '\($0)'" } ?? "")
  }
}

extension Wording {
  /// The sentence of a reason of a parameter, a form's field or a part; `nil` for one of another kind.
  static func parameterSentence(_ reason: Reason) -> String? {
    let name = reason.subject.map(name(of:)) ?? "parameter"
    switch reason.code {
    case .missingParameter: return "the \(name) is required"
    case .undocumentedParameter: return "the \(name) is not documented" + hint(reason.suggestion.map { "'\($0)'" })
    case .deprecatedParameter: return "the \(name) is deprecated"
    default: return nil
    }
  }
}

extension Wording {
  /// The sentence of a reason of a parameter, a form's field or a part; `nil` for one of another kind.
  static func parameterSentence(_ reason: Reason) -> String? {
    let name = reason.subject.map(name(of:)) ?? "parameter"
    switch reason.code {
    case .missingParameter: return "the \(name) is required"
    case .undocumentedParameter: return "the \(name) is not documented" + hint(reason.suggestion.map { "'\($0)'" })
    case .deprecatedParameter: return "the \(name) is deprecated"
    case .plusAsSpace:
      return (reason.causes.first.map(plainSentence) ?? "it does not pass")
        + "; a '+' in it was read as a space, write %2B for a plus sign"
    case .malformedEncoding: return "the percent-encoding is malformed or stands for no UTF-8"
    case .malformedText: return "the text is not \(reason.expected.format ?? "UTF-8")"
    case .repeatedParameter:
      return "it is there \(reason.found?.count ?? 2) times; "
        + (reason.expected.format.map { "its items belong into one, by the style \($0)" } ?? "one value was expected")
    case .repeatedMember:
      return (reason.names.first.map { "the member '\($0)'" } ?? "a member") + " is there more than once"
    case .conflictingEntries:
      return "a part of it is sent both as a value and as an object; only one of them can be meant"
    case .styleStart:
      return "the style \(reason.expected.format ?? "") begins with \(reason.expected.pattern ?? "")"
    case .notPairs: return "it is an object written as name=value pairs, and one has no '='"
    case .oddPairs:
      return "it is an object written as names and values in turn, and \(reason.found?.count ?? 1) is no even number"
    case .noBoundary: return "the body has no parts: no line in it is a boundary"
    case .unfinishedParts: return "the body ends before its last boundary"
    case .malformedPartHeader: return "a part of the body has a header line without a colon"
    case .namelessPart: return "a part of the body has no name"
    case .repeatedPart: return "there is more than one part of this name"
    case .partMediaType:
      return "the part is \(reason.found?.text ?? "of another type") where "
        + "\(reason.expected.values.first ?? "another type") is documented"
    default: return nil
    }
  }
}

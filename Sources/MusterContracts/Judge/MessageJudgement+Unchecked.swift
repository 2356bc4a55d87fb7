extension MessageJudgement {
  private static let unchecked: Set<Rule> = [
    .undocumentedStatus, .undocumentedMediaType, .undocumentedResponseBody, .undocumentedRequestBody,
  ]

  /// The same, with a body that the contract has nothing to check with as a violation.
  ///
  /// In traffic this is drift. Whoever asks about one body by its operation, status and media type must not take a body
  /// that was never looked at for one that passes.
  package var requiringDocumentation: MessageJudgement {
    var judgement = self
    for index in remarks.indices where MessageJudgement.unchecked.contains(remarks[index].rule) {
      judgement.remarks[index].category = .violation
    }
    return judgement
  }
}

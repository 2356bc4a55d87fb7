import Muster

extension MessageJudge {
  /// Judges status, header fields, media type and body of a response.
  ///
  /// - Parameter rule: Gives the rule for the body by its media type.
  package func judge(
    response message: Message, status: Int, of operation: Operation,
    rule: (_ mediaType: String?) throws(ContractError) -> BodyRule,
    _ judgement: inout MessageJudgement
  ) {
    let media = SentMediaType(message.headers["content-type"] ?? message.mediaType)
    do throws(ContractError) {
      var bodies = BodyJudgement(rule: try rule(media.lookup), options: options)
      bodies.contentEncoding = message.headers["content-encoding"]
      if bodies.rule.statusKey != nil {
        try judgeHeaders(of: message, status: status, operation, &judgement)
      }
      judge(message.body, media, bodies, &judgement)
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped([.status, .responseMediaType, .responseBody], .contractUnreadable)
    }
  }
}

import Muster

extension MessageJudge {
  /// Judges parameters, credentials, media type and body of a request.
  ///
  /// - Parameters:
  ///   - path: What the path has for the parameters of the operation's template; `nil` if it is not known.
  ///   - query: What is after the `?`; `nil` if there is none.
  ///   - status: The status that the server answered with, if it is known: what is wrong with a request that it refused is
  ///     not held against the client.
  ///   - rule: Gives the rule for the body by its media type.
  package func judge(
    request message: Message, path: PathMatch?, query: String?, of operation: Operation, answeredWith status: Int?,
    rule: (_ mediaType: String?) throws(ContractError) -> BodyRule, _ judgement: inout MessageJudgement
  ) {
    judgement.checked(.path, isInspected: false)
    if operation.isDeprecated { judgement.remarks.append(.deprecatedOperation(operation)) }
    let refusal = status.flatMap { $0 >= 400 && $0 < 500 ? $0 : nil }
    let before = judgement.remarks.count
    let parameters = RequestParameters(path: path, query: query, headers: message.headers.parameters)
    judgeParameters(parameters, of: message, operation, isRefused: refusal != nil, &judgement)
    judgeCredentials(parameters, of: message, operation, status: status, &judgement)
    let media = SentMediaType(message.headers["content-type"] ?? message.mediaType)
    do throws(ContractError) {
      var bodies = BodyJudgement(rule: try rule(media.lookup), options: options)
      bodies.isRefused = refusal != nil
      bodies.contentEncoding = message.headers["content-encoding"]
      judge(message.body, media, bodies, &judgement)
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped([.requestMediaType, .requestBody], .contractUnreadable)
    }
    guard let refusal else { return }
    for index in judgement.remarks.indices.dropFirst(before) where judgement.remarks[index].category != .note {
      judgement.remarks[index] = .refusedRequestInvalid(judgement.remarks[index], status: refusal)
    }
  }
}

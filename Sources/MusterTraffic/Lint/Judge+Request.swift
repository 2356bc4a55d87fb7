import Muster
import MusterContracts

extension Judge {
  /// Judges parameters, credentials, media type and body of a request.
  mutating func judgeRequest(
    _ exchange: Exchange, _ url: TargetURL, _ path: PathMatch, _ entry: Int, _ judgement: inout Judgement
  ) {
    let operation = router.entries[entry].operation
    judgement.checked(.path, isInspected: false)
    if operation.isDeprecated { judgement.remarks.append(.deprecatedOperation(operation)) }
    // A request that the server refused is not held against the client.
    let refusal = exchange.response.flatMap { $0.status >= 400 && $0.status < 500 ? $0.status : nil }
    let before = judgement.remarks.count
    let parameters = RequestParameters(
      path: path, query: url.query, headers: exchange.request.headers.parameters)
    judgeParameters(parameters, operation, isRefused: refusal != nil, &judgement)
    judgeCredentials(parameters, operation, status: exchange.response?.status, &judgement)
    var body = BodyJudgement(side: .request, options: options, isRefused: refusal != nil)
    do throws(ContractError) {
      let media = body.mediaType(exchange.request.headers, exchange.request.body)
      let rule = try requestRule(entry, media: media.lookup)
      body.judge(exchange.request.body, media, exchange.request.headers, rule, operation, &judgement)
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped([.requestMediaType, .requestBody], .contractUnreadable)
    }
    guard let refusal else { return }
    for index in judgement.remarks.indices.dropFirst(before) where judgement.remarks[index].rule.category != .note {
      judgement.remarks[index] = .refusedRequestInvalid(judgement.remarks[index], status: refusal)
    }
  }
}

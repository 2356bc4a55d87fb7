import Muster
import MusterContracts

/// Holds one exchange after the other to the contracts.
struct Judge: Sendable {
  let router: Router
  let options: LintOptions
  private var rules: [RuleKey: BodyRule] = [:]

  /// What a rule for a body was looked up by.
  private struct RuleKey: Hashable {
    let operation: Int
    let side: BodyRule.Side
    let status: Int?
    let media: String?
  }

  /// How many rules are kept; recordings with more media types than that are hostile.
  private static let ruleLimit = 4_096

  init(router: Router, options: LintOptions) {
    self.router = router
    self.options = options
  }

  /// Judges an exchange.
  mutating func judge(_ exchange: Exchange) -> ExchangeJudgement {
    let url = TargetURL(exchange.request.url, host: exchange.request.headers["host"])
    var judgement = ExchangeJudgement()
    let rest = ExchangePart.afterPath
    guard options.filter.isEmpty || options.filter.admits(exchange, url) else {
      judgement.messages.skipped([.path] + rest, .excluded)
      return judgement
    }
    if url.isHTTP, exchange.request.method == "OPTIONS",
      exchange.request.headers.contains("access-control-request-method")
    {
      judgement.messages.skipped([.path] + rest, .preflight)
      return judgement
    }
    // Some recorders write every method in upper case.
    switch router.route(method: exchange.request.method, url, isCaseLost: true) {
    case .notHTTP:
      judgement.path = .hidden
      judgement.messages.skipped([.path] + rest, .otherProtocol)
    case .foreignHost:
      judgement.messages.skipped([.path] + rest, .foreignHost)
      judgement.foreignHost = Presentable.host(url.host ?? "")
      judgement.fits = router.fits(method: exchange.request.method, url)
    case .lost(let lost):
      judgement.messages.skipped([.path] + rest, .contractUnreadable)
      judgement.path = .template(lost.path, baseCount: nil)
      judgement.messages.remarks.append(
        .unreadableContract(lost.part.error("what the document has at \(lost.path)")))
    case .pathUndocumented(let nearest):
      judgement.messages.undocumented(.path)
      judgement.messages.skipped(rest, .operationUndocumented)
      let method = Presentable.method(exchange.request.method)
      judgement.add(
        .undocumentedPath(method: method, shape: PathShape.shape(of: url.path, router: router), nearest: nearest),
        of: exchange, refusedBy: [404, 410])
    case .methodUndocumented(let entry, let baseCount, let methods):
      judgement.messages.undocumented(.path)
      judgement.messages.skipped(rest, .operationUndocumented)
      let path = router.entries[entry].operation.path
      judgement.path = .template(path, baseCount: baseCount)
      judgement.add(
        .undocumentedMethod(Presentable.method(exchange.request.method), path: path, documented: methods),
        of: exchange, refusedBy: [405, 501])
    case .operation(let match): judge(exchange, url, match, &judgement)
    }
    return judgement
  }

  private mutating func judge(
    _ exchange: Exchange, _ url: TargetURL, _ match: Route.Match, _ judgement: inout ExchangeJudgement
  ) {
    let entry = match.entry
    let operation = router.entries[entry].operation
    judgement.operation = entry
    judgement.path = .template(operation.path, baseCount: match.baseCount)
    let judge = MessageJudge(options: options.judging)
    var request = Message(
      headers: exchange.request.headers, body: exchange.request.body.sent, mediaType: exchange.request.body.mediaType)
    request.areFieldsKnown = exchange.request.areFieldsRecorded
    request.isQueryKnown = exchange.request.isQueryRecorded
    judge.judge(
      request: request, path: match.path, query: url.query, of: operation, answeredWith: exchange.response?.status,
      rule: { (media) throws(ContractError) in try requestRule(entry, media: media) }, &judgement.messages)
    guard let response = exchange.response else {
      judgement.messages.skipped([.status, .responseMediaType, .responseBody], .noResponse)
      return
    }
    var message = Message(headers: response.headers, body: response.body.sent, mediaType: response.body.mediaType)
    message.areFieldsKnown = response.areFieldsRecorded
    judge.judge(
      response: message, status: response.status, of: operation,
      rule: { (media) throws(ContractError) in try responseRule(entry, status: response.status, media: media) },
      &judgement.messages)
  }

  // MARK: Rules for bodies

  /// The rule for a request's body.
  mutating func requestRule(_ entry: Int, media: String?) throws(ContractError) -> BodyRule {
    let key = RuleKey(operation: entry, side: .request, status: nil, media: media)
    if let rule = rules[key] { return rule }
    let rule = try router.entries[entry].operation.request(media: media, reading: options.judging.reading)
    keep(rule, key)
    return rule
  }

  /// The rule for a response's body.
  mutating func responseRule(_ entry: Int, status: Int, media: String?) throws(ContractError) -> BodyRule {
    let key = RuleKey(operation: entry, side: .response, status: status, media: media)
    if let rule = rules[key] { return rule }
    let rule = try router.entries[entry].operation.response(
      status: status, media: media, reading: options.judging.reading)
    keep(rule, key)
    return rule
  }

  /// How the bodies of further exchanges like this one are checked; `nil` if each has to be judged.
  mutating func screenedBody(
    _ body: MessageBody, _ headers: HeaderFields, _ operation: Int, status: Int?, isRefused: Bool
  ) -> ScreenProfile.Body? {
    guard let bytes = body.bytes, !bytes.isEmpty else { return ScreenProfile.Body(check: .nothing, rule: nil) }
    let media = headers["content-type"] ?? body.mediaType
    let lookup = BodyRule.lookup(media)
    guard
      let rule = status.map({ try? responseRule(operation, status: $0, media: lookup) })
        ?? (try? requestRule(operation, media: lookup))
    else { return nil }
    if let schema = rule.plainSchema {
      return ScreenProfile.Body(
        check: .schema(schema), rule: isRefused ? nil : rule, contentType: media,
        otherStatuses: OtherStatuses(of: rule, options.judging.reading))
    }
    switch rule.absence {
    case .notJSON: return ScreenProfile.Body(check: .opaque, rule: nil)
    case .noContent, .undocumentedStatus, .undocumentedMediaType: return ScreenProfile.Body(check: .nothing, rule: nil)
    case .noSchema, nil: return nil
    }
  }

  private mutating func keep(_ rule: BodyRule, _ key: RuleKey) {
    if rules.count >= Judge.ruleLimit { rules.removeAll(keepingCapacity: true) }
    rules[key] = rule
  }
}

extension ExchangePart {
  /// The parts beside path and parameters that a verdict is due for.
  static let afterPath: [ExchangePart] = [
    .requestMediaType, .requestBody, .status, .responseMediaType, .responseBody,
  ]
}

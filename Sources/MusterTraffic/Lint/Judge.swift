import Muster
import MusterContracts

/// Holds one exchange after the other to the contracts.
struct Judge: Sendable {
  let router: Router
  let options: LintOptions
  private var rules: [RuleKey: BodyRule] = [:]
  /// The statuses that bodies of each operation may be meant for; as many as there are operations.
  var otherStatuses: [Int: [OtherStatus]] = [:]

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
  mutating func judge(_ exchange: Exchange) -> Judgement {
    let url = TargetURL(exchange.request.url, host: exchange.request.headers["host"])
    var judgement = Judgement()
    let rest = exchange.partsAfterPath
    if url.isHTTP, exchange.request.method == "OPTIONS",
      exchange.request.headers.contains("access-control-request-method")
    {
      judgement.skipped([.path] + rest, .preflight)
      return judgement
    }
    // Some recorders write every method in upper case.
    switch router.route(method: exchange.request.method, url, isCaseLost: true) {
    case .notHTTP:
      judgement.path = .hidden
      judgement.skipped([.path] + rest, .otherProtocol)
    case .foreignHost: judgement.skipped([.path] + rest, .foreignHost)
    case .lost(let lost):
      judgement.skipped([.path] + rest, .contractUnreadable)
      judgement.path = .template(lost.path, baseCount: nil)
      judgement.remarks.append(.unreadableContract(lost.part.error("what the document has at \(lost.path)")))
    case .pathUndocumented(let nearest):
      judgement.undocumented(.path)
      judgement.skipped(rest, .operationUndocumented)
      let method = Presentable.method(exchange.request.method)
      judgement.remark(
        .undocumentedPath(method: method, shape: PathShape.shape(of: url.path, router: router), nearest: nearest),
        of: exchange, refusedBy: [404, 410])
    case .methodUndocumented(let entry, let baseCount, let methods):
      judgement.undocumented(.path)
      judgement.skipped(rest, .operationUndocumented)
      let path = router.entries[entry].operation.path
      judgement.path = .template(path, baseCount: baseCount)
      judgement.remark(
        .undocumentedMethod(Presentable.method(exchange.request.method), path: path, documented: methods),
        of: exchange, refusedBy: [405, 501])
    case .operation(let match):
      judgement.operation = match.entry
      judgement.path = .template(router.entries[match.entry].operation.path, baseCount: match.baseCount)
      judgeRequest(exchange, url, match.path, match.entry, &judgement)
      judgeResponse(exchange, match.entry, &judgement)
    }
    return judgement
  }

  // MARK: Rules for bodies

  /// The rule for a request's body.
  mutating func requestRule(_ entry: Int, media: String?) throws(ContractError) -> BodyRule {
    let key = RuleKey(operation: entry, side: .request, status: nil, media: media)
    if let rule = rules[key] { return rule }
    let rule = try router.entries[entry].operation.request(media: media, reading: options.reading)
    keep(rule, key)
    return rule
  }

  /// The rule for a response's body.
  mutating func responseRule(_ entry: Int, status: Int, media: String?) throws(ContractError) -> BodyRule {
    let key = RuleKey(operation: entry, side: .response, status: status, media: media)
    if let rule = rules[key] { return rule }
    let rule = try router.entries[entry].operation.response(status: status, media: media, reading: options.reading)
    keep(rule, key)
    return rule
  }

  private mutating func keep(_ rule: BodyRule, _ key: RuleKey) {
    if rules.count >= Judge.ruleLimit { rules.removeAll(keepingCapacity: true) }
    rules[key] = rule
  }
}

extension Judgement {
  /// Adds a remark about a path, milder where the server knows no such path either.
  fileprivate mutating func remark(_ remark: Remark, of exchange: Exchange, refusedBy statuses: Set<Int>) {
    let status = exchange.response?.status
    let isRefused = status.map { statuses.contains($0) } ?? false
    remarks.append(isRefused ? .refusedRequestInvalid(remark, status: status ?? 0) : remark)
  }
}

extension Exchange {
  /// The parts beside path and parameters that a verdict is due for.
  fileprivate var partsAfterPath: [ExchangePart] {
    [.requestMediaType, .requestBody, .status, .responseMediaType, .responseBody]
  }
}

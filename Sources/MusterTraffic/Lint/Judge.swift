import Muster
import MusterContracts

/// Holds one exchange after the other to the contracts.
struct Judge: Sendable {
  let index: OperationIndex
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

  init(index: OperationIndex, options: LintOptions) {
    self.index = index
    self.options = options
  }

  /// Judges an exchange.
  mutating func judge(_ exchange: Exchange) -> Judgement {
    let url = TargetURL(exchange.request.url, host: exchange.request.headers["host"])
    var judgement = Judgement()
    let rest = exchange.partsAfterPath
    guard url.isHTTP else {
      judgement.path = .hidden
      judgement.skipped([.path] + rest, .otherProtocol)
      return judgement
    }
    if exchange.request.method == "OPTIONS", exchange.request.headers.contains("access-control-request-method") {
      judgement.skipped([.path] + rest, .preflight)
      return judgement
    }
    switch index.match(method: exchange.request.method, url: url) {
    case .foreign: judgement.skipped([.path] + rest, .foreignHost)
    case .lost(let path, let mistake):
      judgement.skipped([.path] + rest, .contractUnreadable)
      judgement.path = .template(path)
      judgement.remarks.append(.unreadableContract(mistake.error("what the document has at \(path)")))
    case .none(let nearest):
      judgement.undocumented(.path)
      judgement.skipped(rest, .operationUndocumented)
      let method = Presentable.method(exchange.request.method)
      judgement.remark(
        .undocumentedPath(method: method, shape: PathShape.shape(of: url.path, index: index), nearest: nearest),
        of: exchange, refusedBy: [404, 410])
    case .otherMethods(let entry, let methods):
      judgement.undocumented(.path)
      judgement.skipped(rest, .operationUndocumented)
      let path = index.entries[entry].operation.path
      judgement.path = .template(path)
      judgement.remark(
        .undocumentedMethod(Presentable.method(exchange.request.method), path: path, documented: methods),
        of: exchange, refusedBy: [405, 501])
    case .operation(let entry, let path):
      judgement.operation = entry
      judgement.path = .template(index.entries[entry].operation.path)
      judgeRequest(exchange, url, path, entry, &judgement)
      judgeResponse(exchange, entry, &judgement)
    }
    return judgement
  }

  // MARK: Rules for bodies

  /// The rule for a request's body.
  mutating func requestRule(_ entry: Int, media: String?) throws(ContractError) -> BodyRule {
    let key = RuleKey(operation: entry, side: .request, status: nil, media: media)
    if let rule = rules[key] { return rule }
    let rule = try index.entries[entry].operation.request(media: media, reading: options.reading)
    keep(rule, key)
    return rule
  }

  /// The rule for a response's body.
  mutating func responseRule(_ entry: Int, status: Int, media: String?) throws(ContractError) -> BodyRule {
    let key = RuleKey(operation: entry, side: .response, status: status, media: media)
    if let rule = rules[key] { return rule }
    let rule = try index.entries[entry].operation.response(status: status, media: media, reading: options.reading)
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

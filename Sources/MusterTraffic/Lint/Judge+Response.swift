import Muster
import MusterContracts

extension Judge {
  /// Judges status, media type and body of a response.
  mutating func judgeResponse(_ exchange: Exchange, _ entry: Int, _ judgement: inout Judgement) {
    guard let response = exchange.response else {
      judgement.skipped([.status, .responseMediaType, .responseBody], .noResponse)
      return
    }
    let operation = router.entries[entry].operation
    var body = BodyJudgement(side: .response, options: options, status: response.status)
    body.mayBeMissing = ExchangeReader.isBodiless(status: response.status, method: exchange.request.method)
    let media = body.mediaType(response.headers, response.body)
    do throws(ContractError) {
      let rule = try responseRule(entry, status: response.status, media: media.lookup)
      if case .undocumentedStatus(let documented) = rule.absence {
        judgement.remarks.append(.undocumentedStatus(response.status, documented: documented, of: operation))
        judgement.undocumented(.status, isInspected: true)
        judgement.skipped([.responseMediaType, .responseBody], .statusUndocumented)
        return
      }
      judgement.checked(.status)
      try judgeHeaders(response.headers, status: response.status, operation, &judgement)
      body.judge(response.body, media, response.headers, rule, operation, &judgement) {
        otherStatuses(than: response.status, of: entry)
      }
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped([.status, .responseMediaType, .responseBody], .contractUnreadable)
    }
  }

  /// The schemas of statuses that say the opposite of one: errors for a success, successes for an error.
  ///
  /// A schema that takes an empty object says too little to recognise a body by.
  private mutating func otherStatuses(than status: Int, of entry: Int) -> [OtherStatus] {
    telling(of: entry).filter { other in
      !other.key.covers(status) && (other.status < 400) != (status < 400)
    }
  }

  /// The statuses of an operation whose schemas say enough to recognise a body by, worked out once.
  private mutating func telling(of entry: Int) -> [OtherStatus] {
    if let known = otherStatuses[entry] { return known }
    let operation = router.entries[entry].operation
    let found = operation.responses.compactMap { response -> OtherStatus? in
      guard let status = response.status.representative,
        let schema = try? operation.response(status: status, reading: options.reading).schema, !schema.accepts("{}")
      else { return nil }
      return OtherStatus(key: response.status, status: status, schema: schema)
    }
    otherStatuses[entry] = found
    return found
  }
}

/// A status that a body may be meant for, with the schema that tells so.
struct OtherStatus: Sendable {
  let key: StatusKey
  /// A status that the key is for.
  let status: Int
  let schema: Schema
}

extension StatusKey {
  /// A status that the key is for, and rarely any other; `nil` for `default`, which is for all.
  fileprivate var representative: Int? {
    switch self {
    case .code(let code): code
    case .range(let digit): digit * 100 + 97
    case .default: nil
    }
  }
}

import Muster

/// A status that a body may be meant for, with the schema that tells so.
struct OtherStatus: Sendable {
  /// The key of the response.
  let key: StatusKey
  let schema: Schema

  /// The statuses of a rule's operation that say the opposite of the rule's own: errors for a success, successes for an
  /// error.
  static func telling(of rule: BodyRule, _ reading: Reading) -> [OtherStatus] {
    guard let status = rule.status else { return [] }
    return telling(of: rule.owner, reading: reading).filter { $0.isOpposite(of: status) }
  }

  /// The statuses of an operation whose schemas say enough to recognise a body by.
  ///
  /// A schema that takes an empty object says too little to recognise a body by.
  private static func telling(of operation: Operation, reading: Reading) -> [OtherStatus] {
    operation.responses.compactMap { response in
      guard let status = response.status.representative,
        let schema = try? operation.response(status: status, reading: reading).schema, !schema.accepts("{}")
      else { return nil }
      return OtherStatus(key: response.status, schema: schema)
    }
  }

  /// Whether one is for a success and the other for an error.
  private func isOpposite(of status: Int) -> Bool {
    guard let own = key.representative else { return false }
    return !key.covers(status) && (own < 400) != (status < 400)
  }
}

/// The other statuses that a body of a rule may be meant for, found once for all bodies.
package struct OtherStatuses: Sendable {
  let list: [OtherStatus]

  /// Finds them.
  package init(of rule: BodyRule, _ reading: Reading) { list = OtherStatus.telling(of: rule, reading) }
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

extension Wording {
  /// The sentence of a reason of a recording; `nil` for one of another kind.
  static func recordingSentence(_ reason: Reason) -> String? {
    switch reason.code {
    case .unreadableExchange: return "this exchange cannot be read: \(reason.quote ?? "")"
    case .oversizedExchange: return "this exchange has more than \(reason.expected.bound ?? "") bytes and was not read"
    case .truncatedExchange: return "the recording ends inside of this exchange; everything before it was judged"
    case .truncatedRecording:
      return "the recording ends before it is complete; every exchange before the end was judged"
    case .unreadableRecording: return reason.quote ?? "the recording cannot be read"
    case .noExchangesChecked:
      let total = reason.found?.count ?? 0
      return total == 0
        ? "there was no exchange to check"
        : "not one of \(total) exchange\(total == 1 ? "" : "s") was held to a contract; the ledger says why"
    default: return nil
    }
  }
}

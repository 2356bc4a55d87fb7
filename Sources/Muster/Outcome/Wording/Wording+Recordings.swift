extension Wording {
  /// The sentence of a reason of a recording; `nil` for one of another kind.
  static func recordingSentence(_ reason: Reason) -> String? {
    switch reason.code {
    case .unreadableExchange:
      return "this exchange cannot be read" + (reason.causes.first.map { ": " + sentence($0) } ?? "")
    case .oversizedExchange: return "this exchange has more than \(reason.expected.bound ?? "") bytes and was not read"
    case .truncatedExchange: return "the recording ends inside of this exchange; everything before it was judged"
    case .truncatedRecording:
      return "the recording ends before it is complete; every exchange before the end was judged"
    case .unreadableRecording: return reason.causes.first.map(sentence) ?? "the recording cannot be read"
    case .exchangeNotObject: return "it is no object"
    case .exchangeWithoutRequest: return "it has no request with \(ValueText.names(reason.names))"
    case .emptyRecording: return "the recording is empty"
    case .packedRecording: return packed(by: reason.found?.text ?? "")
    case .recordingEncoding:
      return "the recording is \(reason.found?.text ?? "in another encoding"), which is not read; save it as UTF-8"
    case .recordingNotObject:
      return "the recording is neither a HAR nor one exchange a line: it does not begin with an object"
    case .recordingWithoutEntries: return "the recording has no 'log.entries', as a HAR file has"
    case .noExchangesChecked:
      let total = reason.found?.count ?? 0
      guard total > 0 else { return "there was no exchange to check" }
      let none = "not one of \(total) exchange\(total == 1 ? "" : "s") was held to a contract"
      guard !reason.names.isEmpty else { return none + "; the ledger says why" }
      return none + "; no contract has the host as a server that would have been checked with "
        + reason.names.map { "--server \($0)" }.joined(separator: " or ")
    default: return nil
    }
  }

  private static func packed(by format: String) -> String {
    switch format {
    case "zip": "the recording is a zip archive, which is not read; unpack it first"
    case "zlib":
      "the recording is compressed with zlib, as mitmproxy's .zhar is, which is not read; save it as .har"
    default: "the recording is compressed with \(format), which is not read; decompress it first"
    }
  }
}

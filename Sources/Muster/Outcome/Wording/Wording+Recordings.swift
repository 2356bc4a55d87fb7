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
    case .exchangeWithoutStatus: return "its response has no status that can be read"
    case .exchangeWithoutResponse: return "no response was saved for this request"
    case .exchangeNotExact:
      return "it stands for more than one request, by its \(ValueText.names(reason.names))"
    case .recordingTooLarge:
      return "the recording has more than \(reason.expected.bound ?? "") bytes, and one of this form is read as a whole"
    case .recordingUnknown:
      return "the recording is \(reason.found?.text ?? "") of no form that is known; \(formsHint)"
    case .recordingNotYAML: return "the recording is no YAML that can be read: \(reason.quote ?? "")"
    case .recordingText: return text(of: reason.found?.text ?? "")
    case .recordingNotRewritten:
      return "it cannot be written anew with every byte at its place; 'muster convert' makes an archive or lines of it"
    case .emptyRecording: return "the recording is empty"
    case .packedRecording: return packed(by: reason.found?.text ?? "")
    case .recordingEncoding:
      return "the recording is \(reason.found?.text ?? "in another encoding"), which is not read; save it as UTF-8"
    case .recordingNotObject:
      return "the recording is neither JSON nor YAML; \(formsHint)"
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

  private static let formsHint = "'muster recordings' lists the forms that are read"

  /// A line that would be right.
  private static let lineExample =
    #"{"method": "GET", "url": "https://api.example.com/users/1", "status": 200}"#

  private static func text(of kind: String) -> String {
    switch kind {
    case "access-log":
      "the recording is an access log as nginx and Apache write it; let the server log one JSON object a line instead, "
        + "such as \(lineExample)"
    case "mitmproxy":
      "the recording has flows of mitmproxy; make a HAR of them with: mitmdump -nr FLOWS --set hardump=out.har"
    case "http":
      "the recording is the text of requests and responses; write one JSON object a line instead, such as \(lineExample)"
    case "curl": "the recording is a command of curl; write one JSON object a line instead, such as \(lineExample)"
    case "xml": "the recording is XML or HTML; save it as HAR"
    case "bru": "the recording is a file of Bruno's own language; export the collection as JSON"
    default: "the recording is of a form that is not read; \(formsHint)"
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

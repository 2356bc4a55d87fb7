import Muster
import MusterContracts

/// What became of one exchange.
struct Judgement {
  /// A row of the ledger before it is counted.
  struct Row: Hashable {
    let part: ExchangePart
    let verdict: Verdict
    let isFailure: Bool
  }

  /// The index of the operation; `nil` where none was found.
  var operation: Int?
  /// How the path is to be shown; what that comes to is only worked out where something is found.
  var path = Path.shape

  enum Path: Sendable {
    /// By what is documented or plain in it.
    case shape
    /// As a template, with the base path before it, which has as many segments as the path has more if that is not known.
    case template(String, baseCount: Int?)
    /// Not at all.
    case hidden
  }
  var remarks: [Remark] = []
  private(set) var rows: [Row] = []
  /// Whether anything of the exchange was held to a contract.
  private(set) var isInspected = false
  /// Issues beyond the limit of one body.
  var omittedIssues = 0

  /// Notes that a part was held to the contract.
  ///
  /// - Parameter isInspected: Whether there was something to look at; a body that rightly is not there counts for little.
  mutating func checked(_ part: ExchangePart, isFailure: Bool = false, isInspected: Bool = true) {
    rows.append(Row(part: part, verdict: .checked, isFailure: isFailure))
    if isInspected { self.isInspected = true }
  }

  mutating func skipped(_ part: ExchangePart, _ reason: SkipReason) {
    rows.append(Row(part: part, verdict: .skipped(reason), isFailure: false))
  }

  mutating func undocumented(_ part: ExchangePart, isInspected: Bool = false) {
    rows.append(Row(part: part, verdict: .undocumented, isFailure: false))
    if isInspected { self.isInspected = true }
  }

  /// Notes that none of some parts was checked, for one reason.
  mutating func skipped(_ parts: [ExchangePart], _ reason: SkipReason) {
    for part in parts { skipped(part, reason) }
  }

  /// Method and URL as they may be shown.
  func target(of exchange: Exchange, router: Router) -> String {
    let url = TargetURL(exchange.request.url, host: exchange.request.headers["host"])
    let path =
      switch path {
      case .shape: PathShape.shape(of: url.path, router: router)
      case .template(let template, let baseCount):
        PathShape.template(template, of: url.path, baseCount: baseCount, router: router)
      case .hidden: Presentable.omission
      }
    return Presentable.method(exchange.request.method) + " " + Presentable.url(url, path: path)
  }
}

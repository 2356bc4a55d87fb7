import Muster
import MusterContracts

/// What became of one exchange.
struct ExchangeJudgement {
  /// What judging its messages came to.
  var messages = MessageJudgement()
  /// Whether everything that was found would be the same with other values, what is not wanted included.
  var isValueless = true
  /// The index of the operation; `nil` if none was found.
  var operation: Int?
  /// How the path is to be shown; what that comes to is only worked out if something is found.
  var path = Path.shape
  /// The host, as far as it may be shown, if it is none of the contracts'.
  var foreignHost: String?
  /// Whether the contracts document an exchange with a foreign host by method and path.
  var fits = false

  enum Path: Sendable {
    /// By what is documented or plain in it.
    case shape
    /// As a template, with the base path before it, which has as many segments as the path has more if that is not known.
    case template(String, baseCount: Int?)
    /// Not at all.
    case hidden
  }

  /// Adds a remark about a path, milder if the server knows no such path either.
  mutating func add(_ remark: Remark, of exchange: Exchange, refusedBy statuses: Set<Int>) {
    let status = exchange.response?.status
    let isRefused = status.map { statuses.contains($0) } ?? false
    messages.remarks.append(isRefused ? .refusedRequestInvalid(remark, status: status ?? 0) : remark)
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

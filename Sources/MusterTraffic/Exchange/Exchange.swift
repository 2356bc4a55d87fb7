import Muster
import MusterContracts

/// A request and what came back for it, as a recording has it.
///
/// An exchange holds what was sent, secrets and all: it is judged and then let go. Nothing of it reaches a report but
/// what ``TrafficLinter`` makes presentable.
public struct Exchange: Sendable {
  /// Where the recording has it.
  public var place: ExchangePlace
  /// What the client sent.
  public var request: Request
  /// What the server sent; `nil` where no response came.
  public var response: Response?
  /// Whether all that the recording says of the exchange is under names that the screen knows.
  var isScreenable = true

  /// An exchange from its parts.
  public init(place: ExchangePlace, request: Request, response: Response?) {
    self.place = place
    self.request = request
    self.response = response
  }

  /// What the client sent (RFC 9110, section 3.4).
  public struct Request: Sendable {
    /// The method as it was sent; methods are case-sensitive (RFC 9110, section 9.1).
    public var method: String
    /// The target: an absolute URL, or a path with its query.
    public var url: String
    /// The header fields.
    public var headers: HeaderFields
    /// The body.
    public var body: MessageBody
    /// Whether the recording has the header fields; most logs do not.
    public var areFieldsRecorded = true
    /// Whether the recording has the query, or none was sent.
    public var isQueryRecorded = true

    /// A request from its parts.
    public init(method: String, url: String, headers: HeaderFields = .init(), body: MessageBody = .none) {
      self.method = method
      self.url = url
      self.headers = headers
      self.body = body
    }
  }

  /// What the server sent (RFC 9110, section 3.4).
  public struct Response: Sendable {
    /// The status code.
    public var status: Int
    /// The header fields.
    public var headers: HeaderFields
    /// The body.
    public var body: MessageBody
    /// Whether the recording has the header fields; most logs do not.
    public var areFieldsRecorded = true

    /// A response from its parts.
    public init(status: Int, headers: HeaderFields = .init(), body: MessageBody = .none) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }
}

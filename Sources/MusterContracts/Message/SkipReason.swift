/// Why a part of an exchange was not checked.
///
/// New reasons may be added.
public struct SkipReason: Sendable, Hashable {
  /// The reason's stable name, in kebab-case.
  public let code: String
  /// The reason in a sentence without an end.
  public let sentence: String

  package init(_ code: String, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  /// No response came.
  public static let noResponse = SkipReason("no-response", "no response came")
  /// The recording does not have the body.
  public static let notRecorded = SkipReason("not-recorded", "the recording does not have the body")
  /// The body lies beside the recording.
  public static let elsewhere = SkipReason("body-elsewhere", "the body lies in a file beside the recording")
  /// The recording's form of the body cannot be decoded.
  public static let undecodable = SkipReason("undecodable", "the recording's base64 of the body is malformed")
  /// The body is compressed with gzip.
  public static let gzip = SkipReason("gzip", "the body is compressed with gzip, which is not read")
  /// The body has another content coding.
  public static let encoded = SkipReason("encoded", "the body has a content coding that is not read")
  /// The body is no JSON and is not said to be any.
  public static let notJSON = SkipReason("not-json", "the media type is not JSON")
  /// The contract has no schema for it.
  public static let noSchema = SkipReason("no-schema", "the contract gives it no schema")
  /// The body has no Content-Type.
  public static let noContentType = SkipReason("no-content-type", "the body has no Content-Type")
  /// The contract does not document the media type.
  public static let mediaTypeUndocumented = SkipReason(
    "media-type-undocumented", "the contract does not document the media type")
  /// The contract does not document the status.
  public static let statusUndocumented = SkipReason(
    "status-undocumented", "the contract does not document the status")
  /// The contract does not document the operation.
  public static let operationUndocumented = SkipReason(
    "operation-undocumented", "the contract does not document the operation")
  /// The server refused the request with 4xx, so what is wrong with it is not held against the client.
  public static let refused = SkipReason("refused-by-server", "the server refused the request")
  /// The host belongs to no contract.
  public static let foreignHost = SkipReason("foreign-host", "no contract has a server of this host")
  /// A browser's question before a request (Fetch, section 4.8).
  public static let preflight = SkipReason("preflight", "it is a browser's CORS preflight")
  /// The parameter has a media type that is not read.
  public static let parameterMediaType = SkipReason(
    "parameter-media-type", "the parameter has a media type that is not read")
  /// The path can be read in more ways than are looked at.
  public static let ambiguousPath = SkipReason(
    "ambiguous-path", "the path can be read in more ways than are looked at, and it passes in none of those")
  /// The request was not refused for its credentials, but none are in the recording.
  public static let credentialsNotRecorded = SkipReason(
    "credentials-not-recorded", "no credentials are in the recording, and the server did not ask for any")
  /// The credentials are not in the request: of the connection, or of a kind that is not known.
  public static let unseenCredentials = SkipReason(
    "unseen-credentials", "a request does not show credentials of this kind")
  /// A limit ended the check.
  public static let limit = SkipReason("limit", "a limit ended the check before there was a verdict")
  /// The exchange is larger than the limit.
  public static let oversized = SkipReason("oversized-exchange", "the exchange is larger than the limit")
  /// The exchange cannot be read.
  public static let unreadable = SkipReason("unreadable-exchange", "the exchange cannot be read")
  /// The recording ends inside of the exchange.
  public static let truncated = SkipReason("truncated", "the recording ends inside of the exchange")
  /// The recording as a whole cannot be read.
  public static let unreadableRecording = SkipReason("unreadable-recording", "the recording cannot be read")
  /// The contract's program cannot be trusted.
  public static let contractUnreadable = SkipReason("contract-unreadable", "the contract cannot be read")
  /// A protocol other than HTTP's requests and responses.
  public static let otherProtocol = SkipReason("other-protocol", "the URL is not one of http or https")
}

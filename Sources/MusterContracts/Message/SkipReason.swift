/// Why a part of an exchange, or a whole call of a guard, was not checked.
///
/// New reasons may be added.
public struct SkipReason: Sendable, Hashable, CaseIterable, CustomStringConvertible {
  private enum Kind: UInt8, CaseIterable {
    case fieldsNotRecorded, templated
    case noResponse, notRecorded, elsewhere, undecodable, gzip, encoded, notJSON, noSchema, noContentType
    case mediaTypeUndocumented, statusUndocumented, operationUndocumented, refused, foreignHost, preflight
    case parameterMediaType, ambiguousPath, excluded, placeholder, credentialsNotRecorded, unseenCredentials, limit,
      oversized
    case unreadable, truncated, unreadableRecording, contractUnreadable, otherProtocol, unusableKeyword
    case brotli, zstandard, damagedCoding, unpackedSize, cutOff, xml
    // Reasons of a guard alone.
    case off, notSampled, size, time, depth, pattern, noBody, unusableContract
  }

  private let kind: Kind

  private init(_ kind: Kind) { self.kind = kind }

  /// The reasons there are.
  public static let allCases = Kind.allCases.map { SkipReason($0) }

  /// The position in ``allCases``.
  var ordinal: Int { Int(kind.rawValue) }

  /// The reason's stable name, in kebab-case.
  public var code: String { words.code }
  /// The reason in a sentence without an end.
  public var sentence: String { words.sentence }
  /// The reason's stable name.
  public var description: String { code }

  /// Whether it tells that there was a body, though one that cannot be looked at.
  var tellsOfBody: Bool {
    switch kind {
    case .cutOff, .damagedCoding, .unpackedSize, .brotli, .zstandard, .gzip, .encoded: true
    default: false
    }
  }

  private var words: (code: String, sentence: String) {
    switch kind {
    case .noResponse: ("no-response", "no response came")
    case .notRecorded: ("not-recorded", "the recording does not have the body")
    case .fieldsNotRecorded:
      ("fields-not-recorded", "the recording does not have the header fields or the query of the message")
    case .templated: ("templated", "the recording has a template of the body, not what was sent")
    case .elsewhere: ("body-elsewhere", "the body lies in a file beside the recording, which cannot be read")
    case .undecodable: ("undecodable", "the recording's base64 of the body is malformed")
    case .gzip: ("gzip", "the body is compressed with gzip, which is not read")
    case .encoded: ("encoded", "the body has a content coding that is not read")
    case .notJSON: ("not-json", "the media type is not JSON")
    case .noSchema: ("no-schema", "the contract gives it no schema")
    case .noContentType: ("no-content-type", "the body has no Content-Type")
    case .mediaTypeUndocumented: ("media-type-undocumented", "the contract does not document the media type")
    case .statusUndocumented: ("status-undocumented", "the contract does not document the status")
    case .operationUndocumented: ("operation-undocumented", "the contract does not document the operation")
    case .refused: ("refused-by-server", "the server refused the request")
    case .foreignHost: ("foreign-host", "no contract has a server of this host")
    case .excluded: ("excluded", "the run was told to leave it out")
    case .placeholder: ("placeholder", "the recording has a placeholder for the value")
    case .preflight: ("preflight", "it is a browser's CORS preflight")
    case .parameterMediaType: ("parameter-media-type", "the parameter has a media type that is not read")
    case .ambiguousPath:
      ("ambiguous-path", "the path can be read in more ways than are looked at, and it passes in none of those")
    case .credentialsNotRecorded:
      ("credentials-not-recorded", "no credentials are in the recording, and the server did not ask for any")
    case .unseenCredentials: ("unseen-credentials", "a request does not show credentials of this kind")
    case .limit: ("limit", "a limit ended the check before there was a verdict")
    case .oversized: ("oversized-exchange", "the exchange is larger than the limit")
    case .unreadable: ("unreadable-exchange", "the exchange cannot be read")
    case .truncated: ("truncated", "the recording ends inside of the exchange")
    case .unreadableRecording: ("unreadable-recording", "the recording cannot be read")
    case .contractUnreadable: ("contract-unreadable", "the contract cannot be read")
    case .otherProtocol: ("other-protocol", "the URL is not one of http or https")
    case .unusableKeyword: ("unusable-keyword", "a keyword of the schema cannot be used")
    case .brotli: ("brotli", "the body is compressed with brotli, which is not read")
    case .zstandard: ("zstd", "the body is compressed with zstd, which is not read")
    case .damagedCoding: ("damaged-coding", "the compressed bytes of the body are damaged")
    case .unpackedSize: ("unpacked-size", "the body decompresses to more bytes than the limit")
    case .cutOff: ("body-cut-off", "the recording has only the beginning of the body")
    case .xml: ("xml", "the body is XML, which is not checked")
    case .off: ("off", "the guard's policy is off")
    case .notSampled: ("not-sampled", "the guard's sampling passed the call over")
    case .size: ("size", "the body is longer than the guard's budget")
    case .time: ("time", "the check would have taken longer than the guard's budget")
    case .depth: ("depth", "the body nests deeper than the limit")
    case .pattern: ("pattern", "a pattern took more steps than its budget")
    case .noBody: ("no-body", "there is no body and need not be one")
    case .unusableContract: ("unusable-contract", "the contract cannot be used for the operation")
    }
  }
}

extension SkipReason {
  /// No response came.
  public static let noResponse = SkipReason(.noResponse)
  /// The recording does not have the body.
  public static let notRecorded = SkipReason(.notRecorded)
  /// The recording does not have the header fields or the query.
  public static let fieldsNotRecorded = SkipReason(.fieldsNotRecorded)
  /// The recording has a template of the body.
  public static let templated = SkipReason(.templated)
  /// The body lies beside the recording.
  public static let elsewhere = SkipReason(.elsewhere)
  /// The recording's form of the body cannot be decoded.
  public static let undecodable = SkipReason(.undecodable)
  /// The body is compressed with gzip.
  public static let gzip = SkipReason(.gzip)
  /// The body has another content coding.
  public static let encoded = SkipReason(.encoded)
  /// The body is no JSON and is not said to be any.
  public static let notJSON = SkipReason(.notJSON)
  /// The contract has no schema for it.
  public static let noSchema = SkipReason(.noSchema)
  /// The body has no Content-Type.
  public static let noContentType = SkipReason(.noContentType)
  /// The contract does not document the media type.
  public static let mediaTypeUndocumented = SkipReason(.mediaTypeUndocumented)
  /// The contract does not document the status.
  public static let statusUndocumented = SkipReason(.statusUndocumented)
  /// The contract does not document the operation.
  public static let operationUndocumented = SkipReason(.operationUndocumented)
  /// The server refused the request with 4xx, so what is wrong with it is not held against the client.
  public static let refused = SkipReason(.refused)
  /// The host belongs to no contract.
  public static let foreignHost = SkipReason(.foreignHost)
  /// A filter of the run leaves the exchange out.
  public static let excluded = SkipReason(.excluded)
  /// The recorder wrote a placeholder instead of the value, which therefore cannot be checked.
  public static let placeholder = SkipReason(.placeholder)
  /// A browser's question before a request (Fetch, section 4.8).
  public static let preflight = SkipReason(.preflight)
  /// The parameter has a media type that is not read.
  public static let parameterMediaType = SkipReason(.parameterMediaType)
  /// The path can be read in more ways than are looked at.
  public static let ambiguousPath = SkipReason(.ambiguousPath)
  /// The request was not refused for its credentials, but none are in the recording.
  public static let credentialsNotRecorded = SkipReason(.credentialsNotRecorded)
  /// The credentials are not in the request: of the connection, or of a kind that is not known.
  public static let unseenCredentials = SkipReason(.unseenCredentials)
  /// A limit ended the check.
  public static let limit = SkipReason(.limit)
  /// The exchange is larger than the limit.
  public static let oversized = SkipReason(.oversized)
  /// The exchange cannot be read.
  public static let unreadable = SkipReason(.unreadable)
  /// The recording ends inside of the exchange.
  public static let truncated = SkipReason(.truncated)
  /// The recording as a whole cannot be read.
  public static let unreadableRecording = SkipReason(.unreadableRecording)
  /// The contract's program cannot be trusted.
  public static let contractUnreadable = SkipReason(.contractUnreadable)
  /// A protocol other than HTTP's requests and responses.
  public static let otherProtocol = SkipReason(.otherProtocol)

  /// A keyword of the schema that cannot be used.
  public static let unusableKeyword = SkipReason(.unusableKeyword)

  /// The body is compressed with brotli (RFC 7932).
  public static let brotli = SkipReason(.brotli)
  /// The body is compressed with zstd (RFC 8878).
  public static let zstandard = SkipReason(.zstandard)
  /// The body's compressed bytes cannot be decompressed.
  public static let damagedCoding = SkipReason(.damagedCoding)
  /// The body decompresses to more bytes than the limit, or to more for each compressed byte.
  public static let unpackedSize = SkipReason(.unpackedSize)
  /// The recording has fewer bytes of the body than were sent.
  public static let cutOff = SkipReason(.cutOff)
  /// The body is XML.
  public static let xml = SkipReason(.xml)

  // MARK: Of a guard

  /// The guard's policy is `off`.
  public static let off = SkipReason(.off)
  /// The guard's sampling passed the call over.
  public static let notSampled = SkipReason(.notSampled)
  /// The body is longer than the guard's budget of bytes.
  public static let size = SkipReason(.size)
  /// The check would have taken longer than the guard's budget of time.
  public static let time = SkipReason(.time)
  /// The body nests deeper than `Limits.depth`.
  public static let depth = SkipReason(.depth)
  /// A pattern took more steps than its budget.
  public static let pattern = SkipReason(.pattern)
  /// There is no body and need not be one: an optional request body, or the answer to `HEAD`.
  public static let noBody = SkipReason(.noBody)
  /// The contract's program for the operation cannot be trusted, so the guard checks nothing of it.
  public static let unusableContract = SkipReason(.unusableContract)
}

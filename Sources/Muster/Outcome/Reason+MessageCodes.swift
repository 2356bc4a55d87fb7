/// Reasons of messages: requests, responses and their parts.
extension Reason.Code {
  /// A request has no body where one is required.
  public static let missingRequestBody = Self("missing-request-body")
  /// A response has no body where one is documented.
  public static let missingResponseBody = Self("missing-response-body")
  /// A response has no body where content is documented that may be anything.
  public static let emptyResponseBody = Self("empty-response-body")
  /// A response has a body where none is documented, or none can be.
  public static let unexpectedBody = Self("unexpected-body")
  /// A request has a body where none is documented.
  public static let undocumentedRequestBody = Self("undocumented-request-body")
  /// The status of a response is not documented.
  public static let undocumentedStatus = Self("undocumented-status")
  /// The media type of a body is not documented.
  public static let undocumentedMediaType = Self("undocumented-media-type")
  /// The body is held to the schema of another media type than its own.
  public static let mediaTypeMismatch = Self("media-type-mismatch")
  /// Nothing says what media type a body has.
  public static let missingContentType = Self("missing-content-type")
  /// No operation is documented for a method and path, or by a name.
  public static let undocumentedOperation = Self("undocumented-operation")
  /// No operation has the path.
  public static let undocumentedPath = Self("undocumented-path")
  /// The path has no operation of the method.
  public static let undocumentedMethod = Self("undocumented-method")
  /// An operation is deprecated.
  public static let deprecatedOperation = Self("deprecated-operation")
  /// Nothing is there of what proves who sends the request.
  public static let missingCredentials = Self("missing-credentials")
  /// A member of the body says something else than the status.
  public static let statusContradiction = Self("status-contradiction")
  /// The body is what another status documents.
  public static let bodyOfOtherStatus = Self("body-of-other-status")
  /// The server refused a request that does not pass.
  public static let refused = Self("refused-by-server")
  /// A part of the contract cannot be read.
  public static let unreadableContract = Self("unreadable-contract")
  /// The vendor's document has a mistake in the part that is needed.
  public static let brokenContract = Self("broken-contract")
}

/// Reasons of parameters, header fields, forms and parts.
extension Reason.Code {
  /// The percent-encoding is malformed, or stands for no UTF-8.
  public static let malformedEncoding = Self("malformed-encoding")
  /// The text is not of its character encoding.
  public static let malformedText = Self("malformed-text")
  /// A parameter is there more than once.
  public static let repeatedParameter = Self("repeated-parameter")
  /// A member of an object that is spread over entries is there more than once.
  public static let repeatedMember = Self("repeated-member")
  /// A part is sent both as a value and as an object.
  public static let conflictingEntries = Self("conflicting-entries")
  /// A text does not begin as its style has it.
  public static let styleStart = Self("style-start")
  /// One of the pairs that an object is written in has no equals sign.
  public static let notPairs = Self("not-pairs")
  /// An object that is written as names and values in turn has an odd number of them.
  public static let oddPairs = Self("odd-pairs")
  /// A body has no line that is a boundary.
  public static let noBoundary = Self("no-boundary")
  /// A body ends before its last boundary.
  public static let unfinishedParts = Self("unfinished-parts")
  /// A part has a header line without a colon.
  public static let malformedPartHeader = Self("malformed-part-header")
  /// A part has no name.
  public static let namelessPart = Self("nameless-part")
  /// There is more than one part of a name.
  public static let repeatedPart = Self("repeated-part")
  /// A part is of another media type than the documented one.
  public static let partMediaType = Self("part-media-type")
  /// A required parameter is not there.
  public static let missingParameter = Self("missing-parameter")
  /// A parameter is not documented.
  public static let undocumentedParameter = Self("undocumented-parameter")
  /// A plus sign in a query was read as a space, which may be why the value does not pass.
  public static let plusAsSpace = Self("plus-as-space")
  /// A parameter is deprecated.
  public static let deprecatedParameter = Self("deprecated-parameter")
}

/// Reasons of recordings.
extension Reason.Code {
  /// An exchange cannot be read.
  public static let unreadableExchange = Self("unreadable-exchange")
  /// An exchange is larger than the limit.
  public static let oversizedExchange = Self("oversized-exchange")
  /// A recording ends inside of an exchange.
  public static let truncatedExchange = Self("truncated-exchange")
  /// A recording ends before it is complete.
  public static let truncatedRecording = Self("truncated-recording")
  /// A recording cannot be read.
  public static let unreadableRecording = Self("unreadable-recording")
  /// What should be an exchange is no object.
  public static let exchangeNotObject = Self("exchange-not-object")
  /// An exchange has no request with the members that it needs, which `names` has.
  public static let exchangeWithoutRequest = Self("exchange-without-request")
  /// The response of an exchange has no status that can be read.
  public static let exchangeWithoutStatus = Self("exchange-without-status")
  /// A request has no response beside it, so nothing was recorded.
  public static let exchangeWithoutResponse = Self("exchange-without-response")
  /// What should be an exchange holds for many requests, by the member that `names` has.
  public static let exchangeNotExact = Self("exchange-not-exact")
  /// A document is larger than the limit.
  public static let recordingTooLarge = Self("recording-too-large")
  /// A document is of no known form; `found` has its notation.
  public static let recordingUnknown = Self("recording-unknown")
  /// A document is not YAML, as `quote` says.
  public static let recordingNotYAML = Self("recording-not-yaml")
  /// A recording is of a known form that is not read, which `found` names.
  public static let recordingText = Self("recording-text")
  /// A recording is of a form that is not written anew.
  public static let recordingNotRewritten = Self("recording-not-rewritten")
  /// A recording is empty.
  public static let emptyRecording = Self("recording-empty")
  /// A recording is compressed or packed, by the format that `found` names.
  public static let packedRecording = Self("recording-packed")
  /// A recording is in another character encoding than UTF-8, which `found` names.
  public static let recordingEncoding = Self("recording-encoding")
  /// A recording does not begin with an object, as all known forms do.
  public static let recordingNotObject = Self("recording-not-object")
  /// A recording that should be an HTTP Archive has no `log.entries`.
  public static let recordingWithoutEntries = Self("recording-without-entries")
  /// No exchange was held to a contract.
  public static let noExchangesChecked = Self("no-exchanges-checked")
}

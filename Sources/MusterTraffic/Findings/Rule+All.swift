extension Rule {
  /// All rules, by what they are about: bodies, drift, recordings.
  public static let all: [Rule] = [
    .responseBodyInvalid, .requestBodyInvalid, .refusedRequestInvalid, .pathParameterInvalid,
    .queryParameterInvalid, .cookieParameterInvalid, .headerInvalid, .missingParameter, .missingCredentials,
    .undocumentedPath,
    .undocumentedMethod, .undocumentedStatus, .undocumentedMediaType, .undocumentedResponseField,
    .undocumentedQueryParameter,
    .undocumentedEnumValue, .missingRequestBody, .missingResponseBody, .emptyResponseBody,
    .unexpectedBody, .undocumentedResponseBody, .undocumentedRequestBody, .wrongDirection,
    .bodyNotJSON, .missingContentType, .mediaTypeMismatch, .statusContradiction, .duplicateNames, .byteOrderMark,
    .checkStopped,
    .deprecatedOperation, .deprecatedParameter, .truncatedRecording, .unreadableExchange, .oversizedExchange,
    .unreadableRecording,
    .noExchangesChecked, .unreadableContract,
  ]
}

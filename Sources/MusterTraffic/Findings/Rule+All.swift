extension Rule {
  /// All rules, by what they are about: bodies, drift, recordings.
  public static let all: [Rule] = [
    .responseBodyInvalid, .requestBodyInvalid, .refusedRequestInvalid, .pathParameterInvalid, .undocumentedPath,
    .undocumentedMethod, .undocumentedStatus, .undocumentedMediaType, .undocumentedResponseField,
    .undocumentedEnumValue, .missingRequestBody, .missingResponseBody, .unexpectedBody, .undocumentedRequestBody,
    .bodyNotJSON, .missingContentType, .mediaTypeMismatch, .statusContradiction, .duplicateNames, .checkStopped,
    .deprecatedOperation, .truncatedRecording, .unreadableExchange, .oversizedExchange, .unreadableRecording,
    .noExchangesChecked, .unreadableContract,
  ]
}

extension Rule {
  /// The rules about messages: bodies, drift, parameters, contracts.
  public static let messages: [Rule] = [
    .responseBodyInvalid, .requestBodyInvalid, .refusedRequestInvalid, .pathParameterInvalid,
    .queryParameterInvalid, .cookieParameterInvalid, .headerInvalid, .missingParameter, .missingCredentials,
    .undocumentedPath, .undocumentedMethod, .undocumentedStatus, .undocumentedMediaType,
    .addedResponseField, .undocumentedResponseField, .undocumentedRequestField, .undocumentedQueryParameter,
    .undocumentedEnumValue, .missingRequestBody, .missingResponseBody, .emptyResponseBody,
    .unexpectedBody, .undocumentedResponseBody, .undocumentedRequestBody, .wrongDirection,
    .bodyNotJSON, .missingContentType, .mediaTypeMismatch, .statusContradiction, .duplicateNames, .byteOrderMark,
    .checkStopped, .notChecked, .deprecatedOperation, .deprecatedParameter, .unreadableContract,
  ]
}

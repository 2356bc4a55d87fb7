/// A token response of the size vendors send, and a schema of the shape they publish for it.
enum TokenPayload {
  static let schema = """
    {"type":"object","required":["token"],"additionalProperties":false,"properties":{"token":{"type":"object",
    "required":["id","identityId","createdAt","updatedAt","authMethod"],"additionalProperties":false,"properties":{
    "id":{"type":"string"},"accessTokenTTL":{"type":"number"},"accessTokenMaxTTL":{"type":"number"},
    "accessTokenNumUses":{"type":"number"},"accessTokenNumUsesLimit":{"type":"number"},
    "accessTokenLastUsedAt":{"type":"string","format":"date-time","nullable":true},
    "accessTokenLastRenewedAt":{"type":"string","format":"date-time","nullable":true},
    "isAccessTokenRevoked":{"type":"boolean"},"identityUAClientSecretId":{"type":"string","nullable":true},
    "identityId":{"type":"string","format":"uuid"},"createdAt":{"type":"string","format":"date-time"},
    "updatedAt":{"type":"string","format":"date-time"},"name":{"type":"string","nullable":true},
    "authMethod":{"type":"string"},"accessTokenPeriod":{"type":"number"},
    "subOrganizationId":{"type":"string","format":"uuid","nullable":true}}}}}
    """

  static let valid = """
    {"token":{"id":"7c0ff8a5-4f6b-4d43-8a76-1d8f4b9d2c11","accessTokenTTL":2592000,"accessTokenMaxTTL":2592000,\
    "accessTokenNumUses":0,"accessTokenNumUsesLimit":0,"accessTokenLastUsedAt":"2025-11-07T05:31:56Z",\
    "accessTokenLastRenewedAt":"2025-11-07T05:31:56Z","isAccessTokenRevoked":false,\
    "identityUAClientSecretId":null,"identityId":"3c90c3cc-0d44-4b50-8888-8dd25736052a",\
    "createdAt":"2025-11-07T05:31:56Z","updatedAt":"2025-11-07T05:31:56Z","name":"deploy pipeline",\
    "authMethod":"token-auth","accessTokenPeriod":0,"subOrganizationId":"0b4b5d0e-93f4-4a3e-b6b4-2c8c8a9f3b42"}}
    """

  /// The same with one date-time that lacks its zone.
  static let invalid = valid.replacing(
    #""updatedAt":"2025-11-07T05:31:56Z""#, with: #""updatedAt":"2025-11-07T05:31:56""#)
}

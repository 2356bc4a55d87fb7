import Muster
import MusterContracts
import MusterTesting
import Testing

/// A recorded response against a vendor's documentation page.
@Test func updateTokenResponse() throws {
  let body = """
    {"token": {"id": "7c0ff8a5-4f6b-4d43-8a76-1d8f4b9d2c11", "identityId": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
     "createdAt": "2025-11-07T05:31:56Z", "updatedAt": "2025-11-07T05:31:56Z", "authMethod": "token-auth"}}
    """
  let infisical = try Contract(contentsOf: "../../Schemas/infisical")
  try expectValid(body, against: infisical.response("updateTokenAuthToken", status: 200))
}

/// A schema of one's own, without a vendor.
@Test func settings() throws {
  let schema = try Schema(#"{"type": "object", "properties": {"retries": {"type": "integer", "minimum": 0}}}"#.utf8)
  expectValid(#"{"retries": 3}"#, against: schema)
  expectInvalid(#"{"retries": -1}"#, against: schema, at: "/retries", keyword: "minimum")
}

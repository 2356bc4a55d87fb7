import Testing

@testable import Muster

/// Which names may stand for secrets.
@Suite struct SensitivityTests {
  @Test(arguments: [
    "token", "accessToken", "access_token", "X-Auth-Token", "TOKENS", "clientSecret", "my.password.old", "pass word",
    "API-Key", "apikeys", "encryption_key_id", "Proxy-Authorization", "authorizations", "signature256", "jwt", "xjwtx",
    "key", "Keys", "auth", "PIN", "c_v_v", "x-api-key", "mnemonic", "XSRF", "sessionKey", "a_very_long_name_passphrase",
  ])
  func namesOfSecrets(_ name: String) {
    #expect(Sensitivity.isSensitive(name: name))
  }

  @Test(arguments: [
    "", "id", "name", "toke", "oken", "tok3n", "passwor", "author", "keyboard", "monkey", "pinned", "authMethod",
    "sessions", "mnemonics", "nonces", "secre", "ключ", "encryptio nke", "signingke", "-",
  ])
  func otherNames(_ name: String) {
    #expect(!Sensitivity.isSensitive(name: name))
  }

  /// A part counts wherever it stands, however long the name.
  @Test(arguments: [
    "token", "secret", "password", "passwd", "passphrase", "passcode", "apikey", "accesskey", "privatekey",
    "signingkey", "encryptionkey", "authkey", "authorization", "credential", "bearer", "cookie", "signature", "jwt",
    "sessionid", "sessionkey",
  ])
  func partsAnywhere(_ part: String) {
    for count in [0, 1, 3, 7, 8, 9, 15, 16, 40] {
      let filler = String(repeating: "z", count: count)
      #expect(Sensitivity.isSensitive(name: filler + part))
      #expect(Sensitivity.isSensitive(name: part.uppercased() + filler))
      #expect(Sensitivity.isSensitive(name: filler + part.map { "\($0)_" }.joined() + filler))
      #expect(!Sensitivity.isSensitive(name: filler + "z" + part.dropFirst() + filler))
    }
  }
}

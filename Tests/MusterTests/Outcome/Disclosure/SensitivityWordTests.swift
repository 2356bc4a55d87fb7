import Testing

@testable import Muster

/// Names that are told by their words.
@Suite struct SensitivityWordTests {
  @Test(arguments: [
    "db_pwd", "user_pass", "ssh_key", "licenseKey", "X-Auth", "pan", "dbPwd", "dbpwd", "user-pass", "userPass2",
    "SSHKey",
    "SSHkey", "sshkey", "APIKey", "myKey", "userPIN", "userPin", "pin_code", "card.pan", "cardPAN", "PAN number",
    "api key",
    "basicAuth", "auth_header", "smtp_pass", "otp", "user_otp", "keyValue", "key_1", "IBAN", "customer_iban", "x-csrf",
    "cardNumber", "credit_card", "recoveryCodes", "verification_code", "connectionString", "PHPSESSID", "db_pw",
    "authCode",
    "accessTokens", "tokens", "refresh_tokens", "device_token", "tokenValue", "token_secret", "passwordHash",
    "password_confirmation", "signingSecret", "SECRET_KEY_BASE", "AWS_SECRET_ACCESS_KEY", "tokenizationKey",
    "secretaryKey",
    "secret_tokenizer", "clientSECRET",
  ])
  func namesOfSecrets(_ name: String) {
    #expect(Sensitivity.isSensitive(name: name))
  }

  @Test(arguments: [
    "keyboard", "passenger", "compass", "monkey", "author", "authority", "authors", "keyword", "keywords", "pinned",
    "company",
    "expand", "panel", "Japan", "bypass", "passport_expired", "spinner", "shipping", "opinion", "hotkeyName", "keyId",
    "key_name",
    "passRate", "authType", "oauthProvider", "session_id_count", "tokenize", "tokenizer", "secretary", "passwordless",
    // Counts of tokens are numbers that people need.
    "maxTokens", "max_tokens", "total_tokens", "token_count", "tokenCount", "prompt_tokens", "completionTokens",
    "max_output_tokens", "tokens_used", "cache_read_input_tokens", "thoughtsTokenCount", "tokensPerMinute",
    "x-ratelimit-remaining-tokens", "tokenLimit", "completion_tokens_details",
    // What is said about a secret is none.
    "token_type", "tokenType", "passwordLength", "secret_version", "cookie_policy", "signatureAlgorithm", "hasPassword",
    "is_secret", "requiresPassword", "needs_pin", "has_key", "token_expires_in", "passwordChangedAt", "tokenValidUntil",
    "creditCardBrand", "secretName",
    "primary_key", "sortKey", "foreignKey", "cache_key", "publicKey", "partition-keys",
    "ids", "_", "__", "A", "AB", "1", "k3y", "naïve", "日本語",
  ])
  func otherNames(_ name: String) {
    #expect(!Sensitivity.isSensitive(name: name))
  }

  /// Capitals, separators and digits around a word do not change what it says.
  @Test(arguments: ["key", "auth", "pass", "pin", "pan", "otp", "cvv"])
  func wordsEndNames(_ word: String) {
    for filler in ["user", "x", "myLong_name-of.a thing"] {
      for name in [
        "\(filler)_\(word)", "\(filler)-\(word.uppercased())", "\(filler).\(word)9", "\(filler)\(word.capitalized)",
        "\(filler)2\(word)", "\(filler)_\(word)_2", "\(filler)_\(word)_value",
      ] {
        #expect(Sensitivity.isSensitive(name: name), "\(name)")
      }
      #expect(!Sensitivity.isSensitive(name: "\(filler)_\(word)ly"))
      #expect(!Sensitivity.isSensitive(name: "\(filler)_\(word)_thing"))
    }
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

import Testing

@testable import Muster

/// Texts that must not be shown are told from ordinary ones.
@Suite struct SecretShapeTests {
  @Test(arguments: [
    "ghp_a1b2c3", "gho_16C7e42F292c6912E7710c838347Ae178B4a", "github_pat_11ABCDEFG", "glpat-abcdefghij", "sk_live_abc",
    "sk_test_1",
    "sk-abcd1234efgh", "sk-proj-abc", "xoxb-123-abc", "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
    "Bearer x", "bearer abc.def", "Basic dXNlcjpwYXNz", "Authorization: Bearer abc123def",
    "-----BEGIN PRIVATE KEY-----",
    "the key is ghp_a1b2c3", "\"ghp_a1\"", "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "A1B2-C3D4-E5F6-G7H8",
    "s3cr3tk3yv4lu3xyz9",
    "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", "whsec_abc", "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf",
    "{\"t\":\"xoxp-1-2\"}",
  ])
  func credentials(_ text: String) {
    #expect(SecretShape.looksLikeCredential(text))
    #expect(SecretShape.isPrivate(text))
  }

  @Test(arguments: [
    // E-mail addresses.
    "joe@example.com", "Joe <joe.doe+x@mail.example.co.uk>", "write to joe@x.org, please", "mailto:joe@x.org",
    "joe%40x.org",
    "root@localhost", "jörg@müller.de", "joe@[10.0.0.1]", "joe@10.0.0.1", "git@github.com:a/b.git", "u:p@host",
    // Cards.
    "4111111111111111", "4111 1111 1111 1111", "5500-0000-0000-0004", "340000000000009", "6011000000000004",
    "30000000000004",
    "card 4111111111111111.", "no. 12 4111 1111 1111 1111 05/27", "2024-05-01 4111111111111111",
    // Bank accounts.
    "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432", "gb82 west 1234 5698 7654 32",
    "AT61 1904 3002 3457 3201 please", "IBAN: NL91ABNA0417164300", "MT84MALT011000012345MTLCAST001S",
    // Phones.
    "+41791234567", "+41 79 123 45 67", "+1 (555) 123-4567", "+49-30-1234567", "(555) 123-4567", "555-123-4567",
    "555.123.4567",
    "555-1234", "1-800-555-1234", "030 1234567", "030/1234567", "0170-1234567", "01 23 45 67 89", "01.23.45.67.89",
    "tel:+4930123456",
    "Phone:555-123-4567", "call 079 123 45 67 now", "0041 79 123 45 67", "912 345 678", "123-45-6789", "x=+41791234567",
    "079 123 45 67.",
    // URLs.
    "postgres://u:p@h", "postgres://u:p@h/db", "https://user@host/x", "https://x.org/a?b=c", "https://x.org/?t",
    "/a/b?token=x",
    "https://x.org/#access_token=x", "see https://x.org/a?b=c for more", "<https://u:p@x.org>", "www.x.org/a?b=1",
    "https://hooks.slack.com/services/T000/B000/XXXX", "https://discord.com/api/webhooks/123/abc",
    "https://outlook.office.com/webhook/abc", "https://x.org/f/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms",
    "https://api.telegram.org/bot123456:AAEhBP0av28Jx7v1a0sjd82kslPq0sLk3xY/x", "redis://:p@h:1", "HTTPS://U:P@H",
  ])
  func privateTexts(_ text: String) {
    #expect(SecretShape.isPrivate(text))
  }

  @Test(arguments: [
    "", "a", "paid", "in_progress", "Hello, world!", "The order was shipped on Monday.",
    "Order 12345 of 2024-05-01 to Berlin",
    "2024-05-01", "2024-05-01T12:00:00Z", "2024-05-01T12:00:00.123456789+01:00", "2024-05-01 12:00:00",
    "20240501T120000Z",
    "01.05.2024", "05/01/2024", "2024/05/01", "2024-05-01/2024-05-08", "2024-05-01 2024-05-08", "12:30:45", "1914-1918",
    "2024-W18-3", "P1Y2M3DT4H", "Wed, 01 May 2024 12:00:00 GMT", "Mon May  1 12:00:00 2024", "1714564800",
    "1714564800000",
    "1.2.3", "v10.15.7", "1.0.0-beta.2+build.45", "10.0.0.1", "192.168.100.200", "127.0.0.1:8080", "::1", "2001:db8::1",
    "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d", "550e8400-e29b-41d4-a716-446655440000",
    "00000000-0000-0000-0000-000000000000",
    "12345678-1234-1234-1234-123456789012", "https://example.com", "https://example.com/a/b.html#top",
    "http://localhost:8080/v1/items",
    "https://x.org/a?", "urn:ietf:params:oauth:grant-type:jwt", "application/json; charset=utf-8", "en-US",
    "Europe/Zurich",
    "USD 12.50", "1,234,567.89", "-12.5", "+12.5", "52.5200, 13.4050", "52.5200 13.4050", "0.12345678", "10%",
    "3.14159265358979",
    "@mention", "@scope/package", "left-pad@1.3.0", "actions/checkout@v4", "react@latest", "what? a=b", "is it so?",
    "a: b",
    "Basic plan", "Basic authentication", "the bearer of news", "token is missing", "Invalid token 'x'", "skip-this",
    "sk_SK",
    "sketch-2024-final", "task-1234567", "aVeryLongNameOfAFieldInAResponse", "updateOAuth2ClientCredentials",
    "iPhone15ProMax256GB", "HTTPServerConfigurationError", "eyjafjallajökull", "asia-southeast1-a", "us-east-1",
    "A-12-34",
    "ISO 8601", "RFC 9110", "SKU-12345", "#1234567", "room 101", "0x1F", "1e400", "10 20 30", "a@", "@", "a @ b", "?",
    "://", "a://",
    "日本語のテキスト", "naïve café", "hook", "webhook", "https://docs.example.com/webhooks", "AB12", "AB12CD", "XOXO", "-----",
  ])
  func ordinaryTexts(_ text: String) {
    #expect(!SecretShape.isPrivate(text))
    #expect(!SecretShape.looksLikeCredential(text))
  }

  /// Every prefix and every rotation is judged without a trap, in time that grows with the text.
  @Test func anyTextIsJudged() {
    let pieces = [
      "ghp_", "eyJ", "Bearer ", "@", "%40", "+1 ", "(0", "4111 ", "DE89 ", "://", "?", "a=", "-----BEGIN ", "\u{0}",
      "é", "sk-",
    ]
    for first in pieces {
      for second in pieces {
        let text = Array((first + second + first).utf8)
        for end in 0...text.count {
          let prefix = Array(text[..<end])
          _ = SecretShape.isPrivate(prefix.span)
        }
        let long = Array(String(repeating: first + second, count: 200).utf8)
        _ = SecretShape.isPrivate(long.span)
      }
    }
  }
}

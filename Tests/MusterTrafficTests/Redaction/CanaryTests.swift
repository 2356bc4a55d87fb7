import Muster
import MusterContracts
import Testing

@testable import MusterTraffic

/// A place in an exchange where a secret may be.
struct Canary: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let entry: String

  /// What must never be seen: without digits, so that only its place tells that it is a secret.
  static let word = "CanaryHunter"
  /// One that looks like a secret wherever it is.
  static let key = "sk_live_4eC39HqLyjWDarjtT1zdp7dc"

  private static let base = "https://api.items.dev/v2"
  private static let wrong = #"{"id": "x", "status": 1}"#

  init(
    _ name: String, _ method: String = "GET", url: String = "\(base)/items/x", headers: String = "[]",
    request: String? = nil, status: Int = 200, response: String = wrong, responseType: String = "application/json"
  ) {
    testDescription = name
    let postData = request.map {
      #", "postData": {"mimeType": "application/json", "text": \#(Archive.string($0))}"#
    }
    entry =
      #"{"request": {"method": \#(Archive.string(method)), "url": \#(Archive.string(url)), "headers": \#(headers)"#
      + (postData ?? "")
      + #"}, "response": {"status": \#(status), "headers": [{"name": "Content-Type", "value": "#
      + Archive.string(responseType) + #"}, {"name": "Set-Cookie", "value": "sid=\#(Canary.word); \#(Canary.key)"}], "#
      + #""content": {"text": \#(Archive.string(response))}}}"#
  }

  private static let names = [
    "token", "access_token", "accessToken", "secret", "clientSecret", "password", "api-key", "apiKey", "authorization",
    "private.key", "credentials", "session_id", "cookie", "otp",
  ]

  static let all: [Canary] =
    [
      Canary(
        "header fields",
        headers: #"""
          [{"name": "Authorization", "value": "Bearer \#(word)"}, {"name": "Cookie", "value": "a=\#(word)"},
           {"name": "X-Api-Key", "value": "\#(word)"}, {"name": "X-Anything", "value": "\#(key)"},
           {"name": "Content-Type", "value": "application/json; token=\#(word)"}, {"name": "Host", "value": "\#(word)@h"}]
          """#),
      Canary("a malformed media type", responseType: "application/json/\(word)"),
      Canary("a media type's parameter", response: "<p>", responseType: "text/html; boundary=\(word)"),
      Canary("the method", "GET \(word)"),
      Canary("user information", url: "https://user:\(word)@api.items.dev/v2/items/x"),
      Canary("the fragment", url: "\(base)/items/x#access_token=\(word)"),
      Canary("the query", url: "\(base)/items/x?api_key=\(word)&q=\(word)&\(key)=1&\(word)"),
      Canary("the query of an undocumented path", url: "\(base)/nowhere?token=\(word)"),
      Canary("a path parameter", url: "\(base)/items/\(word)"),
      Canary("a path parameter that looks like a secret", url: "\(base)/items/\(key)"),
      Canary("a path parameter of an undocumented method", "PATCH", url: "\(base)/items/\(word)"),
      Canary("an undocumented path", url: "\(base)/\(word)/\(key)/items"),
      Canary("an undocumented path after a telling segment", url: "\(base)/password-reset/\(word.lowercased())"),
      Canary("another's path", url: "https://other.example.com/\(word)?a=\(key)"),
      Canary("a field that is writeOnly", response: #"{"id": 1, "status": "active", "hidden": "\#(word)"}"#),
      Canary("a value that looks like a secret", response: #"{"id": "\#(key)", "status": "\#(key)"}"#),
      Canary("a key that looks like a secret", response: #"{"id": 1, "status": "active", "\#(key)": 1}"#),
      Canary("a repeated key that looks like a secret", response: #"{"\#(key)": 1, "\#(key)": "\#(word)"}"#),
      Canary("no JSON", response: "\(word) \(key)"),
      Canary("cut JSON", response: #"{"token": "\#(word)"#),
      Canary("no exchange", url: word),
      Canary("a problem", status: 404, response: #"{"statusCode": 401, "message": 1, "token": "\#(word)"}"#),
      Canary("a request", "PUT", request: #"{"id": "x", "token": "\#(word)", "password": {"a": ["\#(word)"]}}"#),
      Canary(
        "a refused request", "PUT", request: #"{"id": "x", "token": "\#(word)"}"#, status: 404,
        response: #"{"statusCode": "\#(key)", "message": 1}"#),
    ]
    + names.flatMap { name in
      [
        Canary("\(name) in a response", response: #"{"id": 1, "status": "active", "\#(name)": "\#(word)"}"#),
        Canary(
          "\(name) around a response", response: #"{"id": 1, "status": "x", "\#(name)": {"a": {"b": ["\#(word)"]}}}"#),
        Canary("\(name) in a part", response: #"{"parts": [{"size": "x", "\#(name)": "\#(word)"}, "\#(key)"]}"#),
        Canary("\(name) in a request", "PUT", request: #"{"status": "x", "\#(name)": "\#(word)"}"#),
        Canary("\(name) in the query", url: "\(base)/items/x?\(name)=\(word)"),
      ]
    }
}

@Suite("Secrets")
struct CanaryTests {
  /// Everything that a report holds, in every way that Swift can write it.
  private func everything(_ report: LintReport) -> String {
    var text = String(describing: report) + String(reflecting: report)
    dump(report, to: &text, maxDepth: 40, maxItems: 100_000)
    return text
  }

  @Test(arguments: Canary.all)
  func neverReachAReport(_ canary: Canary) {
    for options in [LintOptions(), LintOptions(judging: JudgeOptions(additions: .fails))] {
      for text in [Archive.of([canary.entry]), canary.entry] {
        for cut in [0, 1, 40] {
          let report = TrafficLinter.report(Array(text.utf8.dropLast(cut)), options: options)
          #expect(!report.findings.isEmpty)
          let shown = everything(report)
          for secret in [Canary.word, Canary.word.lowercased(), Canary.key] {
            #expect(!shown.contains(secret), "\(report.findings.map(\.message)) \(report.findings.map(\.samples))")
          }
        }
      }
    }
  }

  @Test func whatIsNoSecretIsShown() throws {
    let exchange = Exchange.of(
      "GET", "https://user@api.items.dev:8443/v2/items/7?expand=all&page=2", response: #"{"id": 7, "status": "gone"}"#)
    let finding = try #require(TrafficLinter.report(exchange).findings.first { $0.rule == .undocumentedEnumValue })
    #expect(finding.first?.target == "GET https://api.items.dev:8443/v2/items/{id}?expand=…&page=…")
    #expect(finding.message.contains(#""gone""#))
    #expect(finding.first?.excerpt?.text == #"{ …, "status": "gone" }"#)
  }

  @Test(arguments: [
    ("token", true, false), ("items", true, false), ("v2", true, false), ("42", true, false), ("hunter2", false, false),
    ("updateToken", false, false), ("2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d", false, false),
    (Canary.key, false, true), ("0123456789abcdef0123", false, true),
    ("aVeryLongNameOfAFieldInAResponse", false, false),
    ("eyJhbGciOiJIUzI1NiJ9", false, true), ("", false, false),
  ])
  func shapesAreTold(text: String, isPlain: Bool, isSecret: Bool) {
    #expect(SecretShape.isPlainWord(text) == isPlain)
    #expect(SecretShape.isLikely(text) == isSecret)
  }
}

import Foundation
import MusterContracts
import MusterReport
import MusterTraffic
import Testing

/// A secret in one part of an exchange.
struct LintCanary: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let secret: String
  let line: String

  private static let base = "https://api.items.dev/v2"
  private static let wrong = #"{"id": "x", "status": 1}"#

  private init(
    _ name: String, _ secret: String, _ method: String = "GET", url: String = "\(base)/items/x", headers: String = "[]",
    request: String? = nil, requestType: String = "application/json", status: Int = 200, response: String = wrong,
    content: String? = nil, responseHeaders: String = ""
  ) {
    testDescription = name
    self.secret = secret
    let string = LintFixture.string
    let postData = request.map { #", "postData": {"mimeType": \#(string(requestType)), "text": \#(string($0))}"# }
    line =
      #"{"request": {"method": \#(string(method)), "url": \#(string(url)), "headers": \#(headers)\#(postData ?? "")}, "#
      + #""response": {"status": \#(status), "headers": [{"name": "Content-Type", "value": "application/json"}"#
      + responseHeaders + #"], "content": \#(content ?? #"{"text": \#(string(response))}"#)}}"#
  }

  /// Secrets of mixed letters, each another: nothing about them but their place tells what they are.
  private static let words = [
    "QuokkaVelvetHarbour", "ZephyrMarmaladeOrchid", "BasaltNimbusWalrus", "FjordTangerineAnvil", "SaffronGlacierOtter",
    "CobaltLanternMagpie", "JuniperVortexCamel", "MeridianBadgerQuartz", "OpalThistleHeron", "PumiceRavineLemur",
    "GarnetWillowIbis", "TopazMonsoonGecko", "UmberCascadeStork", "YarrowPrismNewt", "IndigoTundraFinch",
    "VelourCanyonMole", "AmberSolsticeToad", "EbonyHorizonLynx", "RussetEquinoxCrane", "HazelAuroraBison",
    "LinenCometPlover", "NickelDeltaTapir", "RavenMistralPuma", "SorrelZenithGnu", "TealBlizzardEmu", "CeriseFjordYak",
    "MauveGeyserCoot",
    "OliveEmberGibbon", "PewterFathomHyena", "QuillGrottoJackal",
  ]
  /// Secrets that look like some wherever they are.
  private static let keys = ["sk_live_4eC39HqLyjWDarjtT1zdp7dc", "ghp_Zk3RrW8vYtQm5LpXc7NbJd2FhGs6Ua"]

  static let all: [LintCanary] = {
    var rest = words[...]
    func word() -> String { rest.popFirst() ?? "" }
    func make(_ build: (String) -> LintCanary) -> LintCanary { build(word()) }
    let fields = ["token", "password", "secret", "apiKey", "authorization"]
    return [
      make { LintCanary("a path segment", $0, url: "\(base)/items/\($0)") },
      make { LintCanary("an undocumented path", $0, url: "\(base)/Users/\($0)/items") },
      make { LintCanary("user information", $0, url: "https://\($0):x@api.items.dev/v2/items/x") },
      make { LintCanary("a password in user information", $0, url: "https://u:\($0)@api.items.dev/v2/items/x") },
      make { LintCanary("a query value", $0, url: "\(base)/items/x?page=\($0)") },
      make { LintCanary("a bare query", $0, url: "\(base)/items/x?\($0)") },
      make { LintCanary("a fragment", $0, url: "\(base)/items/x#\($0)") },
      make { LintCanary("a cookie", $0, headers: #"[{"name": "Cookie", "value": "sid=\#($0)"}]"#) },
      make { LintCanary("a Set-Cookie", $0, responseHeaders: #", {"name": "Set-Cookie", "value": "sid=\#($0)"}"#) },
      make { LintCanary("a media type's parameter", $0, "PUT", request: "<p>", requestType: "text/html; b=\($0)") },
      make {
        LintCanary(
          "a base64 body", $0,
          content:
            #"{"encoding": "base64", "text": "\#(Data(#"{"id": 1, "token": "\#($0)"}"#.utf8).base64EncodedString())"}"#)
      },
      make { LintCanary("a malformed base64 body", $0, content: #"{"encoding": "base64", "text": "\#($0)*"}"#) },
      make { LintCanary("a body that is no JSON", $0, response: $0) },
      make { LintCanary("a writeOnly field", $0, response: #"{"id": 1, "access": "\#($0)"}"#) },
      make { LintCanary("a field of format password", $0, response: #"{"id": 1, "pin": "\#($0)"}"#) },
      make { LintCanary("an array below", $0, response: #"{"id": 1, "apiKey": {"inner": ["\#($0)"]}}"#) },
      make { LintCanary("objects in an array below", $0, response: #"{"id": 1, "passwords": [{"value": "\#($0)"}]}"#) },
      make { LintCanary("the keys of a map below", $0, response: #"{"id": 1, "secrets": {"\#($0)": "x"}}"#) },
      make { LintCanary("keys below where text is due", $0, response: #"{"id": 1, "token": {"\#($0)": ["x"]}}"#) },
      make { LintCanary("the values of a map below", $0, response: #"{"id": 1, "secrets": {"a": "\#($0)"}}"#) },
    ]
      + ["Authorization", "Proxy-Authorization", "X-Api-Key", "X-Auth-Token"].map { name in
        let secret = word()
        return LintCanary(
          "the header field \(name)", secret, headers: #"[{"name": "\#(name)", "value": "Bearer \#(secret)"}]"#)
      }
      + fields.flatMap { name in
        let secret = word()
        return [
          LintCanary("\(name) in a response", secret, response: #"{"id": 1, "\#(name)": "\#(secret)"}"#),
          LintCanary("\(name) in a request", secret, "PUT", request: #"{"id": 1, "\#(name)": "\#(secret)"}"#),
          LintCanary(
            "\(name) around an array", secret,
            response: #"{"id": "x", "\#(name)": ["\#(secret)", {"a": "\#(secret)"}]}"#),
          LintCanary("\(name) in the query", secret, url: "\(base)/items/x?\(name)=\(secret)"),
        ]
      }
      + keys.flatMap { key in
        [
          LintCanary("a key of a map", key, response: #"{"id": 1, "map": {"\#(key)": "x"}}"#),
          LintCanary("a key that is not documented", key, response: #"{"id": 1, "\#(key)": "x"}"#),
          LintCanary("a key of a map of secrets", key, "PUT", request: #"{"id": 1, "secrets": {"\#(key)": "x"}}"#),
          LintCanary("a value by its looks", key, response: #"{"id": "\#(key)", "status": "\#(key)"}"#),
          LintCanary("a header field by its looks", key, headers: #"[{"name": "X-Thing", "value": "\#(key)"}]"#),
          LintCanary("a path segment by its looks", key, url: "\(base)/\(key)/items"),
        ]
      }
  }()
}

@Suite("Secrets in lint reports")
struct LintCanaryTests {
  /// Every eight bytes of a text that stand beside each other, as numbers.
  private func windows(_ text: String, _ take: (UInt64) -> Void) {
    var window: UInt64 = 0
    var count = 0
    for byte in Array(text.utf8) {
      window = window << 8 | UInt64(byte)
      count += 1
      if count >= 8 { take(window) }
    }
  }

  /// Parts of the secret, as it is and in other writings.
  private func traces(_ secret: String) -> Set<UInt64> {
    var traces: Set<UInt64> = []
    let percent = secret.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    let escaped = secret.utf8.map { "\\u00" + String($0, radix: 16) }.joined()
    for writing in [secret, secret.lowercased(), percent, percent.lowercased(), escaped] {
      windows(writing) { traces.insert($0) }
    }
    for shift in 0..<3 {
      // The first and last characters depend on what stands beside the secret.
      let text = Data((String(repeating: "x", count: shift) + secret).utf8).base64EncodedString()
      windows(String(text.dropFirst(4).dropLast(4))) { traces.insert($0) }
    }
    return traces
  }

  @Test(arguments: LintCanary.all)
  func areInNoOutput(_ canary: LintCanary) {
    let traces = traces(canary.secret)
    var ends = [Bool](repeating: false, count: 1 << 16)
    for trace in traces { ends[Int(trace & 0xFFFF)] = true }
    let archive = #"{"log": {"version": "1.2", "entries": [\#(canary.line)]}}"#
    for options in [LintOptions(), LintOptions(judging: JudgeOptions(additions: .fails))] {
      for text in [canary.line, archive, String(canary.line.dropLast(30))] {
        let report = LintFixture.report([("recording", text)], options: options)
        for form in LintFixture.forms {
          let output: String = form.renderer.render(report)
          #expect(!output.isEmpty)
          var isFound = false
          windows(output) { window in
            if ends[Int(window & 0xFFFF)], traces.contains(window) { isFound = true }
          }
          #expect(!isFound, "\(form.testDescription): \(output)")
        }
      }
    }
  }

  @Test func tracesAreFound() {
    for canary in LintCanary.all {
      let traces = traces(canary.secret)
      for text in [
        canary.secret, "a" + canary.secret.suffix(8), Data("xyz{\(canary.secret)}".utf8).base64EncodedString(),
      ] {
        var isFound = false
        windows(text) { if traces.contains($0) { isFound = true } }
        #expect(isFound, "\(canary.secret)")
      }
    }
  }

  /// Were nothing found, nothing could leak.
  @Test func canariesAreFindings() {
    #expect(LintCanary.all.allSatisfy { !$0.secret.isEmpty })
    let silent = LintCanary.all.filter { LintFixture.report([$0.line]).findings.isEmpty }
    #expect(silent.map(\.testDescription) == [])
  }
}

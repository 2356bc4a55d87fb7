import Foundation
import MusterText
import Testing

/// What is said to be wrong with texts, and that nothing is said of those that pass.
@Suite struct FormatProblemTests {
  private typealias Case = FormatProblemCases.Case

  @Test(arguments: FormatProblemCases.strict.map(\.name)) func strict(name: String) throws {
    let format = try #require(Format.named(name))
    for group in FormatProblemCases.strict where group.name == name {
      for example in group.cases {
        let problem = format.problem(in: example.text)
        #expect(problem?.code == example.code, "\(name) \(example.text.debugDescription)")
        #expect(problem?.offset == example.offset, "\(name) \(example.text.debugDescription)")
      }
    }
  }

  @Test func relaxed() throws {
    let cases: [(String, Case)] = [
      ("date-time", Case("2024-05-01 10:00:00", .missingZone, 19)),
      ("date-time", Case("2024-05-01_10:00:00Z", .missingT, 10)),
      ("time", Case("10:00", .missingSeconds, 5)),
      ("duration", Case("P1.5DT1H", .fraction, 4)),
      ("uuid", Case("{2eb8aa08-aa98-11ea-b4aa-73b441d16380", .unclosedBrace, 0)),
      ("uuid", Case("urn:uid:2eb8aa08-aa98-11ea-b4aa-73b441d16380", .urn, 0)),
      ("hostname", Case("a_b-.example", .hyphenAtLabelEdge, 3)),
      ("byte", Case("a-+/", .urlAlphabet, 1)),
      ("email", Case("a@b_c", .underscore, 3)),
    ]
    for (name, example) in cases {
      let problem = try #require(Format.named(name)).problem(in: example.text, mode: .relaxed)
      #expect(problem == FormatProblem(example.code, at: example.offset), "\(name) \(example.text.debugDescription)")
    }
  }

  @Test func codesAreNamedOnce() {
    #expect(Set(FormatProblem.Code.all).count == FormatProblem.Code.all.count)
    for code in FormatProblem.Code.all {
      #expect(code.description.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(code)")
    }
  }

  /// Every code is shown by some case of the tables.
  @Test func everyCodeIsShown() {
    let shown = Set(FormatProblemCases.strict.flatMap { $0.cases.map(\.code) })
    let missing = FormatProblem.Code.all.filter { !shown.contains($0) }
    #expect(missing.isEmpty, "\(missing)")
  }

  // MARK: Agreement with the verdict

  /// Checks that a problem is found just where a text is rejected, and that it lies in the text.
  private func expectAgreement(_ format: Format, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for mode in [Format.Mode.strict, .relaxed] {
      let problem = format.problem(in: text, mode: mode)
      let shown = "\(format.name) \(text.debugDescription) \(problem.map { "\($0)" } ?? "")"
      #expect((problem == nil) == format.accepts(text, mode: mode), "\(shown)", sourceLocation: sourceLocation)
      if let offset = problem?.offset {
        #expect(offset >= 0 && offset <= text.utf8.count, "\(shown)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test func agreesOnTheTables() throws {
    for format in Format.all {
      for group in FormatProblemCases.strict {
        for example in group.cases { expectAgreement(format, example.text) }
      }
    }
  }

  /// Texts that pass, changed in one to three places: problem or not, both ways of asking say the same.
  @Test func agreesOnMutations() {
    var random = SeededGenerator(seed: 20_240_501)
    let characters = [
      "0", "1", "2", "3", "6", "9", "a", "F", "g", "T", "t", "Z", "z", "P", "W", "M", ".", "-", "_", "+", " ", ":",
      "/", "@", "%", "~", "#", "?", "[", "]", "{", "}", "\"", "\\", "*", "=", ",", "\n", "\u{0}", "é", "中", "𝒜",
    ]
    var rejected = 0
    var unexplained: [String: Int] = [:]
    for (name, texts) in Self.valid {
      guard let format = Format.named(name) else { continue }
      for round in 0..<1_000 {
        var text = Array(random.pick(texts).unicodeScalars.map(String.init))
        for _ in 0...(round % 3) {
          let place = random.below(text.count + 1)
          switch random.below(4) {
          case 0 where place < text.count: text.remove(at: place)
          case 1 where place < text.count: text[place] = random.pick(characters)
          case 2 where place < text.count: text.removeSubrange(place...)
          default: text.insert(random.pick(characters), at: place)
          }
        }
        let joined = text.joined()
        expectAgreement(format, joined)
        guard let problem = format.problem(in: joined) else { continue }
        rejected += 1
        if problem.code == .malformed { unexplained[name, default: 0] += 1 }
      }
    }
    print("format problems: \(rejected) rejected texts; explained by nothing better than malformed: \(unexplained)")
    #expect(rejected > 5_000)
  }

  @Test(.enabled(if: suites != nil, "not run: no suites")) func agreesOnThePublishedSuites() throws {
    let folder = try #require(Self.suites)
    var texts: Set<String> = []
    for case let path as String in try #require(FileManager.default.enumerator(atPath: folder.path))
    where path.contains("format") && path.hasSuffix(".json") {
      let data = try Data(contentsOf: folder.appending(path: path))
      for group in try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]]) {
        for test in group["tests"] as? [[String: Any]] ?? [] {
          if let text = test["data"] as? String { texts.insert(text) }
        }
      }
    }
    #expect(texts.count >= 10)
    for format in Format.all {
      for text in texts { expectAgreement(format, text) }
    }
  }

  private static let suites: URL? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let root =
      ProcessInfo.processInfo.environment["MUSTER_SUITES"].map { URL(filePath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared/suites")
    let folder = root.appending(path: "json-schema-test-suite/tests")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  private static let valid: [(String, [String])] = [
    ("date-time", ["2024-02-29T23:59:59.25Z", "1998-12-31T15:59:60.123-08:00", "2024-05-01T10:00:00+01:00"]),
    ("date", ["2024-02-29", "1999-12-31"]), ("time", ["10:00:00Z", "23:59:60+00:00", "08:30:06.5-08:00"]),
    ("date-time-local", ["2024-05-01T10:00:00", "1998-12-31T18:59:60.5"]), ("time-local", ["10:00:00", "08:30:06.1"]),
    ("duration", ["P1Y2M3DT4H5M6S", "PT36H", "P2W"]), ("http-date", ["Sun, 06 Nov 1994 08:49:37 GMT"]),
    ("email", ["joe.bloggs@example.com", "\"a b\"@example.com", "a@[127.0.0.1]", "a@[IPv6:::1]"]),
    ("idn-email", ["실례@실례.테스트", "a@example.com"]),
    ("hostname", ["www.example.com", "xn--4gbwdl.xn--wgbh1c", "a-b.c1"]), ("idn-hostname", ["실례.테스트", "a.example"]),
    ("ipv4", ["192.168.0.1"]), ("ipv6", ["::1", "2001:db8::ff00:42:8329", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8"]),
    ("uri", ["http://a:b@example.com:8080/p/a?q=1#f", "urn:a:b", "http://[::1]:80/"]),
    ("uri-reference", ["//host/p", "a/b?c#d", "http://example.com/%20"]),
    ("iri", ["http://ƒøø.ßår/?∂éœ=πîx#πîüx"]), ("iri-reference", ["/ƒøø", "a:b"]),
    ("uri-template", ["http://example.com/{a}/{+b,c:3}{?d*}", "/%20{x}"]),
    ("json-pointer", ["/foo/bar~0/baz~1/%a", ""]), ("relative-json-pointer", ["1/a~0b", "0#", "1-2/c"]),
    ("regex", ["^(a|b)*[c-e]{1,3}$"]), ("uuid", ["2eb8aa08-aa98-11ea-b4aa-73b441d16380"]),
    ("int32", ["2147483647", "-2147483648", "1.0", "1e2"]), ("int64", ["-9223372036854775808"]), ("uint8", ["255"]),
    ("float", ["3.4e38", "0.1"]), ("double", ["1.7e308", "-2.5"]), ("sf-decimal", ["123456789012.125"]),
    ("byte", ["YWJjZA==", "YWJj", "+/+/"]), ("base64url", ["YWJjZA", "-_-_", "YQ=="]), ("char", ["a", "é"]),
    ("sf-string", ["\"ab\\\"c\""]), ("media-range", ["text/html; q=1"]), ("color", ["#ff00aa", "red"]),
  ]
}

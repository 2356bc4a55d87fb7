import Testing

@testable import Muster

/// Under no policy does an issue show more of a payload than the policy says.
@Suite struct ValueDisclosureTests {
  /// A text that no schema has.
  private static let canary = "zq7 9canary81"

  /// Payloads of the names that generated schemas know, with the canary as value and as key.
  private static func value(_ depth: Int, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: depth > 0 ? 0...9 : 6...9, using: &random) {
    case 0...3:
      let names = ["a", "b", "c", "ab", "bc", canary, "\(canary)b", "d"].shuffled(using: &random)
      return "{"
        + names.prefix(Int.random(in: 0...4, using: &random)).map { "\"\($0)\":\(value(depth - 1, &random))" }
        .joined(separator: ",") + "}"
    case 4, 5:
      return "["
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth - 1, &random) }.joined(separator: ",")
        + "]"
    case 6: return ["null", "3", "true"].randomElement(using: &random) ?? "null"
    default: return "\"\(canary)\(["", "x", "@a.test"].randomElement(using: &random) ?? "")\""
    }
  }

  private static func leaf(_ random: inout SeededGenerator) -> String {
    [
      #"{"enum":["zq"]}"#, #"{"const":"zq"}"#, #"{"type":"integer","format":"int64"}"#,
      #"{"maxLength":1}"#, #"{"pattern":"^b"}"#, #"{"propertyNames":{"maxLength":2}}"#,
      #"{"additionalProperties":{"type":"integer"}}"#, #"{"properties":{"a":{}},"additionalProperties":false}"#,
      #"{"required":["zq tree"]}"#, #"{"uniqueItems":true,"contains":{"const":1}}"#,
      #"{"format":"date-time","type":"string"}"#, #"{"not":{}}"#,
      #"{"anyOf":[{"required":["one"]},{"items":{"format":"uuid"}},{"enum":["zq"]}]}"#,
      #"{"oneOf":[{"properties":{"a":{"const":"zq"}}},{"properties":{"a":{"const":"zr"}}}],"discriminator":{"propertyName":"a","mapping":{"zq":"x"}}}"#,
    ].randomElement(using: &random) ?? "{}"
  }

  private static func text(_ outcome: Outcome) -> String {
    guard case .invalid(let issues) = outcome else { return "" }
    return issues.map { "\($0.instance) \($0.message) \($0.reason) \($0.keyword)" }.joined(separator: "\n")
  }

  @Test(arguments: 0..<12)
  func noValueLeaks(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed &+ 900))
    var failing = 0
    for _ in 0..<40 {
      let generated = GeneratedSchema([.draft202012, .openAPI31][seed % 2], &random).text
      let text =
        #"{"allOf":[\#(Self.leaf(&random))],"additionalProperties":\#(Self.leaf(&random)),"items":\#(Self.leaf(&random))}"#
      for schema in [try? Schema(generated.utf8), try? Schema(text.utf8, options: .init(dialect: .openAPI31))] {
        guard let schema else { continue }
        for _ in 0..<12 {
          let payload = Self.value(4, &random)
          for disclosure in [Disclosure.contract, .never] {
            let inspection = schema.inspect(Array(payload.utf8), disclosing: disclosure)
            if !inspection.outcome.isValid { failing += 1 }
            let told = Self.text(inspection.outcome) + inspection.notices.map { "\($0)" }.joined()
            if told.contains("canary") {
              Testing.Issue.record("\(disclosure)\n\(generated)\n\(text)\n\(payload)\n\(told)")
              return
            }
          }
          let all = schema.check(payload, disclosing: .all)
          #expect(all.isValid == schema.accepts(payload))
        }
      }
    }
    #expect(failing > 500)
  }

  /// Values that look private are not shown under harmless names either, unless everything is.
  @Test(arguments: [
    #""ada@example.test""#, #""+49 30 901820""#, #""4111 1111 1111 1111""#, "4111111111111111",
    #""DE89370400440532013000""#, #""https://a:b@example.test/""#, #""https://example.test/?token=abc""#,
    #""sk_live_4eC39HqLyjWDarjtT1zdp7dc""#,
    #""eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U""#,
    #""https://hooks.example.test/services/T0001/B0001/XXXXXXXXXXXXXXXXXXXXXXXX""#,
  ])
  func privateValuesAreNotShown(_ value: String) throws {
    let schemas = [
      #"{"type":"boolean"}"#, #"{"enum":["ab@c.de","4111","https://x.test/"]}"#, #"{"const":"a"}"#,
      #"{"anyOf":[{"format":"uuid"},{"maxLength":1},{"const":2}],"type":["string","boolean"]}"#,
    ]
    let bare = value.replacing("\"", with: "")
    for text in schemas {
      let schema = try Schema(#"{"properties":{"note":\#(text)},"additionalProperties":{"type":"boolean"}}"#.utf8)
      for payload in [#"{"note":\#(value)}"#, #"{"\#(bare)":1}"#] {
        for disclosure in [Disclosure.contract, .safe, .never] {
          let told = Self.text(schema.check(payload, disclosing: disclosure))
          #expect(!told.contains(bare), "\(disclosure) \(text) \(payload) \(told)")
        }
      }
      #expect(Self.text(schema.check(#"{"note":\#(value)}"#, disclosing: .all)).contains("note"))
    }
  }

  /// The key of a map is a value, the name of a field that was added is not.
  @Test func keysOfMapsAreValues() throws {
    let map = try Schema(#"{"additionalProperties":{"type":"integer"}}"#.utf8)
    let names = try Schema(#"{"propertyNames":{"maxLength":2}}"#.utf8)
    let closed = try Schema(#"{"additionalProperties":false}"#.utf8)
    for schema in [map, names] {
      let told = Self.text(schema.check(#"{"alexander":"x"}"#, disclosing: .contract))
      #expect(!told.isEmpty && !told.contains("alexander"), "\(told)")
    }
    #expect(Self.text(closed.check(#"{"alexander":"x"}"#, disclosing: .contract)).contains("/alexander"))
    #expect(!Self.text(closed.check(#"{"alexander":"x"}"#, disclosing: .never)).contains("alexander"))
    #expect(Self.text(map.check(#"{"alexander":"x"}"#, disclosing: .safe)).contains("/alexander"))
  }
}

import Muster
import MusterContracts
import MusterDocuments
import Testing

/// Documents in YAML need not be UTF-8 (YAML 1.2.2, section 5.2).
@Suite("Documents in other encodings")
struct EncodingTests {
  private static func source(_ name: String, _ text: String) -> SourceText {
    SourceText(name: name, bytes: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
  }

  private static let document = """
    \u{FEFF}openapi: 3.1.0
    info: {title: É, version: '1'}
    paths:
      /é: {get: {operationId: é, responses: {'200': {$ref: 'other.yaml#/é'}, '204': {description: d, contnet: {}}}}}
    """
  private static let other =
    "é: {description: d, content: {application/json: {schema: {type: object, properties: {n: {const: ü}}}}}}\n"
  private static let overlay = """
    overlay: 1.0.0
    info: {title: é, version: '1'}
    actions: [{target: '$.info', update: {description: é}}, {target: $.info.x, remove: true}]
    """

  @Test func areReadWithTheirReferencesAndOverlays() throws {
    let contract = try Contract(
      compiling: [Self.source("api.yaml", Self.document)],
      options: .init(
        overlays: [Self.source("fix.yaml", Self.overlay)],
        load: { _ in Self.source("other.yaml", Self.other) }))
    let rule = try contract.response("é", status: 200)
    #expect(rule.accepts(Array(#"{"n": "ü"}"#.utf8)))
    guard case .invalid(let issues) = rule.check(Array(#"{"n": "u"}"#.utf8)) else {
      Issue.record("this is another letter")
      return
    }
    #expect(issues.first?.schema?.source == "other.yaml")
    #expect(issues.first?.schema?.line == 1)
    #expect(issues.first?.schema?.column == 90)
  }

  @Test func aMistakeHasItsPlace() {
    let error = #expect(throws: ContractError.self) {
      try Contract(compiling: [
        SourceText(name: "api.yaml", bytes: Self.source("", "openapi: 3.1.0\né").bytes + [0])
      ])
    }
    #expect(error?.code == .yaml)
    #expect(error?.position?.line == 2)
    #expect(error?.position?.column == 2)
  }
}

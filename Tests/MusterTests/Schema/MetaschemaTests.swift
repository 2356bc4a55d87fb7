import Testing

@testable import Muster

@Suite("Metaschemas")
struct MetaschemaTests {
  /// Values that one keyword or another takes or refuses.
  private static let values = [
    "1", "-1", "1.5", #""x""#, #""^(""#, ##""#a b""##, "true", "null", "[]", "{}", "[1]", #"["a"]"#, #"["a", "a"]"#,
    #"["integer"]"#, #""integer""#, "[{}, true]", #"[{"type": 1}]"#, #"{"a": 1}"#, #"{"a": {}}"#, #"{"a": ["b"]}"#,
    #"{"(": {}}"#, #"{"a": {"properties": {"b": 3}}}"#, #"{"type": "text"}"#, #"{"items": {"allOf": []}}"#,
    #"{"$defs": {"a": {"minLength": -1}}}"#, #"{"not": {"if": {"required": [1]}}}"#,
  ]

  @Test(arguments: [Dialect.draft201909, .draft202012, .v1]) func oneDocumentSaysWhatThePublishedOnesSay(
    _ dialect: Dialect
  ) throws {
    let uri = try #require(Metaschemas.single.keys.first { $0.contains("/\(dialect.name)") })
    let published = try #require(Metaschemas.document(at: uri).flatMap { CompiledMetaschemas.compiled($0, at: uri) })
    let single = try #require(CompiledMetaschemas.schema(of: dialect))
    let text = try #require(Metaschemas.single[uri])
    let document = try JSONDocument(SourceText(name: uri, bytes: Array("\(text)".utf8)))
    let names = try #require(document.root["properties"]).members.map(\.name)
    #expect(names.count > 40)
    var accepted = 0
    for name in names {
      for value in Self.values {
        let schema = #"{"\#(name)": \#(value)}"#
        let outcome = published.check(schema)
        #expect(single.accepts(schema) == outcome.isValid, "\(schema)")
        if outcome.isValid { accepted += 1 }
        guard case .invalid(let expected) = outcome, case .invalid(let found) = single.check(schema) else { continue }
        #expect(found.first?.instance == expected.first?.instance, "\(schema)")
        #expect(found.first?.reason == expected.first?.reason, "\(schema)")
      }
    }
    #expect(accepted > names.count && accepted < names.count * Self.values.count * 2 / 3)
    for schema in ["true", "1", "[]", "null"] { #expect(single.accepts(schema) == published.accepts(schema)) }
  }
}

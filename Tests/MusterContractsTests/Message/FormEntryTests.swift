import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Entries of forms that the specification leaves open: nothing that is sent is lost, and no reading is forced on it.
@Suite("Entries of forms")
struct FormEntryTests {
  private static func rule(
    _ schema: String, encoding: String = "", reading: Reading = .intent
  ) throws -> BodyRule {
    let text = """
      openapi: 3.0.3
      paths:
        /f:
          post:
            operationId: f
            requestBody:
              content:
                application/x-www-form-urlencoded:
                  schema: \(schema)
                  encoding: {\(encoding)}
            responses: {default: {description: d}}
      """
    return try Contract(compiled: Contract(compiling: [SourceText("f.yaml", text)]).encoded()).operation("f")
      .request(media: "application/x-www-form-urlencoded", reading: reading)
  }

  private static let closed = """
    {type: object, additionalProperties: false, properties: {p: {type: array, items: {type: integer}}, \
    o: {type: object, properties: {n: {type: object, properties: {c: {type: string}}}, m: {type: integer}}}, \
    items: {type: array, items: {type: object, required: [plan], properties: {plan: {type: string}}}}, \
    meta: {anyOf: [{type: object, additionalProperties: {type: string}}, {enum: ['']}]}}}
    """

  /// A body, and the keyword and place of what is wrong.
  @Test(arguments: [
    ("p=1&p[foo]=x", "additionalProperties /p[foo]"), ("p[foo]=x", "additionalProperties /p[foo]"), ("p=1&p=2", ""),
    ("p=1&p[]=2", ""), ("p=1&p[0]=x", "type /p/1"), ("p[1]=2&p[0]=1", ""), ("p[]=x", "type /p/0"),
    ("o[n]=bad&o[n][c]=ok", "style "), ("o[n][c]=ok&o[n]=bad", "style "), ("o=x&o[m]=1", "style "),
    ("o[m]=1&o=x", "style "), ("o[m]=1", ""), ("o[m]=x", "type /o/m"), ("o[n][c]=ok&o[m]=2", ""),
    ("o[m][]=1", "type /o/m"), ("o[m]=1&o[m]=2", "type /o/m"),
    ("items[0][plan]=gold", ""), ("items[][plan]=gold&items[][plan]=blue", ""),
    ("items[1][plan]=a&items[0][name]=b", "required /items/0"), ("items[0]=x&items[0][plan]=gold", "style "),
    ("meta[a]=b&meta[0]=c", ""), ("meta=", ""),
  ])
  func brackets(body: String, expected: String) throws {
    let outcome = try FormEntryTests.rule(FormEntryTests.closed).check(Array(body.utf8))
    let found: [String] =
      if case .invalid(let issues) = outcome { issues.map { "\($0.keyword) \($0.instance)" } } else { [] }
    #expect(found == (expected.isEmpty ? [] : [expected]), "\(outcome)")
  }

  @Test func byTheLetterBracketsBelongToNames() throws {
    let rule = try FormEntryTests.rule(FormEntryTests.closed, reading: .letter)
    #expect(!rule.check(Array("p[]=1".utf8)).isValid)
    let deep = try FormEntryTests.rule(
      FormEntryTests.closed, encoding: "o: {style: deepObject, explode: true}", reading: .letter)
    #expect(deep.check(Array("o[m]=1".utf8)).isValid)
  }

  @Test(arguments: [("pw=x", true), ("pw=x&a=1", true), ("pw=x&a=y", true), ("meta[a]=y", false), ("meta[a]=1", true)])
  func fieldsOfTheFormAreNoMapEntries(body: String, isValid: Bool) throws {
    let rule = try FormEntryTests.rule(
      """
      {type: object, properties: {pw: {type: string, format: password}, \
      meta: {type: object, additionalProperties: {type: integer}}}}
      """)
    #expect(rule.check(Array(body.utf8)).isValid == isValid)
  }

  @Test(arguments: [300, 3_000, 20_000])
  func largeSchemasHaveNoCliff(count: Int) throws {
    let members = (0..<count).map { "k\($0): {type: string}" }.joined(separator: ", ")
    let rule = try FormEntryTests.rule(
      """
      {type: object, additionalProperties: false, properties: {big: {type: object, properties: {\(members)}}, \
      last: {type: object, properties: {destination: {type: integer}}}}}
      """, encoding: "last: {style: deepObject, explode: true}")
    #expect(rule.check(Array("last[destination]=5".utf8)).isValid == (count < 20_000))
    // Beyond the limit nothing is called wrong.
    if case .invalid = rule.check(Array("last[destination]=5".utf8)) { Issue.record("a limit is no violation") }
  }

  @Test func deepBracketsAreALimit() throws {
    let path = String(repeating: "[a]", count: 200)
    let rule = try FormEntryTests.rule(FormEntryTests.closed)
    guard case .stopped(let limit) = rule.check(Array("o\(path)=1".utf8)) else {
      Issue.record("so many brackets are a limit")
      return
    }
    #expect(limit.limit == .brackets)
  }
}

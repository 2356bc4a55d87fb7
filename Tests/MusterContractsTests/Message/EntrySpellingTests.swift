import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Lists and objects in every spelling that is in use, in queries, forms and multipart bodies.
@Suite("Spellings of entries")
struct EntrySpellingTests {
  private static let schemas = """
    components:
      schemas:
        F:
          type: object
          additionalProperties: false
          properties:
            a: {type: object, additionalProperties: false, properties: {b: {type: integer}, c: {type: array, items: {type: integer}}}}
            n: {type: integer}
            l: {type: array, items: {type: integer}}
            x.y: {type: integer}
        I: {type: array, items: {type: object, required: [plan], properties: {plan: {type: string, maxLength: 4}}}}
        B:
          type: object
          additionalProperties: false
          properties:
            p: {type: array, items: {type: integer}}
            o: {$ref: '#/components/schemas/F'}
            items: {$ref: '#/components/schemas/I'}
            'q[]': {type: array, items: {type: integer}}
            d.e: {type: integer}
            meta: {type: object, additionalProperties: {type: integer}}
    """

  private static func contract() throws -> Contract {
    let text = """
      openapi: 3.0.3
      paths:
        /q:
          get:
            operationId: q
            parameters:
            - {name: o, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/F'}}
            - {name: f, in: query, schema: {$ref: '#/components/schemas/F'}}
            - {name: items, in: query, schema: {$ref: '#/components/schemas/I'}}
            - {name: 'expand[]', in: query, schema: {type: array, items: {type: integer}}}
            - {name: 'o[name]', in: query, schema: {type: integer}}
            - {name: 'o[ids]', in: query, explode: false, schema: {type: array, items: {type: integer}}}
            - {name: ids, in: query, schema: {type: array, items: {type: integer}}}
            - {name: o.z, in: query, schema: {type: integer}}
            responses: {default: {description: d}}
        /b:
          post:
            operationId: b
            requestBody:
              content:
                application/x-www-form-urlencoded:
                  schema: {$ref: '#/components/schemas/B'}
                  encoding: {meta: {style: deepObject, explode: true}}
                multipart/form-data: {schema: {$ref: '#/components/schemas/B'}}
            responses: {default: {description: d}}
      \(schemas)
      """
    return try Contract(compiled: Contract(compiling: [SourceText("e.yaml", text)]).encoded())
  }

  /// What is wrong with a query: the parameter and place of each issue, and what nothing documents.
  private static func found(_ query: String, _ reading: Reading) throws -> [String] {
    let request = RequestParameters(path: nil, query: query)
    return try contract().operation("q").check(parametersOf: request, reading: reading).flatMap { inspection in
      if inspection.presence == .undocumented { return ["?\(inspection.name)"] }
      guard case .invalid(let issues) = inspection.outcome else { return [] }
      return issues.map { "\(inspection.name) \($0.keyword) \($0.instance)" }
    }
  }

  @Test(arguments: [
    ("o[n]=1", ""), ("o%5Bn%5D=x", "o type /n"), ("o[a][b]=x", "o type /a/b"), ("o.a.b=1", ""),
    ("o.a.b=x", "o type /a/b"), ("o[a.b]=x", "o type /a/b"), ("o[a].b=x", "o type /a/b"),
    ("o.a[b]=x", "o type /a/b"), ("o[x.y]=x", "o type /x.y"), ("o.x.y=x", "o type /x.y"),
    ("o[zz]=1", "o additionalProperties /zz"), ("o.zz=1", "?o.zz"), ("o[n]=1&o.n.c=2", "o style "),
    ("o[a][c][]=x", "o type /a/c/0"), ("o[a][c]=1,2", ""), ("o[l]=1&o[l]=2", ""),
    ("o[l][1]=1&o[l][0]=x", "o type /l/0"),
    ("f[n]=1", ""), ("f[n]=x", "f type /n"), ("f.a.b=x", "f type /a/b"), ("n=1&f[l][]=x", "f type /l/0"),
    ("n=x&f[l][]=1", "f type /n"), ("f[zz]=1", "?f[zz]"), ("f=x&f[n]=1", "f style "),
    ("items[0][plan]=gold", ""), ("items[][plan]=large", "items maxLength /0/plan"),
    ("items[0].plan=large", "items maxLength /0/plan"), ("items.0.plan=large", "items maxLength /0/plan"),
    ("expand[]=1&expand[]=2", ""), ("expand[0]=x", "expand[] type /0"), ("expand[]=1&expand[1]=2", ""),
    ("expand=1", "?expand"), ("o[name]=1", ""), ("o[name]=x", "o[name] type "), ("o[n]=1&o[name]=2", ""),
    ("o[ids]=1,2", ""), ("o[ids][]=x", "o[ids] type /0"), ("o.z=x", "o.z type "),
    ("ids[foo]=1", "?ids[foo]"), ("ids=1&ids=2", ""), ("ids=1,2", "ids type /0"),
  ])
  func queries(query: String, expected: String) throws {
    #expect(try EntrySpellingTests.found(query, .intent) == (expected.isEmpty ? [] : [expected]))
  }

  @Test(arguments: [
    ("o[n]=x", "o type /n"), ("o.n=1", "?o.n"), ("o[name]=1", ""), ("f[n]=1", "?f[n]"), ("expand[0]=1", "?expand[0]"),
    ("o[l]=1,2", "o type /l/0"), ("o[a.b]=1", "o additionalProperties /a.b"), ("items[0][plan]=a", "?items[0][plan]"),
  ])
  func byTheLetterOnlyDeepObjectsHaveBrackets(query: String, expected: String) throws {
    #expect(try EntrySpellingTests.found(query, .letter) == (expected.isEmpty ? [] : [expected]))
  }

  private static let bodies = [
    ("p[]=1&p[]=x", "type /p/1"), ("p[0]=x", "type /p/0"), ("p[1]=x&p[0]=1", "type /p/1"),
    ("p[foo]=1", "additionalProperties /p[foo]"),
    ("p=1&p[1]=x", "type /p/1"), ("o[n]=1", ""), ("o[n]=x", "type /o/n"), ("o[a][b]=x", "type /o/a/b"),
    ("o.n=x", "type /o/n"),
    ("o[a].b=x", "type /o/a/b"), ("o.zz=1", "additionalProperties /o.zz"), ("o[zz]=1", "additionalProperties /o/zz"),
    ("o[n]=bad&o[n][c]=ok", "style "), ("items[0][plan]=gold&items[1][plan]=large", "maxLength /items/1/plan"),
    ("items[][plan]=gold&items[][plan]=large", "maxLength /items/1/plan"),
    ("items={\"plan\":\"large\"}", "maxLength /items/0/plan"),
    ("q[]=x", "type /q[]/0"), ("q[0]=x", "type /q[]/0"), ("q=1", "additionalProperties /q"), ("d.e=x", "type /d.e"),
    ("d[e]=1", "additionalProperties /d[e]"), ("meta[a]=1", ""), ("meta.a.b=1", ""), ("meta[a]=x", "type /meta/a"),
  ]

  @Test(arguments: bodies)
  func forms(body: String, expected: String) throws {
    let rule = try EntrySpellingTests.contract().operation("b").request(media: "application/x-www-form-urlencoded")
    #expect(EntrySpellingTests.issues(rule.check(Array(body.utf8))) == (expected.isEmpty ? [] : [expected]))
  }

  @Test(arguments: bodies)
  func parts(body: String, expected: String) throws {
    let rule = try EntrySpellingTests.contract().operation("b").request(media: "multipart/form-data")
    let parts = body.split(separator: "&").map { entry in
      let pair = entry.split(separator: "=", maxSplits: 1)
      return "--b\r\nContent-Disposition: form-data; name=\"\(pair[0])\"\r\n\r\n\(pair[1])\r\n"
    }
    let found = EntrySpellingTests.issues(rule.check(Array((parts.joined() + "--b--\r\n").utf8)))
    #expect(found == (expected.isEmpty ? [] : [expected]))
  }

  private static func issues(_ outcome: Outcome) -> [String] {
    guard case .invalid(let issues) = outcome else { return [] }
    return issues.map { "\($0.keyword) \($0.instance)" }
  }

  /// Text that is deeper than is looked at has no verdict if that depends on its type; all else has.
  @Test(arguments: [
    (9, "[n]=5&TOP[t]=5", "valid"), (9, "[n]=x", "invalid"), (20, "[n]=5&TOP[t]=5", "stopped"),
    (20, "[n]=x", "stopped"),
  ])
  func depthIsNoViolation(depth: Int, rest: String, expected: String) throws {
    var schema = "{type: object, properties: {n: {type: integer}, t: {type: string}}}"
    for _ in 0..<depth {
      schema = "{type: object, additionalProperties: false, properties: {k: \(schema), j: {type: integer}}}"
    }
    let text = """
      openapi: 3.0.3
      paths:
        /f:
          post:
            operationId: f
            requestBody: {content: {application/x-www-form-urlencoded: {schema: \(schema)}}}
            responses: {default: {description: d}}
      """
    let rule = try Contract(compiled: Contract(compiling: [SourceText("f.yaml", text)]).encoded()).operation("f")
      .request(media: "application/x-www-form-urlencoded")
    let top = "k" + String(repeating: "[k]", count: depth - 1)
    let outcome = rule.check(Array((top + rest.replacing("TOP", with: top)).utf8))
    let found =
      switch outcome {
      case .valid: "valid"
      case .invalid: "invalid"
      case .stopped: "stopped"
      default: "\(outcome)"
      }
    #expect(found == expected)
    #expect(EntrySpellingTests.issues(rule.check(Array("k[k][j]=x".utf8))) == ["type /k/k/j"])
  }

  /// A schema that branches into itself is looked at less deep, and nothing near its top is left out.
  @Test func branchingSchemasAreJudged() throws {
    let members = (0..<6).map { "m\($0): {$ref: '#/components/schemas/N'}" }.joined(separator: ", ")
    let text = """
      openapi: 3.0.3
      paths:
        /f:
          post:
            operationId: f
            requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/N'}}}}
            responses: {default: {description: d}}
      components:
        schemas:
          N: {type: object, additionalProperties: false, properties: {\(members), n: {type: integer}}}
      """
    let rule = try Contract(compiled: Contract(compiling: [SourceText("f.yaml", text)]).encoded()).operation("f")
      .request(media: "application/x-www-form-urlencoded")
    #expect(rule.check(Array("m5[m0][n]=1&n=2".utf8)).isValid)
    #expect(EntrySpellingTests.issues(rule.check(Array("m5[m0][n]=x".utf8))) == ["type /m5/m0/n"])
    #expect(EntrySpellingTests.issues(rule.check(Array("m6=x".utf8))) == ["additionalProperties /m6"])
  }
}

import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

@Suite("Parameters")
struct ParameterTests {
  private static let document = SourceText(
    "parameters.yaml",
    """
    openapi: 3.2.0
    paths:
      /items/{id}:
        parameters:
          - {name: id, in: path, required: true, schema: {type: integer, maximum: 99}}
        get:
          operationId: get
          parameters:
            - {name: limit, in: query, schema: {$ref: '#/components/schemas/Limit'}}
            - {name: exact, in: query, schema: {type: boolean}}
            - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}, maxItems: 3}}
            - {name: mixed, in: query, schema: {oneOf: [{type: integer, minimum: 10}, {type: string, enum: [all]}]}}
            - {name: some, in: query, schema: {anyOf: [{type: string}, {type: array, items: {type: string}, minItems: 2}]}}
            - {name: none, in: query, schema: {type: [integer, 'null']}}
            - {name: empty, in: query, allowEmptyValue: true, schema: {type: integer}}
            - {name: old, in: query, deprecated: true, schema: {}}
            - {name: filter, in: query, content: {application/json: {schema: {type: object, required: [a]}}}}
            - {name: xml, in: query, content: {application/xml: {schema: {type: object}}}}
            - {name: bare, in: query}
            - {name: where, in: query, style: deepObject, schema: {type: object, properties: {
                size: {type: integer}, tags: {type: array, items: {type: string}}, deep: {type: object, properties: {n: {type: integer}}}}}}
            - {name: X-Ids, in: header, schema: {type: array, items: {type: integer}}}
            - {name: X-One, in: header, required: true, schema: {type: string, maxLength: 3}}
            - {name: session, in: cookie, schema: {type: string, minLength: 4}}
            - {name: Authorization, in: header, schema: {type: integer}}
          responses:
            '200':
              description: d
              headers:
                X-Left: {required: true, schema: {type: integer}}
                X-Links: {schema: {type: array, items: {type: string, format: uri}}}
                Content-Type: {schema: {type: integer}}
            default: {description: d}
      /map:
        get:
          parameters:
            - {name: any, in: query, schema: {type: object, additionalProperties: {type: integer}}}
          responses: {default: {description: d}}
        put:
          parameters:
            - {name: any, in: query, schema: {type: object, properties: {own: {type: integer}}, additionalProperties: {type: integer}}}
            - {name: name, in: query, schema: {type: string}}
            - {name: deep, in: query, style: deepObject, schema: {type: object}}
          responses: {default: {description: d}}
      /whole:
        get:
          parameters:
            - {name: all, in: querystring, content: {application/x-www-form-urlencoded: {schema: {
                type: object, required: [a], properties: {a: {type: integer}, b: {type: array, items: {type: boolean}}}}}}}
          responses: {default: {description: d}}
      /json:
        get:
          parameters:
            - {name: all, in: querystring, content: {application/json: {schema: {type: array, items: {type: integer}}}}}
          responses: {default: {description: d}}
      /broken:
        get:
          parameters:
            - $ref: '#/nowhere'
            - {name: a, in: query, schema: {$ref: '#/nowhere'}}
            - {name: b, in: query, schema: {type: integer}}
          responses: {default: {description: d}}
    components:
      schemas:
        Limit: {allOf: [{$ref: '#/components/schemas/Count'}, {maximum: 50}]}
        Count: {type: integer, minimum: 1}
      securitySchemes: {key: {type: apiKey, in: query, name: api_key}}
    """)

  static let contract = try? Contract(compiling: [document])

  private func inspections(
    _ target: String, headers: [String] = ["X-One: a"], reading: Reading = .intent
  ) throws -> [ParameterInspection] {
    let contract = try #require(Self.contract)
    let parts = target.split(separator: "?", maxSplits: 1)
    let match = try #require(contract.match(method: "GET", path: String(parts[0])))
    let fields = headers.map { header in
      let (name, value) = (header.prefix { $0 != ":" }, header.drop { $0 != ":" }.dropFirst())
      return RequestParameters.Field(name: String(name), value: String(value))
    }
    let request = RequestParameters(
      path: match.path, query: parts.count > 1 ? String(parts[1]) : nil, headers: fields)
    return try match.operation.check(parametersOf: request, reading: reading)
  }

  /// What is wrong, as `name keyword`, and what is not checked or not documented.
  private func findings(
    _ target: String, headers: [String] = ["X-One: a"], reading: Reading = .intent
  ) throws -> [String] {
    try inspections(target, headers: headers, reading: reading).flatMap { inspection -> [String] in
      if inspection.presence == .undocumented { return ["\(inspection.name) undocumented"] }
      switch (inspection.skip, inspection.outcome) {
      case (.noSchema?, _): return ["\(inspection.name) has no schema"]
      case (.broken?, _): return ["\(inspection.name) broken"]
      case (.mediaType(let type)?, _): return ["\(inspection.name) is \(type)"]
      case (nil, .invalid(let issues)): return issues.map { "\(inspection.name) \($0.keyword)" }
      case (nil, .unreadable): return ["\(inspection.name) unreadable"]
      default: return []
      }
    }
  }

  @Test(arguments: [
    ("/items/5", []), ("/items/100", ["id maximum"]), ("/items/x", ["id type"]), ("/items/%35", []),
    ("/items/%zz", ["id in"]), ("/items/5.0", []), ("/items/+5", ["id type"]), ("/items/05", ["id type"]),
    ("/items/5?limit=5", []), ("/items/5?limit=0", ["limit minimum"]), ("/items/5?limit=51", ["limit maximum"]),
    ("/items/5?limit=5&limit=6", ["limit style"]), ("/items/5?limit=", ["limit type"]),
    ("/items/5?limit", ["limit type"]),
    ("/items/5?exact=true", []), ("/items/5?exact=True", ["exact type"]), ("/items/5?exact=1", ["exact type"]),
    ("/items/5?ids=1,2,3", []), ("/items/5?ids=1,x", ["ids type"]), ("/items/5?ids=1,2,3,4", ["ids maxItems"]),
    ("/items/5?ids=", []), ("/items/5?ids=1&ids=2", ["ids style"]), ("/items/5?ids=1%2C2", []),
    ("/items/5?mixed=all", []), ("/items/5?mixed=12", []), ("/items/5?mixed=9", ["mixed enum"]),
    ("/items/5?some=a", []), ("/items/5?some=a&some=b", []),
    ("/items/5?none=null", []), ("/items/5?none=", []), ("/items/5?none=x", ["none type"]),
    ("/items/5?empty", []), ("/items/5?empty=", []), ("/items/5?empty=x", ["empty type"]),
    ("/items/5?filter=%7B%22a%22:1%7D", []), ("/items/5?filter={}", ["filter required"]),
    ("/items/5?filter=%7B", ["filter unreadable"]), ("/items/5?xml=1", ["xml is application/xml"]),
    ("/items/5?bare=1", ["bare has no schema"]), ("/items/5?where[size]=3&where[tags]=a&where[tags]=b", []),
    ("/items/5?where[size]=x", ["where type"]), ("/items/5?where[deep][n]=1&where[tags][]=a", []),
    ("/items/5?where[deep][n]=x", ["where type"]), ("/items/5?where[a][b][c][d][e]=1", []),
    ("/items/5?limits=5", ["limits undocumented"]), ("/items/5?api_key=x", []), ("/items/5?limit=%FF", ["limit in"]),
    ("/items/5?", []), ("/items/5?&&", []), ("/items/5?=", [" undocumented"]),
    ("/map?x=1&y=2", []), ("/map?x=1&y=z", ["any type"]),
    ("/whole?a=1&b=true&b=false", []), ("/whole?a=x", ["all type"]), ("/whole?b=true", ["all required"]),
    ("/whole", []),
    ("/json?%5B1,2%5D", []), ("/json?[1,%22x%22]", ["all type"]), ("/json?x", ["all unreadable"]),
    ("/broken?a=1&b=x&c=2", ["a broken", "b type", " broken"]),
  ])
  func pathsAndQueries(target: String, expected: [String]) throws {
    let found = try findings(target)
    #expect(found == expected, "\(found)")
  }

  @Test(arguments: [
    ([], ["X-One required"]), (["x-one: abcd"], ["X-One maxLength"]), (["X-One: a", "X-One: b"], ["X-One style"]),
    (["X-One: a", "X-Ids: 1, 2", "x-ids: 3"], []), (["X-One: a", "X-Ids: 1,b"], ["X-Ids type"]),
    (["X-One: a%2", "X-Ids:"], []), (["X-One: a", "Cookie: a=b; session=abc"], ["session minLength"]),
    (["X-One: a", "Cookie: session=abcd"], []), (["X-One: a", "Cookie: session=%zz%"], []),
    (["X-One: a", "Authorization: x"], []),
  ])
  func headersAndCookies(headers: [String], expected: [String]) throws {
    #expect(try findings("/items/5", headers: headers) == expected)
  }

  @Test func byTheLetterAnEncodedCommaIsPartOfItsItem() throws {
    #expect(try findings("/items/5?ids=1%2C2", reading: .letter) == ["ids type"])
  }

  @Test func everyParameterHasAnInspection() throws {
    let inspections = try inspections("/items/5?limit=5&old=1&limt=3")
    let operation = try #require(Self.contract).operation("get")
    #expect(inspections.dropLast().map(\.name) == operation.parameters.map(\.name))
    #expect(!operation.parameters.contains { $0.name == "Authorization" })
    #expect(inspections.first { $0.name == "limit" }?.isChecked == true)
    #expect(inspections.first { $0.name == "exact" }?.presence == .absent)
    #expect(inspections.first { $0.name == "old" }?.notices.map(\.code) == [.deprecatedParameter])
    #expect(inspections.last?.nearest == "limit")
  }

  @Test func headersOfResponses() throws {
    let operation = try #require(Self.contract).operation("get")
    func check(_ fields: [(String, String)]) throws -> [String] {
      let fields = fields.map { RequestParameters.Field(name: $0.0, value: $0.1) }
      return try operation.check(headers: fields, ofStatus: 200).compactMap { inspection in
        guard case .invalid(let issues) = inspection.outcome else { return nil }
        return "\(inspection.name) \(issues.map(\.keyword))"
      }
    }
    #expect(try check([("x-left", "5"), ("X-Links", "https://a.example/, https://b.example/")]) == [])
    #expect(try check([]) == [#"X-Left ["required"]"#])
    #expect(try check([("X-Left", "x"), ("X-Links", "not a link")]) == [#"X-Left ["type"]"#, #"X-Links ["format"]"#])
    #expect(try operation.check(headers: [], ofStatus: 404).isEmpty)
  }

  /// Cookies are set one by one, and their commas part nothing.
  @Test(arguments: [
    ("schema: {type: string, pattern: '^sid='}", ["sid=1; Expires=Wed, 1 Jan 2031", "sid=2"], []),
    ("schema: {type: string, pattern: '^sid='}", ["sid=1", "other=2"], ["pattern"]),
    ("schema: {type: array, maxItems: 2, items: {type: string, minLength: 3}}", ["a=1, b", "b=2"], []),
    (
      "schema: {type: array, maxItems: 2, items: {type: string, minLength: 3}}", ["a=1", "b", "c=3"],
      ["maxItems", "minLength"]
    ),
    ("content: {text/plain: {schema: {type: string, maxLength: 7}}}", ["a=1", "b=2"], []),
    ("content: {text/plain: {schema: {type: string, maxLength: 7}}}", ["a=1", "b=22"], ["maxLength"]),
    ("required: true, schema: {type: string}", [], ["required"]),
  ])
  func cookiesThatAreSet(header: String, sent: [String], expected: [String]) throws {
    let contract = try Contract(compiling: [
      SourceText(
        "cookies.yaml",
        """
        openapi: 3.1.0
        paths: {/x: {get: {responses: {'200': {description: d, headers: {Set-Cookie: {\(header)}}}}}}}
        """)
    ])
    let fields = sent.map { RequestParameters.Field(name: "set-cookie", value: $0) }
    let inspections = try contract.operation("GET /x").check(headers: fields, ofStatus: 200)
    guard case .invalid(let issues)? = inspections.first?.outcome else {
      #expect(expected.isEmpty && inspections.count == 1)
      return
    }
    #expect(issues.map(\.keyword).sorted() == expected)
  }

  @Test func manyNamesAreNoWork() throws {
    let query = (0..<50_000).map { "n\($0)=\($0)" }.joined(separator: "&")
    #expect(try findings("/map?\(query)").isEmpty)
    let deep = (0..<50_000).map { "where[n\($0)]=\($0)" }.joined(separator: "&")
    // So many are a limit, which is no mistake of the sender.
    #expect(try findings("/items/5?\(deep)").isEmpty)
  }

  @Test func anObjectTakesNothingThatIsAnothers() throws {
    let contract = try Contract(compiling: [Self.document])
    for (query, valid) in [("name=x&deep[a]=y&n=1", true), ("name=x&n=y", false), ("own=x", false)] {
      let inspections = try contract.operation("PUT /map").check(
        parametersOf: RequestParameters(path: nil, query: query))
      #expect(inspections.first?.outcome.isValid == valid, "\(query)")
      #expect(inspections.dropFirst().allSatisfy { $0.outcome.isValid } && inspections.count == 3)
    }
  }

  // MARK: Many entries

  /// Among too many entries no parameter is looked for, and each of them says so.
  @Test func tooManyEntriesAreNotChecked() throws {
    let operation = try Contract(compiling: [Self.document]).operation("get")
    let limits = Limits(parameters: 4)
    let few = RequestParameters(path: nil, query: "limit=5&&a=1&b=2&c=3")
    let inspections = try operation.check(parametersOf: few, limits: limits)
    #expect(inspections.count { $0.presence == .undocumented } == 3)
    let many = RequestParameters(path: nil, query: "limit=5&a=1&b=2&c=3&d=4")
    let stopped = try operation.check(parametersOf: many, limits: limits).filter { $0.location == .query }
    #expect(stopped.count == operation.parameters.count { $0.location == .query })
    for inspection in stopped {
      guard case .stopped(let limit) = inspection.outcome else {
        Issue.record("\(inspection.name): \(inspection.outcome)")
        continue
      }
      #expect(limit.limit == .entries)
      #expect(limit.message.contains("more than 4 entries"))
    }
  }

  /// Names that are canonically equivalent are different names.
  @Test func namesAreComparedByTheirBytes() throws {
    let document = SourceText(
      "names.yaml",
      """
      openapi: 3.1.0
      paths:
        /a: {get: {operationId: a, parameters: [{name: "caf\u{E9}", in: query, schema: {type: integer}}],
          responses: {default: {description: d}}}}
      """)
    let operation = try Contract(compiling: [document]).operation("a")
    let request = RequestParameters(path: nil, query: "cafe%CC%81=x&caf%C3%A9=5")
    let inspections = try operation.check(parametersOf: request)
    #expect(inspections.map(\.presence) == [.sent, .undocumented])
    #expect(inspections.allSatisfy { $0.outcome.isValid })
  }
}

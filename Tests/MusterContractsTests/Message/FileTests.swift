import Muster
import MusterDocuments
import Testing

@testable import MusterContracts

/// Parts that are files: their bytes are never read as JSON, whatever they were sent as.
@Suite("Files in multipart bodies")
struct FileTests {
  /// The schemas of a part `f`, with what `encoding` says of it, and the version of the document.
  private static let files: [(schema: String, encoding: String?, version: String)] = [
    ("{type: string, format: binary}", nil, "3.0.3"),
    ("{type: array, items: {type: string, format: binary}}", nil, "3.0.3"),
    ("{$ref: '#/components/schemas/File'}", nil, "3.0.3"),
    ("{allOf: [{$ref: '#/components/schemas/File'}, {description: d}]}", nil, "3.0.3"),
    ("{type: string, format: binary, nullable: true}", nil, "3.0.3"),
    ("{anyOf: [{type: string, format: binary}, {type: 'null'}]}", nil, "3.1.0"),
    ("{anyOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]}", nil, "3.1.0"),
    ("{type: [string, 'null'], format: binary}", nil, "3.1.0"),
    ("{type: string}", "{contentType: application/octet-stream}", "3.0.3"),
    ("{type: string, format: binary}", "{contentType: application/json}", "3.0.3"),
    ("{contentMediaType: application/octet-stream}", nil, "3.1.0"),
    ("{type: string, contentMediaType: image/png}", nil, "3.1.0"),
    ("{type: string, contentMediaType: application/json}", nil, "3.1.0"),
    ("{type: string, contentEncoding: base64, contentMediaType: image/png}", nil, "3.1.0"),
    ("{type: string, contentEncoding: base64}", nil, "3.2.0"),
    ("{}", "{contentType: image/png}", "3.1.0"),
  ]

  private static func rule(_ schema: String, _ encoding: String?, _ version: String) throws -> BodyRule {
    let text = """
      openapi: \(version)
      paths:
        /up:
          post:
            operationId: up
            requestBody:
              content:
                multipart/form-data:
                  schema: {type: object, properties: {f: \(schema), n: {type: integer}}}
                  encoding: {\(encoding.map { "f: \($0)" } ?? "")}
            responses: {default: {description: d}}
      components: {schemas: {File: {type: string, format: binary}}}
      """
    return try Contract(compiling: [SourceText("up.yaml", text)]).request(
      "up", media: "multipart/form-data; boundary=b")
  }

  private static func body(_ headers: String, _ content: String) -> [UInt8] {
    Array("--b\r\nContent-Disposition: form-data; name=\"f\"\(headers)\r\n\r\n\(content)\r\n--b--\r\n".utf8)
  }

  @Test(arguments: files.indices)
  func areBytes(index: Int) throws {
    let (schema, encoding, version) = FileTests.files[index]
    let rule = try FileTests.rule(schema, encoding, version)
    let types =
      encoding.map { [$0.contains("json") ? "application/json" : "image/png"] } ?? ["application/json", "text/csv"]
    for content in [#"{"a":1}"#, "not json", "[1]", "null", ""] {
      for type in types where encoding?.contains("octet-stream}") != true {
        for name in ["; filename=\"a.json\"", ""] {
          let body = FileTests.body("\(name)\r\nContent-Type: \(type)", content)
          #expect(rule.check(body).isValid, "\(schema), \(content), \(type): \(rule.check(body))")
        }
      }
      #expect(rule.check(FileTests.body("; filename=\"a.bin\"", content)).isValid)
    }
  }

  @Test func whatIsNoFileIsReadAsJSON() throws {
    let rule = try FileTests.rule("{type: object, required: [a]}", nil, "3.0.3")
    #expect(rule.check(FileTests.body("\r\nContent-Type: application/json", #"{"a":1}"#)).isValid)
    #expect(!rule.check(FileTests.body("\r\nContent-Type: application/json", "{}")).isValid)
  }

  @Test func brokenJSONIsToldWithItsPlace() throws {
    let rule = try FileTests.rule("{type: object}", nil, "3.0.3")
    guard case .invalid(let issues) = rule.check(FileTests.body("\r\nContent-Type: application/json", "{\n \"a\" 1}"))
    else {
      Issue.record("the part is not JSON")
      return
    }
    #expect(issues.count == 1)
    let reason = issues[0].reason
    #expect(reason.code == .notJSON)
    #expect(reason.subject == Reason.Subject(.field, "f"))
    // Line and column inside of the part.
    #expect(reason.items == [2, 6])
  }

  @Test func swaggerFilesAreBytes() throws {
    let text = """
      swagger: '2.0'
      paths:
        /up:
          post:
            operationId: up
            consumes: [multipart/form-data]
            parameters:
            - {name: f, in: formData, type: file, required: true}
            - {name: n, in: formData, type: integer}
            responses: {default: {description: d}}
      """
    let rule = try Contract(compiling: [SourceText("up.yaml", text)]).request(
      "up", media: "multipart/form-data; boundary=b")
    for content in [#"{"a":1}"#, "not json"] {
      #expect(rule.check(FileTests.body("\r\nContent-Type: application/json", content)).isValid)
    }
  }

  @Test func closedFormsKnowNoBracketsByTheLetter() throws {
    let text = """
      openapi: 3.0.3
      paths:
        /up:
          post:
            operationId: up
            requestBody:
              content:
                multipart/form-data:
                  schema:
                    type: object
                    additionalProperties: false
                    properties: {files: {type: array, items: {type: string, format: binary}}}
            responses: {default: {description: d}}
      """
    let contract = try Contract(compiling: [SourceText("up.yaml", text)])
    let body = Array(
      "--b\r\nContent-Disposition: form-data; name=\"files[]\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n".utf8)
    let media = "multipart/form-data; boundary=b"
    #expect(try contract.operation("up").request(media: media).check(body).isValid)
    #expect(try !contract.operation("up").request(media: media, reading: .letter).check(body).isValid)
  }
}

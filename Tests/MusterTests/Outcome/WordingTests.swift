import Foundation
import Testing

@testable import Muster

/// What every reason says: the one place where sentences are compared.
@Suite struct WordingTests {
  private static let text = FoundValue(.string, count: 3, text: "abc")
  private static let number = FoundValue(.number, text: "5")
  private static let hidden = FoundValue(.string, count: 10, shape: "9999-99-99")
  private static let object = FoundValue(.object, count: 2)
  private static let query = Reason.Subject(.queryParameter, "page")

  private static func bound(_ code: Reason.Code, _ bound: String, _ found: FoundValue? = nil) -> Reason {
    Reason(code, expected: .init(bound: bound), found: found)
  }

  private static let schemas: [(Reason, String)] = [
    (Reason(.type, expected: .init(types: ["string"]), found: number), "expected string, found the number 5"),
    (
      Reason(.type, expected: .init(types: ["string", "array", "null"]), found: hidden),
      #"expected string, array or null, found a string of 10 characters of the form "9999-99-99""#
    ),
    (
      Reason(.impossible, found: FoundValue(.null)),
      "no type is allowed here, as what the schema asks for at once can never be; found null"
    ),
    (Reason(.noValue, found: FoundValue(.boolean, text: "true")), "no value is allowed here, found the boolean true"),
    (
      Reason(.constant, expected: .init(values: [#""a""#]), found: text), #"expected "a", found the string "abc""#
    ),
    (
      Reason(
        .enumeration, expected: .init(values: [#""abd""#, "1"], omittedValues: 2), found: text, suggestion: #""abd""#),
      #"expected one of "abd", 1 or 2 more, found the string "abc"; did you mean "abd"?"#
    ),
    (
      Reason(.enumeration, found: FoundValue(.array, count: 1)),
      "no value is allowed here, as the 'enum' is empty; found an array of 1 item"
    ),
    (
      Reason(.missingProperty, found: object, names: ["a"], suggestion: "b"),
      "required property 'a' is missing; did you mean to name 'b' that?"
    ),
    (Reason(.missingProperty, names: ["a", "b"]), "required properties 'a' and 'b' are missing"),
    (
      Reason(.dependentProperty, names: ["a"], subject: Reason.Subject(.member, "c")),
      "required property 'a' is missing, which 'c' makes required"
    ),
    (
      Reason(.undeclaredProperty, expected: .init(names: ["a", "b"], omittedNames: 1), names: ["x"]),
      "property 'x' is not declared; allowed here: 'a', 'b' and 1 more"
    ),
    (
      Reason(.undeclaredProperty, expected: .init(names: ["a"]), names: ["x"], suggestion: "a"),
      "property 'x' is not declared, and no others are allowed; did you mean 'a'?"
    ),
    (
      Reason(.closedTwice, names: ["a"]),
      "property 'a' is declared by another subschema for this object; both are closed by "
        + "'additionalProperties: false', so neither lets the other's properties through"
    ),
    (
      Reason(.closedSubschema, expected: .init(names: ["b"]), names: ["a"]),
      "property 'a' is declared by another subschema for this object, but the one with "
        + "'additionalProperties: false' lets only its own properties through: 'b'"
    ),
    (
      Reason(.unevaluatedProperty, names: ["a"]),
      "property 'a' is not covered by any schema here, and unevaluated properties are not allowed"
    ),
    (
      Reason(.unevaluatedItem, found: number),
      "this item is not covered by any schema here, and unevaluated items are not allowed"
    ),
    (Reason(.undocumentedField, names: ["a"], suggestion: "b"), "field 'a' is not documented; did you mean 'b'?"),
    (bound(.minLength, "1", FoundValue(.string, count: 0)), "expected at least 1 character, found 0"),
    (bound(.maxLength, "2", text), "expected at most 2 characters, found 3"),
    (
      Reason(.pattern, expected: .init(pattern: "^x"), found: FoundValue(.string, count: 0)),
      "expected a string that matches /^x/, found an empty string"
    ),
    (
      Reason(.format, expected: .init(format: "date", problem: "day-not-in-month"), found: hidden),
      #"expected a date (RFC 3339), such as 2024-05-01, found a string of 10 characters of the form "9999-99-99": its month has no such day"#
    ),
    (
      Reason(.format, expected: .init(format: "own"), found: text),
      #"expected a value of the format 'own', found the string "abc""#
    ),
    (
      Reason(.content, expected: .init(content: ["base64", "application/json", "contentSchema"]), found: text),
      #"expected a string that holds base64 of JSON that passes 'contentSchema', found the string "abc""#
    ),
    (bound(.minimum, "6", number), "expected a number of at least 6, found the number 5"),
    (bound(.maximum, "4", number), "expected a number of at most 4, found the number 5"),
    (bound(.exclusiveMinimum, "5", number), "expected a number above 5, found the number 5"),
    (bound(.exclusiveMaximum, "5", FoundValue(.number)), "expected a number below 5, found a number"),
    (bound(.multipleOf, "2", number), "expected a multiple of 2, found the number 5"),
    (bound(.minItems, "1", FoundValue(.array, count: 0)), "expected at least 1 item, found 0"),
    (bound(.maxItems, "1", FoundValue(.array, count: 2)), "expected at most 1 item, found 2"),
    (Reason(.uniqueItems, items: [2, 7]), "expected items that all differ, but items 2 and 7 are equal"),
    (bound(.minProperties, "3", object), "expected at least 3 properties, found 2"),
    (bound(.maxProperties, "1", object), "expected at most 1 property, found 2"),
    (
      Reason(.notChecked, names: ["pattern"]),
      "the schema's 'pattern' cannot be used and was not checked; compiling the schema says why"
    ),
    (
      Reason(.minContains, expected: .init(bound: "2"), found: FoundValue(.array, count: 3), items: [1]),
      "expected at least 2 items to match 'contains', but 1 of 3 do"
    ),
    (bound(.maxContains, "1"), "expected at most 1 item to match 'contains', but more do"),
    (
      Reason(
        .not, found: object,
        causes: [
          Reason(.missingProperty, names: ["a", "b"]), Reason(.type, expected: .init(types: ["object"])),
        ]),
      "the value must not match the schema under 'not', but it does: 'a' and 'b' are present and it is of type object"
    ),
    (
      Reason(.not, found: object),
      "the value must not match the schema under 'not', but it does; found an object of 2 properties"
    ),
    (
      Reason(.unknownTag, expected: .init(values: [#""cat""#, #""dog""#]), found: text, suggestion: #""cat""#),
      #"the discriminator names no branch: expected one of "cat" or "dog", found the string "abc"; did you mean "cat"?"#
    ),
    (
      Reason(
        .severalBranches, names: ["cat"], branches: [.init(index: 0, name: "Cat"), .init(index: 2)],
        subject: Reason.Subject(.member, "kind")),
      #"expected exactly one branch of 'oneOf' to match, but 'Cat' and branch 3 both do; "#
        + #"by the letter, the tag "cat" of 'kind' does not decide"#
    ),
    (
      Reason(
        .noBranch,
        branches: [
          .init(index: 0, name: "Cat", reasons: [Reason(.missingProperty, names: ["a"])], omittedReasons: 2),
          .init(
            index: 1,
            reasons: [
              Reason(
                .type, expected: .init(types: ["string"]), found: number, place: JSONPointer(["b", "0"]))
            ]),
        ], omittedBranches: 3),
      "no branch matches: for 'Cat', required property 'a' is missing and 2 more reasons; or for branch 2, "
        + "at /b/0: expected string, found the number 5; or for 3 more, other reasons"
    ),
    (Reason(.noBranch), "expected one branch to match, but none does"),
    (Reason(.readOnly), "the property is read-only, so a request should not send it"),
    (Reason(.writeOnly), "the property is write-only, so a response should not carry it"),
    (Reason(.custom, quote: "expected an even number"), "expected an even number"),
    (Reason(.custom), "the value does not pass"),
    (
      Reason(.duplicateName, names: ["a"]),
      "the name 'a' occurs more than once in this object; which one counts depends on the reader"
    ),
    (
      Reason(.byteOrderMark),
      "a byte order mark before the text was skipped; JSON that is sent must not begin with one"
    ),
    (Reason(.unexplained), "the payload does not pass, but a limit kept the reason from being found"),
    (Reason(.notJSON, subject: .body), "the body is not JSON"),
    (
      Reason(.stopped, expected: .init(bound: "9"), subject: Reason.Subject(.limit, "steps")),
      "checking took more than 9 steps and was stopped: there is no verdict"
    ),
  ]

  private static let messages: [(Reason, String)] = [
    (Reason(.missingRequestBody), "the operation needs a request body; there is none"),
    (Reason(.missingResponseBody), "the response is documented with content; there is no body"),
    (
      Reason(.emptyResponseBody),
      "the response is documented with content that may be anything; there is no body"
    ),
    (Reason(.unexpectedBody), "the response is documented without content; there is a body"),
    (Reason(.undocumentedRequestBody), "the operation documents no request body; there is one"),
    (
      Reason(.undocumentedStatus, expected: .init(values: ["200", "4XX"]), status: 500),
      "status 500 is not documented; documented: 200, 4XX"
    ),
    (Reason(.undocumentedStatus, status: 500), "status 500 is not documented; no response is"),
    (
      Reason(
        .undocumentedMediaType, found: .text("text/csv"), suggestion: "text/plain",
        subject: Reason.Subject(.response, "200")),
      "the media type text/csv is not documented for this response; the nearest is text/plain"
    ),
    (
      Reason(.mediaTypeMismatch, expected: .init(values: ["text/plain"]), found: .text("application/json")),
      "the body is application/json where text/plain is documented; it is checked with the schema of the latter"
    ),
    (
      Reason(.missingContentType, expected: .init(content: ["application/json"])),
      "the body has no Content-Type; it reads as JSON and is checked as such"
    ),
    (
      Reason(.undocumentedOperation, found: .text("GET /x"), suggestion: "/y"),
      "no operation is documented for GET /x; the nearest is '/y'"
    ),
    (Reason(.undocumentedPath, found: .text("/x")), "no operation has the path of /x"),
    (
      Reason(
        .undocumentedMethod, expected: .init(values: ["GET", "PUT"]), found: .text("POST"),
        subject: Reason.Subject(.operation, "/x")),
      "/x has no POST; documented: GET, PUT"
    ),
    (Reason(.deprecatedOperation), "the vendor calls this operation deprecated"),
    (
      Reason(.missingCredentials, expected: .init(values: ["key", "token"]), names: ["X-Key"], status: 401),
      "credentials are missing: expected key, or token; not there: X-Key"
    ),
    (
      Reason(.statusContradiction, found: .text("false"), subject: Reason.Subject(.member, "success"), status: 200),
      "'success' says false where the status is 200"
    ),
    (
      Reason(
        .bodyOfOtherStatus, expected: .init(values: ["400"]), status: 200,
        causes: [Reason(.missingProperty, names: ["a"])]),
      "the body is what status 400 documents, not 200: by the schema of the latter, required property 'a' is missing"
    ),
    (
      Reason(.refused, status: 400, causes: [Reason(.readOnly)]),
      "the property is read-only, so a request should not send it; the server refused the request with 400"
    ),
    (Reason(.unreadableContract, quote: "x"), "the contract cannot be read: x"),
    (Reason(.brokenContract, quote: "x"), "the vendor's document has a mistake: x"),
    (
      Reason(.malformedEncoding, subject: query),
      "query parameter 'page': the percent-encoding is malformed or stands for no UTF-8"
    ),
    (Reason(.malformedText, expected: .init(format: "latin1")), "the text is not latin1"),
    (
      Reason(.repeatedParameter, found: FoundValue(.array, count: 3), subject: query),
      "query parameter 'page': it is there 3 times; one value was expected"
    ),
    (
      Reason(.repeatedMember, names: ["a"], subject: query),
      "query parameter 'page': the member 'a' is there more than once"
    ),
    (
      Reason(.conflictingEntries, subject: Reason.Subject(.field, "f")),
      "field 'f': a part of it is sent both as a value and as an object; only one of them can be meant"
    ),
    (Reason(.styleStart, expected: .init(format: "label", pattern: ".")), "the style label begins with ."),
    (Reason(.notPairs), "it is an object written as name=value pairs, and one has no '='"),
    (
      Reason(.oddPairs, found: FoundValue(.array, count: 3)),
      "it is an object written as names and values in turn, and 3 is no even number"
    ),
    (Reason(.noBoundary), "the body has no parts: no line in it is a boundary"),
    (Reason(.unfinishedParts), "the body ends before its last boundary"),
    (Reason(.malformedPartHeader), "a part of the body has a header line without a colon"),
    (Reason(.namelessPart), "a part of the body has no name"),
    (Reason(.repeatedPart), "there is more than one part of this name"),
    (
      Reason(.partMediaType, expected: .init(values: ["image/png"]), found: .text("text/plain")),
      "the part is text/plain where image/png is documented"
    ),
    (Reason(.missingParameter, subject: query), "the query parameter 'page' is required"),
    (
      Reason(.undocumentedParameter, suggestion: "pages", subject: query),
      "the query parameter 'page' is not documented; did you mean 'pages'?"
    ),
    (
      Reason(.plusAsSpace, subject: query, causes: [Reason(.type, expected: .init(types: ["string"]))]),
      "query parameter 'page': expected string; a '+' in it was read as a space, write %2B for a plus sign"
    ),
    (Reason(.deprecatedParameter, subject: query), "the query parameter 'page' is deprecated"),
    (
      Reason(.unreadableExchange, causes: [Reason(.exchangeNotObject)]),
      "this exchange cannot be read: it is no object"
    ),
    (Reason(.exchangeNotObject), "it is no object"),
    (Reason(.exchangeWithoutRequest, names: ["method", "url"]), "it has no request with 'method' and 'url'"),
    (Reason(.emptyRecording), "the recording is empty"),
    (
      Reason(.packedRecording, found: .text("zip")),
      "the recording is a zip archive, which is not read; unpack it first"
    ),
    (
      Reason(.recordingEncoding, found: .text("UTF-16")),
      "the recording is UTF-16, which is not read; save it as UTF-8"
    ),
    (
      Reason(.recordingNotObject),
      "the recording is neither JSON nor YAML; 'muster recordings' lists the forms that are read"
    ),
    (Reason(.exchangeWithoutStatus), "its response has no status that can be read"),
    (Reason(.exchangeWithoutResponse), "no response was saved for this request"),
    (Reason(.exchangeNotExact, names: ["method"]), "it stands for more than one request, by its 'method'"),
    (
      Reason(.recordingTooLarge, expected: .init(bound: "9")),
      "the recording has more than 9 bytes, and one of this form is read as a whole"
    ),
    (
      Reason(.recordingUnknown, found: .text("JSON")),
      "the recording is JSON of no form that is known; 'muster recordings' lists the forms that are read"
    ),
    (
      Reason(.recordingNotRewritten),
      "it cannot be written anew with every byte at its place; 'muster convert' makes an archive or lines of it"
    ),
    (Reason(.recordingNotYAML, quote: "a tab"), "the recording is no YAML that can be read: a tab"),
    (
      Reason(.recordingText, found: .text("mitmproxy")),
      "the recording has flows of mitmproxy; make a HAR of them with: mitmdump -nr FLOWS --set hardump=out.har"
    ),
    (Reason(.recordingWithoutEntries), "the recording has no 'log.entries', as a HAR file has"),
    (
      Reason(.oversizedExchange, expected: .init(bound: "9")),
      "this exchange has more than 9 bytes and was not read"
    ),
    (
      Reason(.truncatedExchange),
      "the recording ends inside of this exchange; everything before it was judged"
    ),
    (
      Reason(.truncatedRecording),
      "the recording ends before it is complete; every exchange before the end was judged"
    ),
    (Reason(.unreadableRecording), "the recording cannot be read"),
    (Reason(.noExchangesChecked), "there was no exchange to check"),
    (
      Reason(.noExchangesChecked, found: FoundValue(.array, count: 1)),
      "not one of 1 exchange was held to a contract; the ledger says why"
    ),
  ]

  @Test func everySentence() {
    for (reason, sentence) in Self.schemas + Self.messages { #expect(reason.message == sentence, "\(reason.code)") }
  }

  // MARK: Coverage

  private static func source(_ path: String) throws -> String {
    // Tests/MusterTests/Outcome
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }

  /// No code is without a sentence of its own, and none is without a row here.
  @Test(arguments: ["Reason+Code.swift", "Reason+MessageCodes.swift"])
  func everyCodeHasASentence(_ file: String) throws {
    let known = Set((Self.schemas + Self.messages).map(\.0.code.description))
    var count = 0
    for match in try Self.source("Sources/Muster/Outcome/\(file)").matches(of: /static let `?\w+`? = Self\("([^"]+)"\)/)
    {
      let code = String(match.output.1)
      count += 1
      #expect(known.contains(code), "no row for \(code)")
      #expect(
        !Reason(Reason.Code(code), subject: code == "stopped" ? .init(.limit, "steps") : nil).message.hasSuffix(
          "(\(code))"))
    }
    #expect(count > 30)
  }

  /// No code of a problem with a format is without words.
  @Test func everyProblemHasWords() throws {
    var count = 0
    let text = try Self.source("Sources/MusterText/Formats/Problems/FormatProblem+Codes.swift")
    for match in text.matches(of: /static let `?\w+`? = Self\(rawValue: "([^"]+)"\)/) {
      let problem = String(match.output.1)
      // Nothing more than that is known.
      if problem == "malformed" { continue }
      count += 1
      let reason = Reason(.format, expected: .init(format: "date", problem: problem))
      #expect(reason.message.contains("2024-05-01: "), "no words for \(problem)")
    }
    #expect(count > 80)
  }

  // MARK: Of checks

  /// What a few checks say.
  @Test(arguments: [
    (#"{"type":["string","null"]}"#, "5", "expected string or null, found the number 5"),
    (#"{"anyOf":[{"type":"null"},{"type":"string"}]}"#, "true", "expected string or null, found the boolean true"),
    (
      #"{"properties":{"name":{}},"additionalProperties":false}"#, #"{"nmae":1}"#,
      "property 'nmae' is not declared, and no others are allowed; did you mean 'name'?"
    ),
    (
      #"{"enum":["ADMIN","MEMBER"]}"#, #""MEMBR""#,
      #"expected one of "ADMIN" or "MEMBER", found the string "MEMBR"; did you mean "MEMBER"?"#
    ),
    (
      #"{"required":["name"]}"#, #"{"nane":1}"#,
      "required property 'name' is missing; did you mean to name 'nane' that?"
    ),
    (#"{"maxLength":1}"#, #""é😀""#, "expected at most 1 character, found 2"),
    (#"{"minimum":1000}"#, "-1", "expected a number of at least 1000, found the number -1"),
    (#"{"enum":[null]}"#, "{}", "expected null, found an object of 0 properties"),
    (#"{"type":"string"}"#, "[1,2]", "expected string, found an array of 2 items"),
    ("false", "1", "no value is allowed here, found the number 1"),
    (#"{"type":"integer"}"#, #""a\u0007b""#, #"expected integer, found the string "a\u{7}b""#),
    (
      #"{"anyOf":[{"required":["one"]},{"required":["two"]}]}"#, #"{"foo":{}}"#,
      "no branch matches: for branch 1, required property 'one' is missing; or for branch 2, required property 'two' is missing"
    ),
  ])
  func checks(_ schema: String, _ payload: String, _ message: String) throws {
    #expect(try ExplanationTests.issues(schema, payload).map(\.message) == [message])
  }
}

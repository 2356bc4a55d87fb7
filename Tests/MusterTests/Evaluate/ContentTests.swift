import MusterText
import Testing

@testable import Muster

/// `contentEncoding`, `contentMediaType` and `contentSchema`.
@Suite struct ContentTests {
  static let schema =
    #"{"contentEncoding": "base64", "contentMediaType": "application/json", "contentSchema": {"required": ["a"]}}"#

  @Test(arguments: [
    ("\"eyJhIjogMX0=\"", true), ("\"e30=\"", false), ("\"eyJhIjog\"", false), ("\"%%%%\"", false),
    ("\"eyJhIjogMX0\"", false),
    ("5", true), ("\"\"", false), (#""eyJhIjo\u0067MX0=""#, true),
  ])
  func assertsOnRequest(_ payload: String, _ expected: Bool) throws {
    let schema = try Schema(Self.schema.utf8, options: Schema.Options(contents: .assertion))
    #expect(schema.accepts(payload) == expected)
    #expect(schema.check(payload).isValid == expected)
    #expect(try Schema(Self.schema.utf8).accepts(payload), "an annotation by default")
  }

  @Test func plainContent() throws {
    let schema = try Schema(
      #"{"contentMediaType": "application/vnd.x+json; charset=utf-8", "contentSchema": {"type": "array"}}"#.utf8,
      options: Schema.Options(contents: .assertion))
    #expect(schema.accepts(#""[1]""#))
    #expect(!schema.accepts(#""{}""#))
    #expect(!schema.accepts(#""[""#))
  }

  @Test func whatIsNotCheckedIsNoticed() throws {
    let schema = try Schema(
      #"{"items": {"contentEncoding": "quoted-printable"}, "contains": {"contentMediaType": "text/html"}}"#.utf8,
      options: Schema.Options(contents: .assertion))
    #expect(schema.notices.map(\.code) == [.noEffect, .noEffect])
  }

  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
    ("Zm9vYmFy", "foobar"),
  ])
  func base64(_ text: String, _ decoded: String) {
    #expect(Base64.decode(text.utf8.span, isLenient: false) == Array(decoded.utf8))
  }

  @Test(arguments: ["Zg", "Zh==", "Zm9=", "=", "Zg==Zg==", "Zm9v\n", "Z-9v"]) func notBase64(_ text: String) {
    #expect(Base64.decode(text.utf8.span, isLenient: false) == nil)
  }
}

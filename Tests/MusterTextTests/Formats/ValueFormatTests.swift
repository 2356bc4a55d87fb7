import MusterText
import Testing

@Suite struct ValueFormatTests {
  @Test func integers() {
    expectFormat(
      "int32",
      valid: [
        "0", "-0", "1.0", "1e2", "2147483647", "-2147483648", "2.147483647e9", "21474836470e-1", "0.0",
        "0e999999999999", "100E-2",
      ],
      invalid: [
        "2147483648", "-2147483649", "1.5", "1e10", "1e-1", "", "01", "+1", "1.", ".5", "1e", "a",
        "1e999999999999999999999",
      ])
    expectFormat(
      "int64",
      valid: ["9223372036854775807", "-9223372036854775808", "9.223372036854775807e18", "9007199254740993"],
      invalid: ["9223372036854775808", "-9223372036854775809", "9223372036854775807.5", "1e19"])
    expectFormat(
      "uint64",
      valid: ["18446744073709551615", "0", "-0"],
      invalid: ["18446744073709551616", "-1", "1e20"])
    expectFormat("int8", valid: ["127", "-128"], invalid: ["128", "-129"])
    expectFormat("uint8", valid: ["255", "0"], invalid: ["256", "-1"])
    expectFormat("int16", valid: ["32767", "-32768"], invalid: ["32768"])
    expectFormat("uint16", valid: ["65535"], invalid: ["65536"])
    expectFormat("uint32", valid: ["4294967295"], invalid: ["4294967296", "-1"])
    expectFormat(
      "double-int",
      valid: ["9007199254740991", "-9007199254740991"],
      invalid: ["9007199254740992", "0.5"])
  }

  @Test func realNumbers() {
    expectFormat(
      "double",
      valid: [
        "1.7976931348623157e308", "1.79769313486231580e308", "0.1", "1e-400", "-1e308", "0e400", "5e-324",
        "123456789012345678901234567890",
      ],
      invalid: ["1e309", "1e400", "-1e309", "1.7976931348623159e308", "abc", ""])
    expectFormat(
      "float",
      valid: ["3.4028235e38", "3.40282356e38", "-3.4e38", "0.1"],
      invalid: ["3.4028236e38", "1e39", "-1e39"])
    expectFormat("decimal", valid: ["1", "1.50", "1e400", "-0.1"], invalid: ["", "1,5", "NaN", "0x1"])
    expectFormat(
      "decimal128",
      valid: [
        "9.999999999999999999999999999999999e6144", "1e-7000", "9.9999999999999999999999999999999994e6144",
      ],
      invalid: ["1e6145", "9.9999999999999999999999999999999995e6144"])
    expectFormat("unixtime", valid: ["0", "1700000000", "-1.5"], invalid: ["", "x"])
  }

  @Test func encodings() {
    expectFormat(
      "byte",
      valid: ["", "TQ==", "TWE=", "TWFu", "U3dhZ2dlciByb2Nrcw==", "+/+/"],
      invalid: [
        "TQ", "TQ=", "TQ===", "T", "TQ==TQ==", "TW-_", "TW Fu", "TWFu\n", "=", "====", "T===", "TWE\u{E9}",
      ])
    expectFormat("byte", .relaxed, valid: ["TQ", "TW-_", "TQ=="], invalid: ["T", "TQ="])
    expectFormat("base64url", valid: ["", "TQ", "TQ==", "TW-_"], invalid: ["TW+/", "T", "TQ=", "TWE=="])
    expectFormat("char", valid: ["a", "é", "🐲"], invalid: ["", "ab", "e\u{301}"])
  }

  @Test func structuredFields() {
    expectFormat(
      "sf-string",
      valid: ["\"\"", "\"a b\"", "\"\\\"\\\\\""],
      invalid: ["a", "\"", "\"\\a\"", "\"é\"", "\"a\"b\"", "\"\\\""])
    expectFormat("sf-token", valid: ["a", "*", "foo/bar:1", "A!#"], invalid: ["", "1a", "a b", "a\"", "/a"])
    expectFormat(
      "sf-binary",
      valid: ["::", ":TQ==:", ":TQ:"],
      invalid: ["TQ==", ":", ":TQ==", ":T:", ":T-_=:"])
    expectFormat("sf-boolean", valid: ["?0", "?1"], invalid: ["?2", "1", "true", "?"])
    expectFormat(
      "sf-integer",
      valid: ["999999999999999", "-1", "1.0", "0"],
      invalid: ["1000000000000000", "1.5", "a"])
    expectFormat(
      "sf-decimal",
      valid: ["1.5", "999999999999.999", "1", "0.1250"],
      invalid: ["1000000000000.5", "0.1234", "x"])
  }

  @Test func mediaRange() {
    expectFormat(
      "media-range",
      valid: [
        "*/*", "text/*", "text/html", "text/html;level=1", "text/html ; a=\"b\\\"c\"",
        "application/vnd.x+json", "a/b;", "a/b;;c=d",
      ],
      invalid: [
        "", "text", "*/html", "text/", "/html", "text/html;level", "text/html;a=", "text /html", "a/b c",
        "a/b;a=\"x", "a/b ", "a/b, c/d",
      ])
  }

  @Test func color() {
    expectFormat(
      "color",
      valid: ["fuchsia", "#CC8899", "#C89", "rgb(1,2, 3)", "RED", "rgb(10%, 0%, 100%)"],
      invalid: ["#00332520", "puce", "light_grayish_red-violet", "#CC88", "rgb(1,2)", "rgb(1,2%,3)", ""])
  }

  @Test func catalogue() {
    #expect(Format.named("no-such-format") == nil)
    #expect(Format.named("Date-Time") == nil)
    for format in Format.all {
      #expect(Format.named(format.name) == format)
      #expect(Format(code: format.code) == format)
      if format.subject == .none {
        #expect(format.accepts("anything \u{0}"))
      }
    }
    #expect(Set(Format.all.map(\.name)).count == Format.all.count)
    #expect(Format(code: 0) == nil)
    #expect(Format.named("int64")?.subject == .number)
    #expect(Format.named("int64")?.appliesToStrings == true)
    #expect(Format.named("int32")?.appliesToStrings == false)
    #expect(Format.named("uuid")?.subject == .string)
    #expect(Format.named("password")?.subject == Format.Subject.none)
  }

  @Test func registry() {
    var registry = FormatRegistry()
    registry.register("even-length") { $0.count % 2 == 0 }
    guard case .custom(let check)? = registry.entry(named: "even-length") else {
      Issue.record("the registered format is not found")
      return
    }
    let even = check("ab".utf8.span)
    let odd = check("abc".utf8.span)
    #expect(even && !odd)
    guard case .builtIn(let format)? = registry.entry(named: "uuid") else {
      Issue.record("a built-in format is not found")
      return
    }
    #expect(format.name == "uuid")
    #expect(registry.entry(named: "no-such-format") == nil)
    #expect(registry.customNames == ["even-length"])
    var scratch = PatternScratch()
    func judge(_ text: String, _ name: String, _ registry: FormatRegistry) -> FormatRegistry.Verdict {
      registry.judge(text.utf8.span, as: name, scratch: &scratch)
    }
    registry.handle("uuid", as: .assertion(.relaxed))
    registry.handle("date", as: .annotation)
    #expect(judge("2eb8aa08aa9811eab4aa73b441d16380", "uuid", registry) == .accepted)
    #expect(judge("never", "date", registry) == .annotated)
    #expect(judge("secret", "password", registry) == .annotated)
    #expect(judge("abc", "even-length", registry) == .rejected)
    #expect(judge("abc", "no-such-format", registry) == .unknown)
  }
}

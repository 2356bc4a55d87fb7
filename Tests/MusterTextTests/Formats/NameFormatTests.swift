import MusterText
import Testing

@Suite struct NameFormatTests {
  private static let long63 = String(repeating: "a", count: 63)

  @Test func hostname() {
    let a = Self.long63
    expectFormat(
      "hostname",
      valid: [
        "www.example.com", "xn--4gbwdl.xn--wgbh1c", "localhost", "host-name", "hostnam3", "1host", "a",
        "A-1.b",
        "\(a).com", "xn--9n2bp8q.xn--9t4b11yi5a", "xn--ihqwcrb4cv8a8dqg056pqjye", "xn--zca29lwxobi7a",
        "xn--ll-0ea", "xn--wva3je", "ab--cd.com", "123",
        "\(a).\(a).\(a).\(String(repeating: "b", count: 61))",
      ],
      invalid: [
        "-a-host-name-that-starts-with--", "not_a_valid_host_name", "", ".", ".example", "example.", "a..b",
        "a_b.com",
        "-hostname", "hostname-", "_hostname", "hostname_", "host_name", "host name", "example．com",
        "ünïcode.example",
        "a-vvvvvvvvvvvvvvvveeeeeeeeeeeeeeeerrrrrrrrrrrrrrrryyyyyyyyyyyyyyyy-long-host-name-component",
        "\(a)a.com", "-> $1.00 --", "xn--X", "XN--aa---o47jg78q", "xn--hello-txk", "xn--hello-zed",
        "xn--hello-6bf",
        "xn--l-fda", "xn--l-gda", "xn--al-0ea", "xn--la-0ea", "xn--wva", "xn--wva3j", "xn--a-", "xn---",
        "xn--", "xn--abc-",
        "\(a).\(a).\(a).\(String(repeating: "b", count: 62))", "xn--07jt112bpxg",
      ])
    expectFormat(
      "hostname", .relaxed,
      valid: ["a_b.com", "example.", "_dmarc.example.com", "xn--X"], invalid: ["", ".", "-a", "a b"])
  }

  @Test func internationalHostname() {
    expectFormat(
      "idn-hostname",
      valid: [
        "실례.테스트", "xn--ihqwcrb4cv8a8dqg056pqjye", "ßς་〇", "۽۾", "l·l", "α͵β", "א׳ב", "א״ב", "def・ぁ", "・ァ",
        "・丈",
        "ب٠ب", "۰0", "क्\u{200D}ष", "क्\u{200C}ष", "بي\u{200C}بي", "hostname", "host-name", "hostnam3",
        "1host", "h0stn4me",
        "example.com", "a.b", "a。b", "a．b", "a｡b", "bücher.example", "Example.COM", "xn--bcher-kva.example",
        "faß.de",
        "日本語.jp", "ا٠",
      ],
      invalid: [
        "〮실례.테스트", "실〮례.테스트", String(repeating: "실", count: 60),
        "-> $1.00 --", "xn--X", "XN--aa---o47jg78q", "-hello", "hello-", "-hello-", "\u{903}hello",
        "\u{300}hello",
        "\u{488}hello", "\u{640}\u{7FA}", "〱〲〳〴〵〮〯〻", "a·l", "·l", "l·a", "l·", "α͵S", "α͵", "A׳ב", "׳ב",
        "A״ב", "״ב",
        "def・abc", "・", "ب٠۰", "क\u{200D}ष", "\u{200D}ष", "\u{200C}क", "", ".", "。", "．", "｡", ".a", "。a",
        "a.", "a。",
        "a．", "a..b", "example．", "BÜCHER.example", "bu\u{308}cher.example", "ab--cd", "אa", "1א", "א.1a",
        "a\u{200B}b",
        "☃.net", "ab\u{1F432}", "a_b", "א٠0",
      ])
    expectFormat("idn-hostname", .relaxed, valid: ["a_b", "a."], invalid: ["☃.net", ""])
  }

  @Test func email() {
    let long = String(repeating: "a", count: 64)
    expectFormat(
      "email",
      valid: [
        "joe.bloggs@example.com", "te~st@example.com", "~test@example.com", "test~@example.com",
        "te.s.t@example.com", "\"joe bloggs\"@example.com", "\"joe..bloggs\"@example.com",
        "\"joe@bloggs\"@example.com",
        "joe.bloggs@[127.0.0.1]", "joe.bloggs@[IPv6:::1]", "riedgar+guest@example.com", "a@b", "\(long)@b",
        "!#$%&'*+/=?^_`{|}~-@example.com", "\"\\\"\"@b", "\"\"@b", "x@[tag:content]",
        "x@xn--bcher-kva.example",
      ],
      invalid: [
        "2962", ".test@example.com", "test.@example.com", "te..st@example.com",
        "joe.bloggs@invalid=domain.com",
        "joe.bloggs@[127.0.0.300]", "user1@oceania.org, user2@oceania.org",
        "\"Winston Smith\" <winston@recdep.minitrue>",
        "joe bloggs@example.com", "", "@", "a@", "@b", "a@b@c", "a@-b", "a@b.", "é@b", "\"a\"b@c", "\"a@b",
        "a@[1.2.3.4",
        "\(long)a@b", "a@b_c", "joe(comment)@example.com", "a\n@b", "\"a\"b\"@c", "x@[IPv6:1]", "x@[]",
      ])
    expectFormat("email", .relaxed, valid: ["a.@b", "a..b@c"], invalid: ["a b@c", "a@b_c"])
    expectFormat(
      "idn-email",
      valid: [
        "실례@실례.테스트", "joe.bloggs@example.com", "\"é\"@b", "é@bücher.example", "δοκιμή@example.com",
        "\"δοκιμή\"@example.com", "user@cafe\u{301}.com", "cafe\u{301}@example.com", "a@bu\u{308}cher.a\u{30A}.example",
        "a@\u{1112}\u{1161}\u{11AB}.example", "\u{85}@example.com", "\u{FFFF}@example.com", "\u{1D54F}@example.com",
        String(repeating: "a", count: 64) + "@example.com",
      ],
      invalid: [
        "2962", "é@☃.net", "실례", "@실례.테스트", "é é@b", "user\u{FF20}example.com", "a@\u{301}cafe.com",
        "a@cafe\u{301}-.com", "a@BU\u{308}CHER.example", "a@☃e\u{301}.net",
      ])
  }

  @Test func addresses() {
    expectFormat(
      "ipv4",
      valid: ["192.168.0.1", "0.0.0.0", "255.255.255.255", "87.10.0.1"],
      invalid: [
        "127.0.0.0.1", "256.256.256.256", "127.0", "0x7f000001", "2130706433", "087.10.0.1", "1২7.0.0.1",
        "192.168.1.0/24",
        " 192.168.0.1", "192.168.0.1 ", "192.168.0.1\n", "", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.04",
        "-1.2.3.4", "0x7f.0.0.1",
        "1.2.3.4.", "00.0.0.0",
      ])
    expectFormat(
      "ipv6",
      valid: [
        "::1", "::abcd", "::", "::42:ff:1", "d6::", "1:d6::42", "1::d6:192.168.0.1", "1:2::192.168.0.1",
        "::ffff:192.168.0.1", "1:2:3:4:5:6:7:8", "::ABCD", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5::8", "::1.2.3.4",
      ],
      invalid: [
        "12345::", "::abcef", "1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1", "::laptop", ":2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:",
        ":2:3:4::8", "1::d6::42", "1::2:192.168.256.1", "1::2:192.168.ff.1", "::ffff:192.168.0.1.2",
        "1:2:3:4:5:::8", "1:2:3:4:5:6:7",
        "1", "127.0.0.1", "1:2:3:4:1.2.3", "  ::1", "::1  ", "fe80::/64", "fe80::a%eth1",
        "1000:1000:1000:1000:1000:1000:255.255.255.255:1",
        "100:100:100:100:100:100:255.255.255.255.255", "100:100:100:100:100:100:100:255.255.255.255",
        "1:2:3:4:5:6:7:৪",
        "1:2::192.16৪.0.1", "", ":", ":::", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9",
        "1::2::", "::1::",
        "1:2:3:4:5:6:7:1.2.3.4",
      ])
    expectFormat(
      "uuid",
      valid: [
        "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
        "2eb8aa08-AA98-11ea-B4Aa-73B441D16380", "00000000-0000-0000-0000-000000000000",
        "98d80576-482e-427f-8434-7f86890ab222", "ffffffff-ffff-ffff-ffff-ffffffffffff",
      ],
      invalid: [
        "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-73b441d16380",
        "2eb8aa08-aa98-11ea-b4ga-73b441d16380",
        "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08aa98-11ea-b4aa73b441d16380",
        "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
        "2eb8aa08aa9811eab4aa73b441d16380----", "", "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
      ])
    expectFormat(
      "uuid", .relaxed,
      valid: [
        "2eb8aa08aa9811eab4aa73b441d16380", "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
        "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380",
      ],
      invalid: ["2eb8aa08-aa98-11ea-b4aa73b441d16380"])
  }
}

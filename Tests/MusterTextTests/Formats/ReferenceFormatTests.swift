import MusterText
import Testing

@Suite struct ReferenceFormatTests {
  private static let validURIs = [
    "http://foo.bar/?baz=qux#quux", "http://foo.com/blah_(wikipedia)_blah#cite-1",
    "http://foo.bar/?q=Test%20URL-encoded%20stuff",
    "http://xn--nw2a.xn--j6w193g/", "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
    "http://223.255.255.254",
    "ftp://ftp.is.co.za/rfc/rfc1808.txt", "http://www.ietf.org/rfc/rfc2396.txt",
    "ldap://[2001:db8::7]/c=GB?objectClass?one",
    "mailto:John.Doe@example.com", "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212",
    "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", "http://a", "a:", "a:b", "http://", "file:///x",
    "http://[v1.a:b]/",
    "http://a:/", "http://a@b:80/c;d=e", "a://[::1]:5", "http://a?b?c/d#e?f/g", "about:blank", "A+-.1:x",
    "x:a//b",
  ]
  private static let invalidURIs = [
    "//foo.bar/?baz=qux#quux", "/abc", "\\\\WINDOWS\\fileshare", "abc", "http:// shouldfail.com",
    ":// should fail",
    "bar,baz:foo", "https://[@example.org/test.txt", "https://example.org/foobar\\.txt",
    "https://example.org/foobar<>.txt",
    "https://example.org/foobar{}.txt", "https://example.org/foobar^.txt", "https://example.org/foobar`.txt",
    "https://example.org/foo bar.txt", "https://example.org/foobar|.txt", "http://a%", "http://a%2",
    "http://a%2g", "",
    "http://2001:0db8:85a3:0000:0000:8a2e:0370:7334", "1a:b", "http://[::1", "http://[::1]a", "http://[1]",
    "http://a:b",
    "a#b#c:d", "http://a/#b#c", "http://a@b@c/", "http://[v.a]", "http://[::1%25eth0]/", "http://a\n",
    "http://a[b]", "a:[b]",
    "http://a/\"b\"", "#frag",
  ]

  @Test func uri() {
    expectFormat(
      "uri", valid: Self.validURIs, invalid: Self.invalidURIs + ["https://example.org/foobar®.txt", "http://é"])
    expectFormat(
      "uri-reference",
      valid: Self.validURIs + [
        "//foo.bar/?baz=qux#quux", "/abc", "abc", "#fragment", "", "?q", "//", "a/b:c", "./a:b", ".", "#",
      ],
      invalid: [
        "\\\\WINDOWS\\fileshare", "#frag\\ment", "/foobar®.txt", "https://example.org/foobar\\.txt", "a b",
        "bar,baz:foo", "%",
        "1a:b", ":a", "//[a]", "##", "unicode\u{301}",
      ])
  }

  @Test func iri() {
    expectFormat(
      "iri",
      valid: Self.validURIs + [
        "http://ƒøø.ßår/?∂éœ=πîx#πîüx", "http://ƒøø.com/blah_(wîkïpédiå)_blah#ßité-1",
        "http://ƒøø.ßår/?q=Test%20URL-encoded%20stuff",
        "http://[2001:0db8:85a3:0000:0000:8a2e:0370:7334]", "http://a/?\u{E000}", "http://é@é:1/",
      ],
      invalid: [
        "http://2001:0db8:85a3:0000:0000:8a2e:0370:7334", "/abc", "\\\\WINDOWS\\filëßåré", "âππ",
        "http://a/\u{E000}",
        "http://a/#\u{E000}", "http://a/\u{FFFE}", "é:a", "http://a/\u{80}", "http://a b",
      ])
    expectFormat(
      "iri-reference",
      valid: ["http://ƒøø.ßår/?∂éœ=πîx#πîüx", "//ƒøø.ßår/?∂éœ=πîx#πîüx", "/âππ", "âππ", "#ƒrägmênt", ""],
      invalid: ["\\\\WINDOWS\\filëßåré", "#ƒräg\\mênt", "\u{FFFF}", "é:a"])
  }

  @Test func uriTemplate() {
    expectFormat(
      "uri-template",
      valid: [
        "http://example.com/dictionary/{term:1}/{term}", "http://example.com/dictionary",
        "dictionary/{term:1}/{term}", "",
        "{var}", "{+path,x}/here", "{#x,hello,y}", "X{.var:3}", "{/list*}", "{;x,y,empty}", "{?x,y}", "{&x}",
        "{a.b}", "{%41}",
        "{x:9999}", "é{x}", "%41", "{a_b}", "it's",
      ],
      invalid: [
        "http://example.com/dictionary/{term:1}/{term", "{", "}", "{}", "{a", "a}", "{a b}", "{a:0}",
        "{a:10000}", "{a..b}",
        "{.}", "{a,}", "{,a}x{", "a b", "<", "%4", "{a:}", "{a*b}", "{a.}", "{-a}", "{{a}}", "^", "{a:1*}",
        "\"",
      ])
  }

  @Test func pointers() {
    expectFormat(
      "json-pointer",
      valid: [
        "/foo/bar~0/baz~1/%a", "/foo//bar", "/foo/bar/", "", "/foo", "/foo/0", "/", "/a~1b", "/c%d", "/e^f",
        "/g|h", "/i\\j",
        "/k\"l", "/ ", "/m~0n", "/foo/-", "/foo/-/bar", "/~1~0~0~1~1", "/~1.1", "/~0.1", "/é\n",
      ],
      invalid: [
        "/foo/bar~", "/~0~", "/~0/~", "/~2", "/~-1", "/~~", "#", "#/", "#a", "/~-1", "a", "0", "a/a", "~0",
      ])
    expectFormat(
      "relative-json-pointer",
      valid: ["1", "0/foo/bar", "2/0/baz/1/zip", "0#", "120/foo/bar", "10#", "0+1/a", "0-1#", "3-2"],
      invalid: [
        "/foo/bar", "-1/foo/bar", "+1/foo/bar", "0##", "01/a", "01#", "", "1#a", "a", "1/~", "0+", "0+01",
        "1foo", "1 ", "#", "0#/",
      ])
  }

  @Test func regex() {
    expectFormat(
      "regex",
      valid: [
        "([abc])+\\s+$", "", "a{2,3}", "\\p{L}", "(?<=a)b", "(?i:a)", "(?<a>x)|(?<a>y)", "\\u{1F432}",
      ],
      invalid: [
        "^(abc]", "^\\S(|(.|\\n)*\\S)\\Z", "\\a", "a**", "[b-a]", "(?<a>x)(?<a>y)", "\\", "a{2,1}", "(", "]",
        "\\p{Foo}",
      ])
  }
}

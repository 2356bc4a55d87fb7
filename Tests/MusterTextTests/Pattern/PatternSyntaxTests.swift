import Foundation
import MusterText
import Testing

/// What is a pattern and what is none, with the code and the place of the refusal.
@Suite struct PatternSyntaxTests {
  private static let valid = [
    "", "|", "a|b|", "()", "(?:)", "a*?", "a{2}", "a{2,}", "a{2,3}?", "[]", "[^]", "[a-]", "[-a]", "[--a]", "[\\b]",
    "[\\-]", "[\\w-]", "\\/", "\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|", "\\cA", "\\0", "\\x41", "\\u0041",
    "\\u{0}", "\\u{10FFFF}", "\\u{000000041}", "\\uD83D\\uDC32", "\\uD83D", "\\uDC32\\uD83D", "(?=a)(?!b)(?<=c)(?<!d)",
    "(?<a>x)\\k<a>", "\\k<a>(?<a>x)", "(a)\\1", "\\1(a)", "(?<$_é𐐀>x)", "(?<\\u0061b>x)\\k<ab>", "(?<\\u{61}\\u200D>x)",
    "(?<a>x)|(?<a>y)", "(?:(?<a>x)|(?<a>y))\\k<a>", "(?i:a)", "(?-i:a)", "(?im-s:a)", "(?ims:a)", "(?i-:a)", "\\p{L}",
    "\\p{Lu}", "\\p{Script=Greek}", "\\p{sc=Grek}", "\\p{scx=Grek}", "\\p{Script_Extensions=Greek}", "\\P{Any}",
    "\\p{digit}", "\\p{punct}", "\\p{gc=Lu}", "[\\p{L}-]", "a{0}", "a{00002}", "a\u{0}b", "-", ",",
    "(?<a>)(?:(?<b>)|(?<b>))", "(?:){99999999999999999999}",
  ]

  @Test(arguments: valid)
  func isAccepted(_ source: String) throws {
    _ = try Pattern(source)
  }

  struct Refusal: CustomTestStringConvertible {
    var source: String
    var code: PatternError.Code
    var offset: Int

    init(_ source: String, _ code: PatternError.Code, _ offset: Int) {
      self.source = source
      self.code = code
      self.offset = offset
    }

    var testDescription: String { source }
  }

  private static let refusals = [
    Refusal("^(abc]", .unexpectedCharacter, 5), Refusal("(abc", .unbalancedGroup, 0),
    Refusal("a)", .unbalancedGroup, 1),
    Refusal("é)", .unbalancedGroup, 2), Refusal("*", .nothingToRepeat, 0), Refusal("a**", .nothingToRepeat, 2),
    Refusal("^*", .nothingToRepeat, 1), Refusal("(?=a)*", .nothingToRepeat, 5), Refusal("\\b+", .nothingToRepeat, 2),
    Refusal("(?<=a)?", .nothingToRepeat, 6), Refusal("{1}", .nothingToRepeat, 0), Refusal("a{", .invalidQuantifier, 1),
    Refusal("a{1", .invalidQuantifier, 1), Refusal("a{,1}", .invalidQuantifier, 1),
    Refusal("a{2,1}", .invalidQuantifier, 1),
    Refusal("}", .unexpectedCharacter, 0), Refusal("]", .unexpectedCharacter, 0), Refusal("\\", .invalidEscape, 0),
    Refusal("\\a", .invalidEscape, 0), Refusal("\\Z", .invalidEscape, 0), Refusal("a\\-", .invalidEscape, 1),
    Refusal("\\c", .invalidEscape, 0), Refusal("\\c1", .invalidEscape, 0), Refusal("\\01", .invalidEscape, 0),
    Refusal("\\x4", .invalidEscape, 0), Refusal("\\u004", .invalidEscape, 0), Refusal("\\u{}", .invalidEscape, 0),
    Refusal("\\u{110000}", .invalidEscape, 0), Refusal("\\u{1", .invalidEscape, 0), Refusal("\\1", .unknownGroup, 0),
    Refusal("(a)\\2", .unknownGroup, 3), Refusal("\\k<a>", .unknownGroup, 0), Refusal("\\k", .invalidEscape, 0),
    Refusal("[a", .unterminatedClass, 0), Refusal("[", .unterminatedClass, 0), Refusal("[b-a]", .invalidRange, 1),
    Refusal("[\\d-a]", .invalidRange, 1), Refusal("[a-\\d]", .invalidRange, 1), Refusal("[\\B]", .invalidEscape, 1),
    Refusal("[\\1]", .invalidEscape, 1), Refusal("(?", .invalidGroup, 0), Refusal("(?a)", .invalidGroup, 0),
    Refusal("(?ii:a)", .invalidGroup, 3), Refusal("(?-:a)", .invalidGroup, 0), Refusal("(?i-i:a)", .invalidGroup, 4),
    Refusal("(?i)", .invalidGroup, 0), Refusal("(?#x)", .invalidGroup, 0), Refusal("(?>a)", .invalidGroup, 0),
    Refusal("(?P<a>x)", .invalidGroup, 0), Refusal("(?<>x)", .invalidGroupName, 0),
    Refusal("(?<1>x)", .invalidGroupName, 3),
    Refusal("(?<a", .invalidGroupName, 0), Refusal("(?<a>x)(?<a>y)", .duplicateGroupName, 7),
    Refusal("(?:(?<a>x)|b)(?<a>y)", .duplicateGroupName, 13), Refusal("\\p{Foo}", .unknownProperty, 0),
    Refusal("\\p{lu}", .unknownProperty, 0), Refusal("\\p{Script=Foo}", .unknownProperty, 0),
    Refusal("\\pL", .invalidEscape, 0),
    Refusal("\\p{L", .invalidEscape, 0), Refusal("\\p{Greek}", .unknownProperty, 0),
    Refusal("\\p{Block=Foo}", .unknownProperty, 0),
    Refusal("\\p{RGI_Emoji}", .unknownProperty, 0), Refusal("((ab){1000}){1000}", .tooLarge, 12),
    Refusal("((((a{99}){99}){99}){99}){99}b", .tooLarge, 25),
    Refusal(String(repeating: "(", count: 10_000), .tooDeep, 65),
  ]

  @Test(arguments: refusals)
  func isRefused(_ refusal: Refusal) {
    do {
      _ = try Pattern(refusal.source)
      Issue.record("accepted")
    } catch {
      #expect(error.code == refusal.code, "\(error)")
      #expect(error.offset == refusal.offset, "\(error)")
      #expect(!error.detail.isEmpty)
    }
  }

  @Test func anyBytesAreDecided() {
    var generator = PatternGenerator(seed: 3)
    for _ in 0..<300 {
      var source = generator.pattern().text
      for _ in 0..<4 { source = generator.damaged(source) }
      guard let pattern = try? Pattern(source) else { continue }
      let bytes = (0..<40).map { _ in UInt8(truncatingIfNeeded: generator.random.next()) }
      var scratch = PatternScratch()
      _ = pattern.search(bytes.span, scratch: &scratch)
      for format in Format.all {
        _ = format.accepts(bytes.span, mode: .relaxed, scratch: &scratch)
        _ = format.accepts(source)
      }
    }
  }
}

/// Nesting is read by recursion, which has to fit in the small stacks of secondary threads.
@Suite struct PatternNestingTests {
  @Test(arguments: ["(", "(?:", "(?=", "(?<!", "(?:a|", "(b"], [")", ")*", "){1,2}", ")\\1"])
  func deepestNestingFitsInHalfAMegabyte(open: String, close: String) {
    let depth = PatternLimits().nestingDepth
    let source = "()" + String(repeating: open, count: depth) + "a" + String(repeating: close, count: depth)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      let pattern = try? Pattern(source)
      _ = pattern?.search("aaa")
      done.signal()
    }
    thread.stackSize = 512 * 1024
    thread.start()
    done.wait()
  }
}

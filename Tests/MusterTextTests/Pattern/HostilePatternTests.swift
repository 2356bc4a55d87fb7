import Foundation
import MusterText
import Testing

/// Searches long texts with patterns made to be slow, and measures how the time grows with the text.
///
/// The environment sets `MUSTER_HOSTILE_BYTES`, the length of the longer text.
@Suite(.serialized) struct HostilePatternTests {
  struct Attack: CustomTestStringConvertible {
    var pattern: String
    /// The text is this unit over and over, then the tail.
    var unit: String
    var tail: String

    init(_ pattern: String, _ unit: String, _ tail: String = "") {
      self.pattern = pattern
      self.unit = unit
      self.tail = tail
    }

    var testDescription: String { pattern }

    func text(bytes: Int) -> String {
      String(repeating: unit, count: max(1, (bytes - tail.utf8.count) / unit.utf8.count)) + tail
    }
  }

  /// Nested quantifiers, alternation bombs, long counted repeats, look-arounds in chains, and back-references.
  static let attacks = [
    Attack("^(a+)+$", "a", "b"), Attack("(a+)+$", "a", "b"), Attack("^(a*)*$", "a", "b"), Attack("(a*)*b", "a"),
    Attack("^(([a-z])+.)+[A-Z]([a-z])+$", "a"), Attack("^(a|aa)+$", "a", "b"), Attack("^(a|a?)+$", "a", "b"),
    Attack("(x+x+)+y", "x"), Attack("(.*a){12}b", "a"), Attack("^(.*,){11}P", "1,"), Attack("(a?){40}a{40}b", "a"),
    Attack("^(a|b|ab)*c$", "ab"), Attack("(.*)(.*)(.*)(.*)[^]x", "a"), Attack("^.*.*.*.*=.*$", "a"),
    Attack("\\s*\\s*\\s*$x", " "), Attack("\\s+$", " ", "x"), Attack("(a{1,30}){1,30}b", "a"),
    Attack("a{0,3000}b", "a"),
    Attack("^(a{0,60}){0,60}b", "a"), Attack("([^]{1,50}){1,40}$x", "ab"), Attack("(ab?|a?b){1,500}c", "ab"),
    Attack("^[\\w.]+@([\\w-]+\\.)+[a-z]{2,4}$", "a", "@"), Attack("(\\w+\\s?)+$", "ab ", "!"),
    Attack("^(\\d+|\\d+\\.\\d+)*$", "1", "x"), Attack("(?:(?:a*)*)*b", "a"), Attack("(((((a*)*)*)*)*)*b", "a"),
    Attack("([a-z]+)*[0-9]", "abc"), Attack("^(\\p{L}+\\p{M}*)+$", "é", "1"), Attack("(é|e|.)*ß", "é"),
    Attack("(a|b|c|d|e|f|g|h)*i", "abcdefgh"), Attack("\\b(\\w+\\b\\W*)+$y", "ab "),
    Attack("(^a|b$|\\B.)*c", "ab"), Attack("(?i:(k|s|\\u212A)+)x", "kS"), Attack("[ab]*a[ab]{14}c", "ab"),
    Attack("(a|b)*a(a|b){200}$x", "ab"), Attack("(0|1)*1(0|1){18}2", "01"), Attack("^(?=.*a)(?=.*b)(?=.*c).*d$", "abc"),
    Attack("(?=(a+)+b)a*c", "a"), Attack("(?!(a*)*$).*b$", "a"), Attack("(?<=(a+)+)b", "a"),
    Attack("(?<!(a|aa)*)b", "a"),
    Attack("(?<=(?<=(?<=a)a)a)b", "a"), Attack("(?:(?<=a)a|(?<!b)b)*c", "ab"), Attack("(?=(?=(?=a*b)a*b)a*b)c", "a"),
    Attack("(?:(?=a*)a)*b", "a"), Attack("(?=(.{1,20}){1,20}x)b", "a", "x"), Attack("(a*)\\1b", "a"),
    Attack("^(a+)+\\1$", "a", "b"), Attack("(.*)\\1{3}x", "ab"),
    Attack("(?<n>\\w+)\\s\\k<n>x", "ab "), Attack("(?=(a+))\\1b", "a"), Attack("^(?:(a|aa)\\1?)+$", "a", "b"),
    Attack("^\\w{1,255}(,\\w{1,255}){0,99}$", "abc,"), Attack("^\\w{1,255}(,\\w{1,255}){0,99}$", "a"),
    Attack("^(\\w{1,255},?){0,20}$", "a", "!"), Attack("(\\w{1,255},?){20}!", "a"), Attack("^.{0,65535}$", "a", "\n"),
    Attack("^(a{1,1000}){1,1000}$", "a", "b"), Attack("(a{1,1000}){1,1000}$", "a", "b"),
    Attack("^(a{2,1000}b?){1,30}$", "a", "c"), Attack("(a{900,1000}b?){1,30}c", "aaab"),
    Attack("([ab]{2,60000}c){1,20}d", "ab"), Attack("([ab]{2,60000}c){1,20}d", "aabc"),
    Attack("(?<=\\1(a+))b", "a"), Attack("(a+|b+|c+)*\\1d", "abc"), Attack("^((a*)*)*\\2c", "a"),
  ]

  private static let bytes =
    ProcessInfo.processInfo.environment["MUSTER_HOSTILE_BYTES"].flatMap { Int($0) } ?? 24_000

  private func measure(_ pattern: Pattern, _ text: String) -> (PatternMatch, Double) {
    var scratch = PatternScratch()
    let start = Self.threadSeconds
    let found = pattern.search(text.utf8.span, scratch: &scratch)
    return (found, Self.threadSeconds - start)
  }

  /// The processor time of this thread, which other work on the machine leaves alone.
  private static var threadSeconds: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test func growsNoFasterThanTheText() throws {
    #expect(Self.attacks.count >= 50)
    var slowest = (seconds: 0.0, pattern: "")
    var worst = (ratio: 0.0, pattern: "")
    var undecided = 0
    for attack in Self.attacks {
      let pattern = try Pattern(attack.pattern)
      let short = attack.text(bytes: Self.bytes / 2)
      let long = attack.text(bytes: Self.bytes)
      var best = Double.infinity
      var seconds = Double.infinity
      // Other work still disturbs single measurements through the caches: one that is undisturbed suffices.
      for _ in 0..<6 {
        let (_, half) = measure(pattern, short)
        let (found, whole) = measure(pattern, long)
        if found == .undecided { undecided += best == .infinity ? 1 : 0 }
        #expect(found != .matched, "\(attack.pattern)")
        best = min(best, whole / max(half, 0.000_5))
        seconds = min(seconds, whole)
        if best < 2.4 { break }
      }
      if seconds > slowest.seconds { slowest = (seconds, attack.pattern) }
      if best > worst.ratio { worst = (best, attack.pattern) }
      #expect(best < 3, "\(attack.pattern) takes \(best) times as long for twice the text")
    }
    print(
      "hostile patterns: \(Self.attacks.count) on \(Self.bytes) bytes, \(undecided) undecided;",
      "worst growth \(worst.ratio) by /\(worst.pattern)/, slowest \(slowest.seconds) s by /\(slowest.pattern)/")
  }
}

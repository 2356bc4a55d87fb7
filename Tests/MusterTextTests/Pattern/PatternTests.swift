import MusterText
import Testing

@Suite struct PatternTests {
  @Test func outcomesAreDistinct() {
    #expect(Set([PatternMatch.unmatched, .matched, .undecided].map(\.rawValue)).count == 3)
  }
}

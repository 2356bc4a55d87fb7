import MusterContracts
import Testing

@testable import MusterTraffic

@Suite("Rules")
struct RuleTests {
  @Test func haveNamesOfTheirOwnInKebabCase() {
    #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
    for rule in Rule.all {
      #expect(rule.id.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D }, "\(rule.id)")
      #expect(Rule.named(rule.id) == rule)
    }
  }

  @Test func sayOneSentenceAndThenMore() {
    for rule in Rule.all {
      #expect(rule.summary.hasSuffix("."), "\(rule.id)")
      #expect(!rule.explanation.isEmpty && !rule.explanation.contains("\n"), "\(rule.id)")
    }
  }

  @Test func theNearestNameIsThere() {
    #expect(Rule.nearest(to: "undocumented-pth") == "undocumented-path")
    #expect(Rule.nearest(to: "entirely different") == nil)
  }
}

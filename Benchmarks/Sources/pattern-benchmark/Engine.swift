import Foundation
import MusterText

/// One side of the comparison, with a pattern compiled and the texts at hand.
protocol Engine {
  init(pattern: String, texts: [String]) throws
  /// Searches every text some number of times, and counts the matches.
  mutating func run(rounds: Int) -> Int
  /// Whether each text has a match.
  mutating func verdicts() -> [Bool]
}

struct MusterEngine: Engine {
  /// Holds the working memory, which cannot be copied.
  private final class Memory {
    var scratch = PatternScratch()
  }

  private let pattern: Pattern
  private let texts: [[UInt8]]
  private let memory = Memory()

  init(pattern: String, texts: [String]) throws {
    self.pattern = try Pattern(pattern)
    self.texts = texts.map { Array($0.utf8) }
  }

  func run(rounds: Int) -> Int {
    var found = 0
    for _ in 0..<rounds {
      for text in texts where pattern.search(text.span, scratch: &memory.scratch) == .matched {
        found += 1
      }
    }
    return found
  }

  func verdicts() -> [Bool] {
    texts.map { pattern.search($0.span, scratch: &memory.scratch) == .matched }
  }
}

struct SwiftEngine: Engine {
  private let regex: Regex<AnyRegexOutput>
  private let texts: [String]

  init(pattern: String, texts: [String]) throws {
    regex = try Regex(pattern)
    self.texts = texts
  }

  func run(rounds: Int) -> Int {
    var found = 0
    for _ in 0..<rounds {
      for text in texts where text.firstMatch(of: regex) != nil {
        found += 1
      }
    }
    return found
  }

  func verdicts() -> [Bool] {
    texts.map { $0.firstMatch(of: regex) != nil }
  }
}

struct FoundationEngine: Engine {
  private let regex: NSRegularExpression
  private let texts: [(String, NSRange)]

  init(pattern: String, texts: [String]) throws {
    regex = try NSRegularExpression(pattern: pattern)
    self.texts = texts.map { ($0, NSRange(location: 0, length: $0.utf16.count)) }
  }

  func run(rounds: Int) -> Int {
    var found = 0
    for _ in 0..<rounds {
      for (text, range) in texts where regex.firstMatch(in: text, range: range) != nil {
        found += 1
      }
    }
    return found
  }

  func verdicts() -> [Bool] {
    texts.map { regex.firstMatch(in: $0.0, range: $0.1) != nil }
  }
}

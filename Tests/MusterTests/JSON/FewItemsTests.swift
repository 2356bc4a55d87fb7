import Testing

@testable import Muster

/// What tells the items of a short array apart, held against their hashes.
@Suite struct FewItemsTests {
  private static let values = [
    "1", "1.0", "true", "null", #""a""#, #""\u0061""#, #""b""#, "{}", "[]", #""a long text that goes on""#,
    #""a long text that goes ou""#,
  ]
  private static let names = [#""a""#, #""\u0061""#, #""b""#, #""c""#]

  private static func value(_ generator: inout SeededGenerator, depth: Int = 0) -> String {
    guard depth < 2, Int.random(in: 0..<3, using: &generator) > 0 else {
      return values.randomElement(using: &generator) ?? ""
    }
    let members = (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
      "\(names.randomElement(using: &generator) ?? ""):\(value(&generator, depth: depth + 1))"
    }
    return "{\(members.joined(separator: ","))}"
  }

  @Test func itemsThatAreToldApartDiffer() throws {
    var generator = SeededGenerator(seed: 5)
    var told = 0
    var equal = 0
    for _ in 0..<4_000 {
      let items = (0..<Int.random(in: 0..<5, using: &generator)).map { _ in Self.value(&generator) }
      let text = "[\(items.joined(separator: ","))]"
      let document = try JSONDocument(SourceText(name: "items", bytes: Array(text.utf8)))
      let (differ, pair) = document.withTape { ($0.fewItemsDiffer(.root), $0.equalItems(of: .root)) }
      if differ { told += 1 }
      if !pair.isEmpty { equal += 1 }
      #expect(!differ || pair.isEmpty, "\(text)")
    }
    #expect(told > 500 && equal > 200)
  }

  /// Strings with and without escapes have one hash, whatever their length.
  @Test func escapesDoNotChangeTheHash() throws {
    for count in 0..<40 {
      let letters = (0..<count).map { "\(Character(UnicodeScalar(UInt8(97 + $0 % 26))))" }
      let escaped = letters.enumerated().map { index, letter in
        index % 3 == 0 ? "\\u00" + String(letter.utf8.first ?? 0, radix: 16) : letter
      }
      let text = #"["\#(letters.joined())","\#(escaped.joined())","\#(letters.joined())x"]"#
      let document = try JSONDocument(SourceText(name: "texts", bytes: Array(text.utf8)))
      document.withTape { tape in
        let first = tape.firstChild(.root)
        let second = tape.next(after: first)
        #expect(tape.stringHash(first) == tape.stringHash(second))
        #expect(tape.stringHash(first) != tape.stringHash(tape.next(after: second)))
        #expect(tape.equalItems(of: .root) == [0, 1])
      }
    }
  }
}

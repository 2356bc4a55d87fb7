import Testing

@testable import MusterContracts

@Suite("Guard's names")
struct NameTableTests {
  /// Enough that many have the same place, with the ends and lengths that the mixture looks at.
  private static let names =
    ["", "a", "é", "e\u{301}", "get", "PUT /items/{id}"] + (0..<500).map { "operation\($0)" }
    + (0..<200).map { "x\($0)-the-rest-of-it-is-the-same-for-all" }

  @Test func findsEachNameAndNoOther() {
    var numbers: [String: Int] = [:]
    for (number, name) in Self.names.enumerated() where numbers[name] == nil { numbers[name] = number }
    let table = NameTable(numbers)
    for (name, number) in numbers {
      #expect(table.number(of: name) == number, "\(name)")
      for other in [name + "x", String(name.dropLast()), "x" + name, name.uppercased()] {
        #expect(table.number(of: other) == numbers[other], "\(other)")
      }
    }
  }

  @Test func anEmptyTableHasNoName() {
    let table = NameTable([:])
    #expect(table.number(of: "") == nil)
    #expect(table.number(of: "a") == nil)
  }
}

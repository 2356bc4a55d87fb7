import Foundation
import Testing

/// The page of the unchecked indices against the sources.
@Suite("Unchecked indices")
struct UncheckedIndexTests {
  /// An accessor that checks nothing, where it is declared.
  private struct Accessor: Hashable, Comparable, CustomStringConvertible {
    let name: String
    let file: String

    var description: String { "`\(name)` in \(file)" }

    static func < (left: Accessor, right: Accessor) -> Bool { (left.file, left.name) < (right.file, right.name) }
  }

  private static let page =
    (try? String(contentsOf: Repository.root.appending(path: "docs/unchecked.md"), encoding: .utf8)) ?? ""

  private static let unsafeSources = Sources.files().filter {
    LayeringTests.unsafeFiles.contains($0.lastPathComponent)
  }

  /// The declarations of a file whose names or labels begin with `unchecked`, each with its lines up to the next one.
  private static func accessors(of file: URL) throws -> [(accessor: Accessor, attributes: String, body: String)] {
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let pattern = /^\s*(?:[a-z]+(?:\(set\))?\s+|@\w+(?:\(\w+\))?\s+)*(?:func|var|subscript)\b.*?\b(unchecked\w*)\b/
    var found: [(accessor: Accessor, attributes: String, body: String)] = []
    for (number, line) in lines.enumerated() {
      guard let match = line.firstMatch(of: pattern), !line.contains(" = unsafe ") else { continue }
      let indent = line.prefix { $0 == " " }
      let end = lines[(number + 1)...].firstIndex { $0.hasPrefix("\(indent)}") && $0.count == indent.count + 1 }
      let body = line.hasSuffix("}") ? line : lines[number...(end ?? number)].joined(separator: "\n")
      let attributes = number > 0 ? lines[number - 1] + line : line
      found.append((Accessor(name: String(match.1), file: file.lastPathComponent), attributes, body))
    }
    return found
  }

  @Test func everyAccessorHasARow() throws {
    var declared: Set<Accessor> = []
    for file in Self.unsafeSources { for found in try Self.accessors(of: file) { declared.insert(found.accessor) } }
    let rows = Self.page.matches(of: /\| `(unchecked\w*)` \| `([\w+]+\.swift)` \|/).map {
      Accessor(name: String($0.1), file: String($0.2))
    }
    #expect(declared.count > 20)
    #expect(declared.subtracting(rows).sorted() == [], "these have no row in docs/unchecked.md")
    #expect(Set(rows).subtracting(declared).sorted() == [], "these are not in the sources any more")
    #expect(rows.count == Set(rows).count)
  }

  @Test func everyAccessorIsMarkedAndAsserts() throws {
    for file in Self.unsafeSources {
      for found in try Self.accessors(of: file) {
        #expect(found.attributes.contains("@unsafe"), "\(found.accessor) is not marked @unsafe")
        let body = found.body.split(separator: "\n", omittingEmptySubsequences: false)
        let isRequirement = body.count == 1 && !found.body.contains("{")
        let inner = body.dropFirst().joined(separator: "\n") + (body.count == 1 ? found.body.drop { $0 != "{" } : "")
        #expect(
          isRequirement || inner.contains("assert(") || inner.contains("unchecked"),
          "\(found.accessor) neither asserts its precondition nor calls what does")
      }
    }
  }

  /// Only files that the page says own memory compute addresses.
  @Test func pointersStayWithTheOwnersOfMemory() throws {
    let start = try #require(Self.page.range(of: "## Who owns memory"))
    let end = try #require(Self.page.range(of: "## The accessors"))
    let owners = Set(
      Self.page[start.upperBound..<end.lowerBound].matches(of: /`([\w+]+\.swift)`/).map { String($0.1) })
    let words = [
      "UnsafePointer", "UnsafeMutablePointer", "UnsafeRawPointer", "UnsafeMutableRawPointer", "Unmanaged", "pointee",
      "loadUnaligned", "storeBytes", "unsafeBitCast", "withMemoryRebound", "unsafelyUnwrapped",
      "unsafeUninitializedCapacity",
    ]
    for file in Sources.files() where !owners.contains(file.lastPathComponent) {
      let found = Sources.words(in: try Sources.code(of: file)).intersection(words).sorted()
      #expect(found == [], "\(file.lastPathComponent) computes addresses, and docs/unchecked.md has no row for it")
    }
    #expect(owners.subtracting(LayeringTests.unsafeFiles).sorted() == [])
  }
}

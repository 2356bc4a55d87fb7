import Foundation
import Testing

/// `docs/readings.md` against the corpus.
@Suite("The page of readings")
struct ReadingsPageTests {
  private static let page =
    (try? String(contentsOf: Repository.root.appending(path: "docs/readings.md"), encoding: .utf8)) ?? ""

  /// The corpus files that the page names.
  private static let named = Set(page.matches(of: /`(Corpus\/[^`]+\.json)`/).map { String($0.1) })

  /// The cases of a corpus file on which the readings differ.
  private static func differences(in file: URL) throws -> Int {
    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let cases = value?["cases"] as? [[String: Any]] ?? []
    return cases.count { $0["intent"] != nil && $0["letter"] != nil }
  }

  @Test func everyRowHasCasesThatDiffer() throws {
    #expect(!Self.named.isEmpty)
    for path in Self.named {
      #expect(try Self.differences(in: Repository.root.appending(path: path)) > 0, "\(path)")
    }
  }

  @Test func everyTrapThatDependsOnTheReadingIsNamed() throws {
    let folder = Repository.root.appending(path: "Corpus/traps")
    let files = Repository.files(in: folder, extension: "json")
    #expect(!files.isEmpty)
    for file in files where try Self.differences(in: file) > 0 {
      #expect(Self.named.contains("Corpus/traps/\(file.lastPathComponent)"), "\(file.lastPathComponent)")
    }
  }

  /// The page leads to the code: every source file and every test that it names exists.
  @Test func namedFilesExist() {
    let files = Set(
      Repository.files(in: Repository.root.appending(path: "Sources"), extension: "swift").map(\.lastPathComponent))
    let tests = Set(
      Repository.files(in: Repository.root.appending(path: "Tests"), extension: "swift").map(\.lastPathComponent))
    let named = Self.page.matches(of: /`([\w+]+\.swift)`/).map { String($0.1) }
    #expect(named.count > 5)
    for name in named { #expect(files.contains(name), "there is no \(name)") }
    for name in Self.page.matches(of: /`(\w+Tests)`/).map({ String($0.1) }) {
      #expect(tests.contains("\(name).swift"), "there is no \(name)")
    }
  }
}

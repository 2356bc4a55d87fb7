import Foundation
import Testing

/// The code that `docs/testing.md` shows is code of the example package, which is built and run as a stranger's would be.
@Suite("The page about testing")
struct TestingPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func lines(_ text: String) -> [String] {
    text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func codeOfThePageIsInTheExample() throws {
    let folder = Self.root.appending(path: "Examples/PayloadTests/Tests/PayloadTests")
    var known: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      known.formUnion(lines(try String(contentsOf: folder.appending(path: file), encoding: .utf8)))
    }
    let page = try String(contentsOf: Self.root.appending(path: "docs/testing.md"), encoding: .utf8)
    var count = 0
    for block in page.components(separatedBy: "```swift\n").dropFirst() {
      for line in lines(block.components(separatedBy: "\n```").first ?? "") where !line.isEmpty {
        #expect(known.contains(line), "the page shows '\(line)'")
        count += 1
      }
    }
    #expect(count > 10)
  }
}

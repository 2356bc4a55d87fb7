import Foundation
import Testing

/// `docs/architecture.md` against the sources: what it names is there.
@Suite("The page of the architecture")
struct ArchitecturePageTests {
  private static let page =
    (try? String(contentsOf: Repository.root.appending(path: "docs/architecture.md"), encoding: .utf8)) ?? ""
  private static let sources = Repository.root.appending(path: "Sources")

  /// What the page sets in code, fences apart.
  private static let named: [String] = {
    let text = page.replacing(/```[\s\S]*?```/, with: "")
    return text.matches(of: /`([^`\n]+)`/).map { String($0.1) }
  }()

  @Test func filesAndFoldersExist() throws {
    let files = Set(
      Repository.files(in: Self.sources, extension: "swift").flatMap { file in
        let path = file.path.dropFirst(Self.sources.path.count + 1)
        // A path may be given from any folder on.
        let parts = path.split(separator: "/")
        return parts.indices.map { parts[$0...].joined(separator: "/") }
      })
    var count = 0
    for name in Self.named where name.hasSuffix(".swift") && !name.contains("NAME") {
      count += 1
      #expect(files.contains(name), "there is no \(name)")
    }
    #expect(count > 10)
    for name in Self.named where name.wholeMatch(of: /[A-Z]\w*(\/[A-Z]\w*)+/) != nil {
      let folders =
        [name, "Muster/\(name)"].map { Self.sources.appending(path: $0).path }
        + [Repository.root.appending(path: name).path]
      #expect(folders.contains { FileManager.default.fileExists(atPath: $0) }, "there is no folder \(name)")
    }
  }

  @Test func typesExist() throws {
    var declared: Set<String> = []
    for file in Repository.files(in: Self.sources, extension: "swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /\b(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)/) {
        declared.insert(String(match.1))
      }
    }
    let folders = Set(
      try FileManager.default.subpathsOfDirectory(atPath: Self.sources.path).flatMap { $0.split(separator: "/") }
        .map(String.init))
    var count = 0
    for name in Self.named where !name.hasSuffix(".swift") && name.wholeMatch(of: /[A-Z]\w+(\.\w+)?/) != nil {
      let type = name.split(separator: ".").first.map(String.init) ?? name
      count += 1
      #expect(
        declared.contains(type) || folders.contains(type) || Self.others.contains(type), "there is no type \(type)")
    }
    #expect(count > 50)
  }

  /// What is neither a type nor a folder of the sources.
  private static let others: Set = ["KeywordTableTests", "OpcodeTests", "PageFuzzTests", "WordingTests"]

  @Test func everyModuleAndFolderHasARow() throws {
    for module in try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    where module.hasPrefix("Muster") {
      #expect(Self.page.contains("| `\(module)` |"), "\(module) has no row")
    }
    let engine = Self.sources.appending(path: "Muster")
    for folder in try FileManager.default.contentsOfDirectory(atPath: engine.path) {
      #expect(Self.page.contains("| `\(folder)` |"), "Muster/\(folder) has no row")
    }
  }

  @Test func everyFileWithUnsafeCodeIsNamed() {
    for file in LayeringTests.unsafeFiles where !file.hasPrefix("SystemCalls+") {
      #expect(Self.page.contains("`\(file)`"), "\(file) has unsafe code that the page does not tell of")
    }
  }
}

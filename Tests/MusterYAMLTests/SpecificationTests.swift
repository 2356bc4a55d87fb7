import Foundation
import Muster
import MusterYAML
import Testing

/// Vendors' documents, read where they lie beside the package.
@Suite struct SpecificationTests {
  private static let folder: URL? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = package.appending(path: "../shared/specs").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  @Test(
    .enabled(if: SpecificationTests.folder != nil, "not run: no specifications"),
    arguments: [("anthropic", 106), ("cohere", 41)])
  func operations(_ name: String, _ count: Int) throws {
    let folder = try #require(SpecificationTests.folder)
    let data = try Data(contentsOf: folder.appending(path: name + ".openapi.yml"))
    var assembler = JSONAssembler()
    let warnings = try YAMLReader().read(SourceText(name: name, bytes: Array(data)), into: &assembler)
    #expect(warnings.isEmpty)
    let document = try JSONSerialization.jsonObject(with: Data(assembler.bytes)) as? [String: Any]
    let paths = try #require(document?["paths"] as? [String: [String: Any]])
    let methods: Set = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
    #expect(paths.values.map { $0.keys.count { methods.contains($0) } }.reduce(0, +) == count)
  }
}

import Foundation
import Muster
import MusterYAML

/// The published YAML test suite, read where it lies beside the package.
enum Suite {
  /// One test of a file of the suite.
  struct Case {
    var name: String
    var yaml: String
    var fails: Bool
    var tree: String?
    var json: String?
  }

  /// The folder of test files, when it is there.
  static let folder: URL? = {
    let environment = ProcessInfo.processInfo.environment["MUSTER_SUITES"]
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let suites = environment.map { URL(filePath: $0) } ?? package.appending(path: "../shared/suites")
    let folder = suites.appending(path: "yaml-test-suite/src").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// The names of the test files, without extension.
  static let files: [String] = {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return [] }
    return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// The tests of a file; a test takes over what it leaves out from the one before it.
  static func cases(of file: String) throws -> [Case] {
    guard let folder else { return [] }
    let data = try Data(contentsOf: folder.appending(path: file + ".yaml"))
    let source = SourceText(name: file + ".yaml", bytes: Array(data))
    var assembler = JSONAssembler()
    _ = try YAMLReader().read(source, into: &assembler)
    let list = try JSONSerialization.jsonObject(with: Data(assembler.bytes)) as? [[String: Any]] ?? []
    var merged: [String: Any] = [:]
    return list.enumerated().map { index, entry in
      // What is left out is as in the test before, except for the verdict.
      merged["fail"] = nil
      merged.merge(entry) { $1 }
      return Case(
        name: list.count > 1 ? "\(file)/\(index)" : file,
        yaml: visible(merged["yaml"] as? String ?? ""),
        fails: entry["fail"] as? Bool ?? false,
        tree: (merged["tree"] as? String).map { lines(visible($0)) },
        json: merged["json"] as? String)
    }
  }

  /// The number of tests in a file by its lines alone, as a check on the reader that reads the suite.
  static func caseCount(of file: String) throws -> Int {
    guard let folder else { return 0 }
    let text = try String(contentsOf: folder.appending(path: file + ".yaml"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("- ") }.count
  }

  /// Undoes the notation that makes white space visible.
  private static func visible(_ text: String) -> String {
    var text = text.replacingOccurrences(of: "␣", with: " ")
    text = text.replacingOccurrences(of: "—*»", with: "\t", options: .regularExpression)
    text = text.replacingOccurrences(of: "⇔", with: "\u{FEFF}").replacingOccurrences(of: "↵", with: "")
    text = text.replacingOccurrences(of: "←", with: "\r")
    return text.replacingOccurrences(of: "∎\\n?$", with: "", options: .regularExpression)
  }

  /// The lines of an event tree without their indentation.
  private static func lines(_ tree: String) -> String {
    tree.split(separator: "\n").map { line in
      String(line.drop { $0 == " " })
    }.joined(separator: "\n") + "\n"
  }
}

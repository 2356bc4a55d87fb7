import Foundation
import Testing

/// The guide for adding a vendor, followed to the letter.
@Suite(.timeLimit(.minutes(2)))
struct GuideTests {
  private static let file = Repository.root.appending(path: "docs/adding-a-vendor.md")

  /// Runs every command of the page in one folder, in its order.
  ///
  /// With `MUSTER_RECORD=1` in the environment what the commands print is written into the page instead.
  @Test func theGuideDoesWhatItSays() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-guide-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var recorded: [String] = []
    var block: (kind: String, start: Int, lines: [String])?
    var count = 0
    let text = try String(contentsOf: GuideTests.file, encoding: .utf8)
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      guard line.hasPrefix("```") else {
        block?.lines.append(line)
        if block?.kind != "console" { recorded.append(line) }
        continue
      }
      if let done = block {
        block = nil
        if done.kind == "sh" {
          let result = try CommandShell.run(done.lines.joined(separator: "\n"), in: folder)
          #expect(result == CommandResult(), "line \(done.start)")
        } else if done.kind == "console" {
          let transcript = Transcript(name: "adding-a-vendor.md", lines: done.lines, firstLine: done.start + 1)
          let results = try transcript.cases.map { try CommandShell.run($0.command, in: folder) }
          recorded += transcript.text(with: results).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
          if ProcessInfo.processInfo.environment["MUSTER_RECORD"] == nil {
            for (example, result) in zip(transcript.cases, results) {
              #expect(result == example.result, "line \(example.line): \(example.command)\n\(result)")
            }
          }
          count += results.count
        }
      } else {
        block = (String(line.dropFirst(3)), index + 1, [])
      }
      recorded.append(line)
    }
    #expect(count >= 5)
    if ProcessInfo.processInfo.environment["MUSTER_RECORD"] != nil {
      try recorded.joined(separator: "\n").write(to: GuideTests.file, atomically: true, encoding: .utf8)
    }
  }
}

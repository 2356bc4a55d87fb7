import Foundation
import Testing

/// What the built `muster` does, command by command, held against transcripts.
///
/// With `MUSTER_RECORD=1` in the environment the transcripts are written instead: read the difference before keeping it.
@Suite(.timeLimit(.minutes(5)))
struct TranscriptTests {
  /// Those of large inputs take minutes without optimisation.
  static let transcripts: [Transcript] = {
    let files = Repository.files(in: Repository.tests.appending(path: "Transcripts"), extension: "txt")
    #if DEBUG
    return files.filter { !$0.lastPathComponent.hasPrefix("large") }.compactMap { try? Transcript(contentsOf: $0) }
    #else
    return files.compactMap { try? Transcript(contentsOf: $0) }
    #endif
  }()

  @Test func thereAreTranscripts() {
    #expect(TranscriptTests.transcripts.count >= 5)
    #expect(TranscriptTests.transcripts.allSatisfy { !$0.cases.isEmpty })
  }

  @Test(arguments: transcripts)
  func transcript(_ transcript: Transcript) throws {
    let folder = Repository.root.appending(path: transcript.folder)
    let results = try transcript.cases.map { try CommandShell.run($0.command, in: folder) }
    if ProcessInfo.processInfo.environment["MUSTER_RECORD"] != nil {
      let file = Repository.tests.appending(path: "Transcripts/\(transcript.name)")
      try transcript.text(with: results).write(to: file, atomically: true, encoding: .utf8)
    }
    for (example, result) in zip(transcript.cases, results) {
      // The secrets of the payloads are called so.
      #expect(!"\(result)".contains("canary"), "\(transcript.name):\(example.line): \(result)")
      #expect(
        result == example.result,
        "\(transcript.name):\(example.line): $ \(example.command)\n\(result)\n--- expected:\n\(example.result)")
    }
  }

  /// The README's command does what it shows there.
  @Test func readme() throws {
    let text = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let shown = /```sh\nswift run (muster [^`]*)\n```\n```text\n([^`]*)\n```/
    let command = try #require(text.firstMatch(of: shown))
    let result = try CommandShell.run(String(command.1), in: Repository.root)
    #expect(result.output.joined(separator: "\n") == String(command.2))
    #expect(result.errors.isEmpty)
    #expect(result.code == 1)
  }
}

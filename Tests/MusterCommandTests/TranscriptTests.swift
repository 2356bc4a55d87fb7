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
      #expect(
        result == example.result,
        "\(transcript.name):\(example.line): $ \(example.command)\n\(result)\n--- expected:\n\(example.result)")
    }
  }

  /// The README's commands do what it shows.
  @Test func readme() throws {
    let text = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    var commands = 0
    for (index, line) in lines.enumerated() where line == "```console" {
      let block = Array(lines[(index + 1)...].prefix { $0 != "```" })
      let transcript = Transcript(name: "README.md", lines: block, firstLine: index + 2)
      for example in transcript.cases where example.command.contains("muster validate") {
        commands += 1
        let command = example.command.replacing("swift run -c release muster", with: "muster")
        let result = try CommandShell.run("\(command); echo \"exit $?\"", in: Repository.root)
        #expect(
          result.output == example.result.output,
          "README.md:\(example.line): \(command)\n\(result.output.joined(separator: "\n"))")
      }
    }
    #expect(commands >= 2)
  }
}

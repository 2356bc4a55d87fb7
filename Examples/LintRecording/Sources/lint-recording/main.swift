import Foundation
import MusterContracts
import MusterReport
import MusterTraffic

// Holds a recording to a contract, as a step of CI does: lint-recording CONTRACT RECORDING REPORT.sarif
let arguments = CommandLine.arguments
guard arguments.count == 4 else {
  FileHandle.standardError.write(Data("usage: lint-recording CONTRACT RECORDING REPORT.sarif\n".utf8))
  exit(2)
}

do {
  let contract = try Contract(compiled: [UInt8](Data(contentsOf: URL(filePath: arguments[1]))))
  var linter = TrafficLinter(contracts: [contract])

  // In pieces, so that the recording's size does not matter.
  let file = try FileHandle(forReadingFrom: URL(filePath: arguments[2]))
  var reader = RecordingReader(name: arguments[2])
  while let piece = try file.read(upToCount: 1 << 18), !piece.isEmpty {
    for entry in reader.feed([UInt8](piece)) { linter.add(entry) }
  }
  for entry in reader.finish() { linter.add(entry) }
  linter.add(reader.summary)

  let report = linter.report()
  // The log shows the report; on GitHub the findings are annotations, too.
  print(LintTextRenderer().render(report), terminator: "")
  if ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] != nil {
    print(GitHubRenderer().render(report), terminator: "")
  }
  try Data(SARIFRenderer(version: "1.0.0").render(report).utf8).write(to: URL(filePath: arguments[3]))
  exit(FailureThreshold.error.isReached(by: report) ? 1 : 0)
} catch {
  FileHandle.standardError.write(Data("lint-recording: \(error)\n".utf8))
  exit(2)
}

import Foundation
import Synchronization
import Testing

/// What Ctrl-C does to a run over recorded traffic.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct InterruptionTests {
  private static let line =
    #"{"request":{"method":"PATCH","url":"https://us.infisical.com/api/v1/auth/token-auth/tokens/t","body":{"name":5}},"#
    + #""response":{"status":500}}"# + "\n"

  /// A run on standard input that is ended, by a signal or by the end of the input, once it has shown progress.
  private func run(signal: Int32?) throws -> (text: String, errors: String, code: Int32) {
    let process = Process()
    process.executableURL = Repository.products.appending(path: "muster")
    process.arguments = ["lint", "--contract", "Schemas/infisical", "--progress", "always", "-"]
    process.currentDirectoryURL = Repository.root
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    let shown = Mutex("")
    errors.fileHandleForReading.readabilityHandler = { handle in
      let data = handle.availableData
      shown.withLock { $0 += String(decoding: data, as: UTF8.self) }
    }
    try process.run()
    for _ in 0..<300 {
      try input.fileHandleForWriting.write(contentsOf: Data(InterruptionTests.line.utf8))
      Thread.sleep(forTimeInterval: 0.12)
      if shown.withLock({ $0.contains(" exchanges") }) { break }
    }
    if let signal { kill(process.processIdentifier, signal) } else { try input.fileHandleForWriting.close() }
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    Thread.sleep(forTimeInterval: 0.05)
    errors.fileHandleForReading.readabilityHandler = nil
    return (String(decoding: text, as: UTF8.self), shown.withLock { $0 }, process.terminationStatus)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func reportsWhatWasFoundSoFar(signal: Int32) throws {
    let result = try run(signal: signal)
    #expect(result.text.contains("expected string, found the number 5 [request-body-invalid]"))
    #expect(result.text.contains(" exchanges in 1 recording"))
    #expect(result.text.hasSuffix("partial: the run was ended before it was through\n"))
    // That the input broke off is not the recording's fault.
    #expect(!result.text.contains("truncated-recording"))
    #expect(result.errors.contains("muster: the run was interrupted; the report is partial"))
    #expect(result.code == 2)
  }

  @Test func aRunThatEndsByItselfIsWhole() throws {
    let result = try run(signal: nil)
    #expect(result.text.contains(" exchanges in 1 recording"))
    #expect(!result.text.contains("partial"))
    #expect(!result.errors.contains("interrupted"))
    #expect(result.code == 1)
  }
}

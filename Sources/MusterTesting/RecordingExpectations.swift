import Foundation
import Muster
import MusterContracts
import MusterTraffic

/// Expects that recorded traffic is as its contracts document it.
///
/// ```swift
/// try expectConforms(recording: .file("Fixtures/traffic.har"), to: Contract(contentsOf: "Schemas/infisical"))
/// ```
/// It judges each exchange as `muster lint` does. Findings that `threshold` asks for fail the test, other errors and warnings
/// are warnings of the test. A recording of which nothing is checked fails. Swift Testing gets the whole report as an
/// attachment, as text and as JSON.
/// - Parameters:
///   - recording: A file with a recording of any form that `muster recordings` lists, or a folder of which every file with a
///     path extension is one.
///   - contracts: The contracts.
///   - options: How the traffic is judged: severities of rules, rules of your own, what is ignored.
///   - threshold: Which findings fail the test.
///   - comment: What the test says beside it, the last line of a failure.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Returns: Whether it conforms.
/// - Complexity: O(*n*) in the size of the recording.
@discardableResult
public func expectConforms(
  recording: borrowing some PayloadSource & ~Copyable & ~Escapable, to contracts: Contract...,
  options: LintOptions = .init(), failingOn threshold: FailureThreshold = .error,
  _ comment: @autoclosure () -> (any TestComment)? = nil, sourceLocation: TestSourceLocation? = nil,
  fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Bool {
  let site = CallSite(sourceLocation, fileID, filePath, line, column)
  do throws(PayloadFailure) {
    let recordings = try recording.payloads().enumerated().map { ordinal, text in
      Recording(name: text.name ?? "the recording", bytes: text.bytes, ordinal: ordinal)
    }
    let result = RecordingExpectation(options: options, threshold: threshold).result(of: recordings, against: contracts)
    return FailureReport.record(result.isEmpty ? result : result.adding(comment()), at: site)
  } catch {
    return FailureReport.record(ExpectationResult(failures: [error.description]).adding(comment()), at: site)
  }
}

/// Expects that recorded traffic in memory is as its contracts document it.
///
/// ```swift
/// expectConforms(recording: Recording(name: "captured", bytes: lines), to: infisical)
/// ```
/// - Parameters:
///   - recording: The recording.
///   - contracts: The contracts.
///   - options: How the traffic is judged: severities of rules, rules of your own, what is ignored.
///   - threshold: Which findings fail the test.
///   - comment: What the test says beside it, the last line of a failure.
///   - sourceLocation: Where Swift Testing reports a failure; `nil` for the line of the call, as the parameters after it
///     have it.
/// - Returns: Whether it conforms.
/// - Complexity: O(*n*) in the size of the recording.
@discardableResult
public func expectConforms(
  recording: Recording, to contracts: Contract..., options: LintOptions = .init(),
  failingOn threshold: FailureThreshold = .error, _ comment: @autoclosure () -> (any TestComment)? = nil,
  sourceLocation: TestSourceLocation? = nil, fileID: String = #fileID, filePath: StaticString = #filePath,
  line: Int = #line, column: Int = #column
) -> Bool {
  let site = CallSite(sourceLocation, fileID, filePath, line, column)
  let result = RecordingExpectation(options: options, threshold: threshold).result(of: [recording], against: contracts)
  return FailureReport.record(result.isEmpty ? result : result.adding(comment()), at: site)
}

/// What a test expects of recorded traffic, and what that comes to.
struct RecordingExpectation {
  let options: LintOptions
  let threshold: FailureThreshold

  func result(of recordings: [Recording], against contracts: [Contract]) -> ExpectationResult {
    var linter = TrafficLinter(contracts: contracts, options: options)
    for recording in recordings { linter.add(contentsOf: recording) }
    let report = linter.report()
    let message = RecordingMessage(report)
    var result = ExpectationResult(reports: TestReport.reports(of: report))
    let failing = report.findings.filter { threshold.isReached(by: $0.severity) }
    if threshold.isReached(by: report) {
      result.failures.append(message.failure(failing))
    }
    let others = report.findings.filter { $0.severity >= .warning && !threshold.isReached(by: $0.severity) }
    if !others.isEmpty { result.warnings.append(message.warning(others)) }
    return result
  }
}

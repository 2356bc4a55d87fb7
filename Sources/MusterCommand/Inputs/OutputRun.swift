import Muster
import MusterReport

/// Checks the payloads of some files and prints how each went in a format of the JSON Schema specification.
struct OutputRun {
  let schema: AnnotatingSchema
  let format: Output.Format
  let limits: Limits
  let isQuiet: Bool

  /// Checks all files, one JSON value for each; one that cannot be read does not keep the others from being checked.
  func run(_ paths: [String], _ console: inout Console) throws(CommandError) -> ExitCode {
    var code = ExitCode.clean
    for path in paths {
      do throws(SystemFailure) {
        code = max(code, try check(InputFile.open(path), &console))
      } catch {
        if error.action == "write" { throw CommandError(error) }
        console.error(error.description)
        code = .failed
      }
    }
    return code
  }

  private func check(_ file: consuming InputFile, _ console: inout Console) throws(SystemFailure) -> ExitCode {
    let name = file.name
    let payload = try file.readAll(limit: limits.bytes)
    let output: Output
    do throws(Rejection) {
      output = try schema.output(payload, as: format, limits: limits)
    } catch {
      // The specification has no form for what is no instance, or has no verdict.
      let report = PayloadReport(error.outcome, source: name)
      for issue in report.issues {
        console.error("\(name):\(issue.position.line):\(issue.position.column): \(issue.message)")
      }
      return report.verdict == .undecided ? .failed : .findings
    }
    if !isQuiet { OutputRenderer().render(output, into: &console.output.bytes) }
    try console.output.flushIfFull()
    return output.isValid ? .clean : .findings
  }
}

import Muster
import MusterContracts
import MusterReport

/// The process's outputs: reports go to standard output, everything about the run to standard error.
struct Console {
  /// Where reports go.
  var output = OutputStream(descriptor: 1, name: "<stdout>")
  /// Whether part of the report could not be written; the error was said already.
  private(set) var hasFailed = false
  private var messages = OutputStream(descriptor: 2, name: "<stderr>")

  /// Says why something could not be done.
  mutating func error(_ message: String) { say(["muster: \(message)"]) }

  /// Says something that is good to know.
  mutating func note(_ message: String) { say([message]) }

  /// Says something that takes several lines.
  mutating func note(lines: [String]) { say(lines) }

  /// Lists what compiling a schema or contract had to say, a line for each cause, up to a number.
  ///
  /// What holds by the letter only is left out, as intent means something by it.
  ///
  /// - Parameter listsAll: Whether there is a line for each place, and what holds by the letter only is listed too.
  mutating func list(_ notices: [Notice], limit: Int = .max, listsAll: Bool = false) {
    let shown = listsAll ? notices : notices.filter { $0.code != .byTheLetter }
    guard !shown.isEmpty else { return }
    let lines = DiagnosticText(listsAll: listsAll).text(shown.map(Diagnostic.init))
      .split(separator: "\n", omittingEmptySubsequences: true)
    say(
      lines.prefix(limit).map { String($0) } + (lines.count > limit ? ["and \(lines.count - limit) more warnings"] : [])
    )
  }

  /// Writes what there is to say of documents: text to standard error, other formats to standard output.
  ///
  /// - Parameter version: The version of the tool.
  mutating func write(_ diagnostics: [Diagnostic], _ format: DiagnosticFormat, version: String, listsAll: Bool) {
    format.write(diagnostics, version: version, listsAll: listsAll, into: &output.bytes)
  }

  /// Writes lines to standard error; a line break inside a line is data, and is escaped.
  private mutating func say(_ lines: [String]) {
    // What was reported before comes first where both outputs are one terminal.
    do throws(SystemFailure) { try output.flush() } catch {
      hasFailed = true
      messages.write(TerminalText.escape("muster: \(error)") + "\n")
    }
    messages.write(lines.map { TerminalText.escape($0) + "\n" }.joined())
    // Where standard error itself fails there is nobody left to tell.
    do throws(SystemFailure) { try messages.flush() } catch {}
  }
}

import Muster
import MusterContracts
import MusterReport

/// The process's outputs: reports go to standard output, everything about the run to standard error.
struct Console {
  /// Where reports go.
  var output = OutputStream(descriptor: 1, name: "<stdout>")
  private var messages = OutputStream(descriptor: 2, name: "<stderr>")

  /// Says why something could not be done.
  mutating func error(_ message: String) { say("muster: \(message)\n") }

  /// Says something that is good to know.
  mutating func note(_ message: String) { say("\(message)\n") }

  /// Lists what compiling a schema or contract had to say, up to a number.
  mutating func list(_ notices: [Notice], limit: Int) {
    guard !notices.isEmpty else { return }
    var text = ""
    for notice in notices.prefix(limit) {
      if let source = notice.source { text += "\(source):" }
      text += "\(notice.position.line):\(notice.position.column): \(notice.code == .brokenPart ? "error" : "warning"): "
      if !notice.pointer.isEmpty { text += "#\(notice.pointer): " }
      text += "\(notice.message) [\(notice.code.rawValue)]\n"
    }
    if notices.count > limit { text += "and \(notices.count - limit) more warnings\n" }
    say(text)
  }

  private mutating func say(_ text: String) {
    // What was reported before comes first where both outputs are one terminal.
    do throws(SystemFailure) { try output.flush() } catch { messages.write("muster: \(error)\n") }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    messages.write(lines.map { TerminalText.escape(String($0)) }.joined(separator: "\n"))
    // Where standard error itself fails there is nobody left to tell.
    do throws(SystemFailure) { try messages.flush() } catch {}
  }
}

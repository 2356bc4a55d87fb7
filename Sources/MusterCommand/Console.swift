/// The process's outputs: reports go to standard output, everything about the run to standard error.
struct Console {
  /// Where reports go.
  var output = OutputStream(descriptor: 1, name: "<stdout>")
  private var messages = OutputStream(descriptor: 2, name: "<stderr>")

  /// Says why something could not be done.
  mutating func error(_ message: String) { say("muster: \(message)\n") }

  /// Says something that is good to know.
  mutating func note(_ message: String) { say("\(message)\n") }

  private mutating func say(_ text: String) {
    // What was reported before comes first where both outputs are one terminal.
    do throws(SystemFailure) { try output.flush() } catch { messages.write("muster: \(error)\n") }
    messages.write(TerminalLines.escape(text))
    // Where standard error itself fails there is nobody left to tell.
    do throws(SystemFailure) { try messages.flush() } catch {}
  }
}

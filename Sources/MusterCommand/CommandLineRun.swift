/// One run of `muster`: finds the verb, runs it and says what went wrong.
struct CommandLineRun {
  private let words: ArraySlice<String>

  init(_ words: some Collection<String>) { self.words = Array(words)[...] }

  /// Runs it.
  func run() -> ExitCode {
    SystemCalls.ignoreFileSizeSignal()
    var console = Console()
    var code: ExitCode
    do throws(CommandError) {
      code = try dispatch(&console)
    } catch {
      console.error(error.message)
      if let hint = error.hint { console.note(hint) }
      if let verb = error.usage {
        console.note(lines: verb.usageLines + ["       muster \(verb.name) --help says more"])
      }
      code = .failed
    }
    do throws(SystemFailure) { try console.output.flush() } catch {
      console.error(error.description)
      code = .failed
    }
    return console.hasFailed ? .failed : code
  }

  private func dispatch(_ console: inout Console) throws(CommandError) -> ExitCode {
    guard let first = words.first else {
      console.note(
        lines: Help.overview(of: Verb.all).split(separator: "\n", omittingEmptySubsequences: false).map { String($0) })
      return .failed
    }
    let rest = words.dropFirst()
    switch first {
    case "--version":
      console.output.write("muster \(Version.current)\n")
      return .clean
    case "--help", "-h", "help":
      guard first == "help", let name = rest.first, !name.hasPrefix("-") else {
        console.output.write(Help.overview(of: Verb.all))
        return .clean
      }
      console.output.write(Help.text(try verb(name)))
      return .clean
    default:
      let verb = try verb(first)
      let arguments = try Arguments(rest, for: verb)
      if arguments.has(.help) {
        console.output.write(Help.text(verb))
        return .clean
      }
      return try verb.run(arguments, &console)
    }
  }

  private func verb(_ name: String) throws(CommandError) -> Verb {
    if let verb = Verb.named(name) { return verb }
    if name.hasPrefix("-") {
      throw .failure("option '\(name)' must come after a verb; 'muster --help' lists the verbs")
    }
    let names = Verb.all.map(\.name)
    let others = "; the verbs are \(names.joined(separator: ", "))"
    throw .failure(
      "unknown verb '\(name)'" + Arguments.suggestion(name, among: names + ["help"], otherwise: others),
      hint: "usage: muster VERB [OPTION...] [ARGUMENT...]")
  }
}

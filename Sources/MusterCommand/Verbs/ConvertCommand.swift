import Muster
import MusterContracts
import MusterTraffic

/// `muster convert`: writes the exchanges of a recording in another form.
enum ConvertCommand {
  private static let outputOption = CommandOption(
    "output", .text("FILE"), "Where the new recording is written, in one step; '-' is standard output. '-o' for short.")
  private static let toOption = CommandOption(
    "to", .choice(RecordingConverter.Target.allCases.map(\.rawValue)),
    "What is written: an HTTP Archive 1.2 ('har') or one exchange a line ('ndjson').")

  static let verb = Verb(
    name: "convert",
    summary: "Write the exchanges of a recording as an HTTP Archive or as lines.",
    usage: ["RECORDING|- --to har|ndjson -o FILE [--recording FORM] [--max-exchange COUNT]"],
    details: [
      "Requests and responses are written with methods, URLs, header fields, statuses and bodies. Credentials of "
        + "Authorization fields, times, and what recorders say beside the messages are left out. Entries that cannot be read "
        + "are left out, too; then the exit code is 1, and standard error says how many."
    ],
    options: [toOption, outputOption, .recording, .maxExchange, .help],
    examples: ["muster convert traffic.har --to ndjson -o traffic.ndjson"],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    let (path, output) = try arguments.inputAndOutput(outputOption, verb)
    guard let target = arguments[toOption].flatMap(RecordingConverter.Target.init) else {
      throw .usage("what to write was not given; name it with --to har or --to ndjson", verb)
    }
    var limits = RecordingLimits()
    if let bytes = try arguments.count(.maxExchange, 1...(1 << 31), verb) { limits.exchangeBytes = bytes }
    var converter = RecordingConverter(to: target)
    do throws(SystemFailure) {
      var file = try RecordingInputs.single(path, to: "convert")
      console.tellUnpacked(file)
      Interruption.install()
      var new = try StreamedFile.begin(output)
      var reader = RecordingReader(
        name: file.name, form: arguments[.recording].flatMap(RecordingForm.init), limits: limits,
        attached: file.attached)
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      var isAtEnd = false
      while !isAtEnd {
        let count = try file.read(into: &buffer)
        try Interruption.check("convert", path)
        isAtEnd = count == 0
        for entry in isAtEnd ? reader.finish() : reader.feed(buffer[..<count]) {
          if case .unreadable(let reason) = entry.content {
            throw SystemFailure(action: "convert", name: path, reason: reason.message)
          }
          try new.write(converter.write(entry))
        }
      }
      try new.write(converter.finish())
      try new.finish()
    } catch {
      throw CommandError(error)
    }
    guard converter.leftOut > 0 else { return .clean }
    console.error("\(converter.leftOut) entries of '\(path)' cannot be read and are left out")
    return .findings
  }
}

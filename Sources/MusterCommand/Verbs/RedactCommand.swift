import Muster
import MusterContracts
import MusterTraffic

/// `muster redact`: writes a recording with stand-ins for what may be a secret.
enum RedactCommand {
  private static let outputOption = CommandOption(
    "output", .text("FILE"), "Where the new recording is written, in one step; '-' is standard output. '-o' for short.")
  private static let seedOption = CommandOption(
    "seed", .text("TEXT"),
    "What stand-ins follow from: the same text, the same stand-ins. Random where it is not given.")
  private static let contractOption = CommandOption(
    "contract", .text("CONTRACT"),
    "A contract that the stand-ins have to pass as the originals do; once for each. Without one, paths keep plain words."
  )

  static let verb = Verb(
    name: "redact",
    summary: "Write a recording anew with stand-ins for what may be a secret.",
    usage: ["RECORDING|- -o FILE [--contract CONTRACT...] [--seed TEXT] [OPTION...]"],
    details: [
      "Everything in the recording is replaced but what is structure: names of members, numbers, booleans, methods, "
        + "statuses, media types, hosts of requests, and header fields that say nothing of anybody. A stand-in has as many "
        + "bytes as what it stands for, letters for letters of the same case and digits for digits; the same word has the "
        + "same stand-in throughout, and dates, addresses and identifiers stay what they are.",
      "With --contract each exchange is held to the contracts before and after: 'muster lint' finds in the new recording "
        + "what it finds in the old one, at the same places. What the contract itself lists, such as the values of an "
        + "'enum', is kept for that. docs/redaction.md says what is kept and why.",
    ],
    options: [
      outputOption, contractOption, seedOption, .root, .schemas, .map, .overlay, .trafficServer, .anyHost, .recording,
      .reading, .maxExchange, .help,
    ],
    examples: ["muster redact traffic.har -o shared.har --contract openapi.yaml"],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    let (path, output) = try arguments.inputAndOutput(outputOption, verb)
    var contracts: [Contract] = []
    if arguments.has(contractOption) {
      var options = try arguments.contractOptions(verb)
      options.servers = []
      contracts = try ContractFolders(arguments.all(contractOption), options: options).contracts
    }
    var limits = RecordingLimits()
    if let bytes = try arguments.count(.maxExchange, 1...(1 << 31), verb) { limits.exchangeBytes = bytes }
    var judging = LintOptions.recordedTraffic
    judging.reading = arguments.reading
    let options = LintOptions(judging: judging, hosts: try arguments.hostPolicy(verb))
    var changed = 0
    do throws(SystemFailure) {
      var file = try RecordingInputs.single(path, to: "redact")
      console.tellUnpacked(file)
      var redactor = RecordingRedactor(
        name: file.name, form: arguments[.recording].flatMap(RecordingForm.init), contracts: contracts,
        options: options, key: key(arguments[seedOption]), limits: limits, attached: file.attached)
      Interruption.install()
      var new = try StreamedFile.begin(output)
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      var written: [UInt8] = []
      var isAtEnd = false
      while !isAtEnd {
        let count = try file.read(into: &buffer)
        try Interruption.check("redact", path)
        isAtEnd = count == 0
        do throws(RecordingRedactor.Unreadable) {
          written = isAtEnd ? try redactor.finish() : try redactor.feed(buffer[..<count])
        } catch {
          throw SystemFailure(action: "redact", name: path, reason: error.reason.message)
        }
        try new.write(written)
      }
      try new.finish()
      changed = redactor.changedExchanges
    } catch {
      throw CommandError(error)
    }
    if changed > 0 {
      console.error(
        "\(changed) exchanges may have other findings than before, as too many stand-ins would change them"
      )
      return .findings
    }
    return .clean
  }

  private static func key(_ seed: String?) -> (UInt64, UInt64) {
    guard let seed else {
      var generator = SystemRandomNumberGenerator()
      return (generator.next(), generator.next())
    }
    let digest = SHA256.hexDigest(of: Array(seed.utf8))
    return (UInt64(digest.prefix(16), radix: 16) ?? 0, UInt64(digest.dropFirst(16).prefix(16), radix: 16) ?? 0)
  }
}

extension Console {
  /// Tells that what is written is not packed as the recording is.
  mutating func tellUnpacked(_ recording: RecordingInput) {
    if let packing = recording.packing { error("'\(recording.name)' is packed in \(packing); what is written is not") }
  }
}

extension Arguments {
  /// The one recording to read and the file to write, which are not the same.
  func inputAndOutput(_ option: CommandOption, _ verb: Verb) throws(CommandError) -> (input: String, output: String) {
    guard let path = operands.first, operands.count == 1 else {
      throw .usage("name one recording; '-' reads standard input", verb)
    }
    guard let output = self[option] else { throw .usage("no file to write was given; name one with -o", verb) }
    if output != "-", path == output || SystemCalls.realPath(path).map({ $0 == SystemCalls.realPath(output) }) ?? false
    {
      throw .usage("'\(output)' is the recording itself; name another file with -o", verb)
    }
    return (path, output)
  }
}

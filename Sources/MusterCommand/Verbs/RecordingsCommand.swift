import MusterReport
import MusterTraffic

/// `muster recordings`: lists the forms of recordings that `muster lint` reads, or shows one.
enum RecordingsCommand {
  static let verb = Verb(
    name: "recordings",
    summary: "List the forms of recordings that 'muster lint' reads, each with an example.",
    usage: ["[FORM...]"],
    details: [
      "'muster lint' finds out by its content which form a recording has; --recording says it. Flows of mitmproxy become "
        + "a HAR with: mitmdump -nr FLOWS --set hardump=out.har",
      "HAR and NDJSON are read as a stream, whatever their size. The other forms are read as a whole, up to "
        + "\(RecordingLimits().documentBytes >> 20) MB a recording.",
    ],
    options: [.color, .help],
    examples: ["muster recordings", "muster recordings vcrpy ndjson"],
    run: run)

  private static let run: @Sendable (Arguments, inout Console) throws(CommandError) -> ExitCode = {
    arguments, console throws(CommandError) in
    var forms: [RecordingForm] = []
    for name in arguments.operands {
      guard let form = RecordingForm(rawValue: name) else {
        let names = RecordingForm.allCases.map(\.rawValue)
        throw .failure(
          "unknown form '\(name)'"
            + Arguments.suggestion(name, among: names, otherwise: "; 'muster recordings' lists the forms"))
      }
      forms.append(form)
    }
    let texts = (forms.isEmpty ? RecordingForm.allCases : forms).map { form in
      text(of: form.guide, style: arguments.textStyle, isFull: !forms.isEmpty)
    }
    console.output.write(texts.joined(separator: "\n"))
    return .clean
  }

  private static func text(of guide: RecordingGuide, style: TextStyle, isFull: Bool) -> String {
    var text = style.emphasize(guide.form.rawValue) + "\n  " + Help.wrap(guide.name, indent: 2) + "\n"
    if isFull {
      text += "  " + Help.wrap("Recognised by: \(guide.sign).", indent: 2) + "\n"
      if let note = guide.note { text += "  " + Help.wrap(note, indent: 2) + "\n" }
    }
    let lines = guide.example.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    return text + "\n" + lines.joined(separator: "\n") + "\n"
  }
}

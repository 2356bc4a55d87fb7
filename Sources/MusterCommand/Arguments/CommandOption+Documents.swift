import MusterReport

/// The options of verbs that take a vendor's documents: where references lead, what corrects them, and where the
/// operations are.
extension CommandOption {
  static let root = CommandOption(
    "root", .text("FOLDER"),
    "References are followed to files in this folder; the folder of what refers to them where it is not given.")
  static let overlay = CommandOption(
    "overlay", .text("FILE"),
    "An overlay with corrections (Overlay Specification 1.0 or 1.1), applied to the documents first; once for each.")
  static let diagnosticFormat = CommandOption(
    "format", .choice(DiagnosticFormat.allCases.map(\.rawValue)),
    "What there is to say of the documents is written in this: 'text' (the default) to standard error, the others to "
      + "standard output.")
  static let listsAll = CommandOption(
    "all", .none,
    "Name every place, a line for each, rather than a line for each cause; and what holds by the letter only.")
  static let server = CommandOption(
    "server", .text("URL"),
    "Where the operations are, whatever the documents say; a host with a base path, once for each.")
}

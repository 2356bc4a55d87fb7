import Muster
import MusterReport

/// What a report of `muster lint` is written in.
enum LintFormat: String, CaseIterable, Sendable {
  case text, json, jsonl, sarif, junit, github, markdown

  /// The renderer of the format.
  ///
  /// - Parameters:
  ///   - style: Whether text is coloured.
  ///   - schemaLines: The lines of the vendors' sources.
  func renderer(style: TextStyle, schemaLines: [SchemaLocation: String]) -> any LintRenderer {
    switch self {
    case .text: LintTextRenderer(style: style, schemaLines: schemaLines)
    case .json: LintJSONRenderer()
    case .jsonl: LintJSONLinesRenderer()
    case .sarif: SARIFRenderer(version: Version.current)
    case .junit: JUnitRenderer()
    case .github: GitHubRenderer()
    case .markdown: MarkdownRenderer()
    }
  }
}

/// A report that was asked for: its format, and where it goes.
struct LintOutput: Sendable {
  let format: LintFormat
  /// The file; `nil` for standard output.
  let path: String?

  /// The reports that `--format` asks for; text on standard output where it is not given.
  ///
  /// - Throws: ``CommandError`` for a format that is none, two reports in one place, and a folder that is not there: all
  ///   that would otherwise be found out after a long run.
  static func all(_ arguments: Arguments, _ verb: Verb) throws(CommandError) -> [LintOutput] {
    var outputs: [LintOutput] = []
    for text in arguments.all(.reports) {
      let sign = text.firstIndex(of: "=")
      let name = String(text[..<(sign ?? text.endIndex)])
      guard let format = LintFormat(rawValue: name) else {
        let names = LintFormat.allCases.map(\.rawValue)
        throw .usage(
          "'\(name)' is no format of reports"
            + Arguments.suggestion(name, among: names, otherwise: "; there are \(names.joined(separator: ", "))"), verb)
      }
      let path = sign.map { String(text[text.index(after: $0)...]) }
      if let path, path.isEmpty { throw .usage("'--format \(text)' names no file behind '='", verb) }
      let output = LintOutput(format: format, path: path == "-" ? nil : path)
      guard !outputs.contains(where: { $0.path == output.path }) else {
        throw .usage(
          output.path.map { "two reports cannot go to '\($0)'" }
            ?? "two reports cannot go to standard output; give all but one a file: --format \(name)=PATH", verb)
      }
      try output.checkPlace()
      outputs.append(output)
    }
    return outputs.isEmpty ? [LintOutput(format: .text, path: nil)] : outputs
  }

  private func checkPlace() throws(CommandError) {
    guard let path else { return }
    if SystemCalls.isDirectory(path) {
      throw .failure("cannot write '\(path)': it is a directory, and a file was expected")
    }
    let folder = FilePath.folder(of: path)
    guard SystemCalls.isDirectory(folder) else {
      throw .failure("cannot write '\(path)': there is no folder '\(folder)'")
    }
  }
}

import Muster
import MusterContracts

/// What diagnostics are written in.
public enum DiagnosticFormat: String, Sendable, CaseIterable {
  case text, json, sarif, github

  /// Writes diagnostics, a line or object for each cause.
  ///
  /// - Parameters:
  ///   - version: The version of the tool, as semantic versioning has it.
  ///   - listsAll: Whether text has a line for each place.
  public func write(_ diagnostics: [Diagnostic], version: String, listsAll: Bool, into output: inout [UInt8]) {
    let causes = DiagnosticCause.all(of: diagnostics)
    switch self {
    case .text: output += DiagnosticText(listsAll: listsAll).text(diagnostics).utf8
    case .json:
      var writer = JSONWriter(isIndented: true)
      writer.object { writer in
        writer.member("diagnostics") { $0.array(causes) { $0.write($1) } }
      }
      output += writer.bytes + [UInt8(ascii: "\n")]
    case .sarif:
      var writer = JSONWriter(isIndented: true)
      writer.log(causes, version: version)
      output += writer.bytes + [UInt8(ascii: "\n")]
    case .github: for cause in causes { output += DiagnosticFormat.command(cause).utf8 }
    }
  }

  private static func command(_ cause: DiagnosticCause) -> String {
    let name =
      switch cause.first.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [(String, String)] = []
    let place = cause.first.place
    if RecordingName.isPath(place.source) {
      properties += [("file", place.source), ("line", String(place.line)), ("endLine", String(place.line))]
      properties += [("col", String(place.column)), ("endColumn", String(place.column))]
    }
    properties.append(("title", cause.first.code))
    let list = properties.map { "\($0)=\(GitHubRenderer.property($1))" }.joined(separator: ",")
    let more = cause.places.count > 1 ? " (\(cause.places.count) places)" : ""
    return "::\(name) \(list)::\(GitHubRenderer.message(cause.first.message + more))\n"
  }
}

/// Diagnostics as lines of text.
public struct DiagnosticText: Sendable {
  /// How many places of one cause are named.
  private static let namedPlaces = 3
  /// Whether there is a line for each place.
  let listsAll: Bool

  /// A text with a line for each cause, or for each place.
  public init(listsAll: Bool) { self.listsAll = listsAll }

  /// The lines.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    if listsAll { return diagnostics.map { line($0, []) }.joined() }
    return DiagnosticCause.all(of: diagnostics).map { line($0.first, $0.places.dropFirst()) }.joined()
  }

  private func line(_ diagnostic: Diagnostic, _ others: ArraySlice<SourceLocation>) -> String {
    let place = diagnostic.place
    var text = place.source.isEmpty ? "" : "\(place.source):"
    text += "\(place.line):\(place.column): \(diagnostic.severity.rawValue): "
    if !place.pointer.isEmpty { text += "#\(place.pointer): " }
    text += "\(diagnostic.message) [\(diagnostic.code)]"
    if !others.isEmpty {
      let named = others.prefix(DiagnosticText.namedPlaces).map { other in
        (other.source == place.source ? "" : "\(other.source):") + "\(other.line):\(other.column)"
      }
      let rest = others.count - named.count
      text += " and in \(others.count) more place\(others.count == 1 ? "" : "s"): \(named.joined(separator: ", "))"
      if rest > 0 { text += ", …" }
    }
    // Of line breaks only this one is not the document's.
    return TerminalText.escape(text) + "\n"
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ cause: DiagnosticCause) {
    object { writer in
      writer.member("code", cause.first.code)
      writer.member("severity", cause.first.severity.rawValue)
      writer.member("message", cause.first.message)
      writer.member("count", cause.places.count)
      writer.member("places") {
        $0.array(cause.places) { writer, place in
          writer.object { writer in
            writer.member("source", place.source)
            writer.member("pointer", place.pointer)
            writer.member("line", place.line)
            writer.member("column", place.column)
          }
        }
      }
    }
  }

  /// Writes a log of SARIF 2.1.0: a result is a cause at its first place; the further ones are related locations.
  fileprivate mutating func log(_ causes: [DiagnosticCause], version: String) {
    var codes: [String] = []
    for cause in causes where !codes.contains(cause.first.code) { codes.append(cause.first.code) }
    object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.member("runs") {
        $0.array([causes]) { writer, causes in
          writer.object { writer in
            writer.member("tool") {
              $0.object {
                $0.member("driver") {
                  $0.object { writer in
                    writer.member("name", "Muster")
                    writer.member("version", version)
                    writer.member("semanticVersion", version)
                    writer.member("rules") {
                      $0.array(codes) { writer, code in writer.object { $0.member("id", code) } }
                    }
                  }
                }
              }
            }
            writer.member("columnKind", "unicodeCodePoints")
            writer.member("results") { $0.array(causes) { $0.result($1, codes) } }
          }
        }
      }
    }
  }

  private mutating func result(_ cause: DiagnosticCause, _ codes: [String]) {
    object { writer in
      writer.member("ruleId", cause.first.code)
      if let index = codes.firstIndex(of: cause.first.code) { writer.member("ruleIndex", index) }
      writer.member("level", cause.first.severity.rawValue)
      writer.text("message", cause.first.message)
      writer.member("locations") { $0.array([cause.first.place]) { $0.location($1, nil) } }
      let others = Array(cause.places.dropFirst().prefix(100).enumerated())
      if !others.isEmpty {
        writer.member("relatedLocations") { $0.array(others) { $0.location($1.element, $1.offset + 1) } }
      }
      var hash = StableHash()
      hash.add("\(cause.first.code)\u{0}\(cause.first.place.source)\u{0}\(cause.first.place.pointer)")
      let digest = StableHash.digits(of: hash.value)
      writer.member("partialFingerprints") { $0.object { $0.member("musterDiagnostic/v1", digest) } }
      writer.member("occurrenceCount", cause.places.count)
    }
  }

  private mutating func location(_ place: SourceLocation, _ id: Int?) {
    object { writer in
      if let id { writer.member("id", id) }
      writer.physicalLocation(place.source, place.line, place.column)
      if !place.pointer.isEmpty { writer.logicalLocations([(place.pointer, place.pointer, "value")]) }
    }
  }
}

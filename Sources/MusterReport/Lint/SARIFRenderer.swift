import Muster
import MusterContracts
import MusterTraffic

/// Renders the report of a run over recorded traffic as SARIF 2.1.0 (OASIS), for code scanning.
///
/// A result is a finding: its location is the first place that shows it, with the operation and the place in the payload
/// as logical locations; further places and the schema's own are related locations. The partial fingerprint is the
/// finding's, which other values in payloads do not change. GitHub refuses a log with a result that is in no file, so a
/// finding about the whole run is given the first recording, and standard input the name `stdin`.
public struct SARIFRenderer: LintRenderer {
  private let version: String

  /// A renderer.
  ///
  /// - Parameter version: The version of the tool, as semantic versioning has it.
  public init(version: String) { self.version = version }

  /// Appends the report.
  public func render(_ report: LintReport, into output: inout [UInt8]) {
    var writer = JSONWriter(isIndented: true)
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.member("runs") { $0.array([report]) { $0.run($1, version: version) } }
    }
    output.append(contentsOf: writer.bytes)
    output.append(UInt8(ascii: "\n"))
  }

  /// The rules that a log describes: Muster's, then the caller's own that found something.
  static func rules(of report: LintReport) -> [Rule] {
    let known = Set(Rule.all)
    var own: [Rule] = []
    for finding in report.findings where !known.contains(finding.rule) && !own.contains(finding.rule) {
      own.append(finding.rule)
    }
    return Rule.all + own
  }

  /// A text as messages have it, which mean more by braces and by brackets before parentheses (sections 3.11.5, 3.11.6).
  static func message(_ text: String) -> String {
    var result = ""
    var isAfterBracket = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}": result.unicodeScalars.append(scalar)
      case "(" where isAfterBracket: result += " "
      default: break
      }
      isAfterBracket = scalar == "]"
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// The URI of a file: relative for a relative path (RFC 3986, section 4.2).
  static func uri(of path: String) -> String {
    guard RecordingName.isPath(path) else { return "stdin" }
    var encoded = ""
    for byte in path.utf8 {
      let isPlain =
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        || "-._~/!$&'()*+,;=@".utf8.contains(byte)
      if isPlain {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return path.hasPrefix("/") ? "file://" + encoded : encoded
  }
}

extension JSONWriter {
  fileprivate mutating func run(_ report: LintReport, version: String) {
    object { writer in
      writer.member("tool") {
        $0.object { writer in
          writer.member("driver") {
            $0.object { writer in
              writer.member("name", "Muster")
              writer.member("version", version)
              writer.member("semanticVersion", version)
              writer.member("rules") { $0.array(SARIFRenderer.rules(of: report)) { $0.descriptor($1) } }
            }
          }
        }
      }
      writer.member("invocations") {
        $0.array([report]) { writer, report in
          writer.object { writer in
            writer.member("executionSuccessful", !report.isPartial)
            writer.notifications(report)
          }
        }
      }
      writer.member("columnKind", "unicodeCodePoints")
      writer.member("artifacts") {
        // No artifact may be there twice.
        var names: Set<String> = []
        $0.array(report.recordings.filter { names.insert(SARIFRenderer.uri(of: $0.name)).inserted }) {
          writer, recording in
          writer.object { writer in
            writer.member("location") { $0.artifactLocation(recording.name) }
            writer.member("length", recording.bytes)
            let isFile = RecordingName.isPath(recording.name)
            writer.member("roles") {
              $0.array(isFile ? ["analysisTarget"] : ["analysisTarget", "standardStream"]) { $0.string($1) }
            }
          }
        }
      }
      let rules = SARIFRenderer.rules(of: report)
      writer.member("results") { $0.array(report.findings) { $0.result($1, in: report, rules) } }
    }
  }

  private mutating func notifications(_ report: LintReport) {
    var messages: [(level: String, text: String)] = []
    if report.isPartial { messages.append(("warning", "The run was ended before it was through.")) }
    if report.omittedFindings > 0 {
      messages.append(("note", "\(report.omittedFindings) different findings are not listed, as there are too many."))
    }
    if report.omittedOccurrences > 0 {
      let rules = report.omittedByRule.map { "\($0.count) of \($0.rule.id)" }.joined(separator: ", ")
      messages.append(
        ("note", "\(report.omittedOccurrences) occurrences of further findings were only counted: \(rules)."))
    }
    if let hosts = ForeignHostText.sentence(report.ledger) { messages.append(("note", hosts + ".")) }
    guard !messages.isEmpty else { return }
    member("toolExecutionNotifications") {
      $0.array(messages) { writer, message in
        writer.object { writer in
          writer.member("level", message.level)
          writer.text("message", message.text)
        }
      }
    }
  }

  private mutating func descriptor(_ rule: Rule) {
    object { writer in
      writer.member("id", rule.id)
      writer.member("name", rule.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
      writer.text("shortDescription", rule.summary)
      writer.text("fullDescription", rule.explanation)
      writer.text("help", rule.explanation)
      writer.member("defaultConfiguration") { $0.object { $0.member("level", rule.severity.rawValue) } }
      writer.member("properties") {
        $0.object { writer in
          writer.member("category", rule.category.rawValue)
          writer.member("tags") { $0.array([rule.category.rawValue]) { $0.string($1) } }
        }
      }
    }
  }

  private mutating func result(_ finding: Finding, in report: LintReport, _ rules: [Rule]) {
    object { writer in
      writer.member("ruleId", finding.rule.id)
      if let index = rules.firstIndex(of: finding.rule) { writer.member("ruleIndex", index) }
      writer.member("level", finding.severity.rawValue)
      writer.text("message", FindingText.message(finding))
      writer.member("locations") { $0.locations(finding, in: report) }
      let others = Array(finding.samples.dropFirst().enumerated())
      writer.member("relatedLocations") {
        $0.array(others.map { Related.sample($0 + 2, $1) } + (finding.schema.map { [Related.schema(1, $0)] } ?? [])) {
          $0.related($1)
        }
      }
      writer.member("partialFingerprints") { $0.object { $0.member("musterFinding/v1", finding.fingerprint) } }
      writer.member("occurrenceCount", finding.count)
      if let excerpt = finding.first?.excerpt {
        writer.member("properties") { $0.object { $0.member("excerpt", excerpt.text) } }
      }
    }
  }

  /// A place beside the one of a result.
  private enum Related {
    case sample(Int, Sample)
    case schema(Int, SchemaLocation)
  }

  private mutating func related(_ related: Related) {
    object { writer in
      switch related {
      case .sample(let id, let sample):
        writer.member("id", id)
        writer.physicalLocation(sample.exchange.recording, sample.position.line, sample.position.column)
        writer.text(
          "message",
          TerminalText.escape(sample.target.isEmpty ? sample.message : "\(sample.target): \(sample.message)"))
      case .schema(let id, let schema):
        writer.member("id", id)
        writer.physicalLocation(schema.source, schema.line, schema.column)
        writer.text("message", "Where the contract says what should be")
        guard !schema.pointer.isEmpty else { return }
        writer.logicalLocations([(schema.pointer, schema.pointer, "value")])
      }
    }
  }

  private mutating func locations(_ finding: Finding, in report: LintReport) {
    if let sample = finding.first {
      array([sample]) { $0.location(finding, $1) }
    } else {
      array(report.recordings.prefix(1)) { writer, recording in
        writer.object { $0.physicalLocation(recording.name, 1, 1) }
      }
    }
  }

  private mutating func location(_ finding: Finding, _ sample: Sample) {
    object { writer in
      writer.physicalLocation(sample.exchange.recording, sample.position.line, sample.position.column)
      let operation = [finding.contract, finding.operation].compactMap { $0 }.joined(separator: " ")
      var logical: [(name: String, full: String, kind: String)] = []
      if let name = finding.operation { logical.append((name, operation, "function")) }
      if let pattern = finding.instancePattern, let side = finding.side {
        logical.append((pattern.isEmpty ? side.rawValue : pattern, "\(operation) \(side.rawValue)#\(pattern)", "value"))
      }
      if let parameter = finding.parameter { logical.append((parameter, "\(operation) \(parameter)", "parameter")) }
      if !logical.isEmpty { writer.logicalLocations(logical) }
    }
  }

  mutating func logicalLocations(_ locations: [(name: String, full: String, kind: String)]) {
    member("logicalLocations") {
      $0.array(locations) { writer, location in
        writer.object { writer in
          writer.member("name", location.name)
          writer.member("fullyQualifiedName", location.full)
          writer.member("kind", location.kind)
        }
      }
    }
  }

  mutating func physicalLocation(_ path: String, _ line: Int, _ column: Int) {
    member("physicalLocation") {
      $0.object { writer in
        writer.member("artifactLocation") { $0.artifactLocation(path) }
        writer.member("region") {
          $0.object { writer in
            writer.member("startLine", line)
            writer.member("startColumn", column)
          }
        }
      }
    }
  }

  fileprivate mutating func artifactLocation(_ path: String) {
    object { $0.member("uri", SARIFRenderer.uri(of: path)) }
  }

  /// A message, which SARIF wraps in an object.
  mutating func text(_ name: String, _ text: String) {
    member(name) { $0.object { $0.member("text", SARIFRenderer.message(text)) } }
  }
}

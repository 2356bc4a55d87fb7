import Muster
import MusterContracts
import MusterTraffic

/// A finding in words, for forms that have no places of their own for its parts.
///
/// Names are written as ``TerminalText`` has them, so that every line feed is one between lines.
enum FindingText {
  /// The finding and where it is: a line each.
  static func message(_ finding: Finding) -> String {
    let message = TerminalText.escape(finding.message) + (finding.count > 1 ? " (\(finding.count) times)" : "")
    let place = place(finding)
    return place.isEmpty ? message : message + "\n" + place
  }

  /// The finding with where it is, what shows it, and where the contract says otherwise: a line each.
  static func paragraph(_ finding: Finding) -> String {
    var lines = [message(finding)]
    if let excerpt = finding.first?.excerpt { lines.append(TerminalText.escape(excerpt.text)) }
    if let schema = finding.schema { lines.append("schema " + self.schema(schema)) }
    return lines.joined(separator: "\n")
  }

  /// Which part of the exchange it is about.
  static func place(_ finding: Finding) -> String {
    var words: [String] = []
    if let side = finding.side { words.append(side.rawValue) }
    if let status = finding.status { words.append(String(status)) }
    if let type = finding.mediaType { words.append(type) }
    if let parameter = finding.parameter { words.append("parameter '\(parameter)'") }
    if let instance = finding.instance, !instance.tokens.isEmpty { words.append("at " + instance.description) }
    return TerminalText.escape(words.joined(separator: " "))
  }

  /// A place in a vendor's source.
  static func schema(_ schema: SchemaLocation) -> String {
    TerminalText.escape(
      "\(schema.source):\(schema.line):\(schema.column)" + (schema.pointer.isEmpty ? "" : " #\(schema.pointer)"))
  }

  /// A place in a recording.
  static func place(_ sample: Sample) -> String {
    TerminalText.escape(
      "\(sample.exchange.recording):\(sample.position.line):\(sample.position.column)"
        + (sample.target.isEmpty ? "" : " \(sample.target)")
        + (sample.payloadPosition.map { ", body \($0.line):\($0.column)" } ?? ""))
  }
}

/// Foreign hosts in words, for forms that have no places of their own for them.
enum ForeignHostText {
  /// How many exchanges are with which hosts; `nil` if there are none.
  static func sentence(_ ledger: Ledger) -> String? {
    guard !ledger.foreignHosts.isEmpty else { return nil }
    var parts = ledger.foreignHosts.map { host in
      TerminalText.escape(host.host) + " \(host.exchanges)" + (host.fitting > 0 ? " (\(host.fitting) would fit)" : "")
    }
    if ledger.otherForeignExchanges > 0 { parts.append("others \(ledger.otherForeignExchanges)") }
    return "exchanges with hosts that no contract has as a server: " + parts.joined(separator: ", ")
  }
}

/// The names that recordings have in reports.
enum RecordingName {
  /// The name of what came by standard input, which is no file.
  static let standardInput = "<stdin>"

  /// Whether a name is the path of a file.
  static func isPath(_ name: String) -> Bool { !name.isEmpty && name != standardInput }
}

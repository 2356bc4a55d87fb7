import Muster
import MusterContracts

/// Something about a document that was read or compiled.
public struct Diagnostic: Sendable, Hashable {
  /// What kind of thing it is, in kebab-case.
  public let code: String
  /// How much it matters.
  public let severity: Severity
  /// Where it is.
  public let place: SourceLocation
  /// What is wrong, and what to do.
  public let message: String

  /// A diagnostic from its parts.
  public init(code: String, severity: Severity, place: SourceLocation, message: String) {
    self.code = code
    self.severity = severity
    self.place = place
    self.message = message
  }

  /// What compiling had to say.
  public init(_ notice: Notice) {
    self.init(
      code: notice.code.rawValue,
      severity: notice.code == .brokenPart ? .error : notice.code == .byTheLetter ? .note : .warning,
      place: SourceLocation(
        source: notice.source ?? "", pointer: notice.pointer, line: notice.position.line,
        column: notice.position.column), message: notice.message)
  }
}

/// One cause with all of its places.
public struct DiagnosticCause: Sendable, Hashable {
  /// The first of them.
  public let first: Diagnostic
  /// The places, in the order in which they were found.
  public let places: [SourceLocation]

  /// The causes of some diagnostics, in the order of their first places: those of one code and message have one cause.
  ///
  /// - Complexity: O(*n*) in the number of diagnostics.
  public static func all(of diagnostics: [Diagnostic]) -> [DiagnosticCause] {
    struct Key: Hashable {
      let code: String
      let severity: Severity
      let message: String
    }
    var order: [Diagnostic] = []
    var indices: [Key: Int] = [:]
    var places: [[SourceLocation]] = []
    for diagnostic in diagnostics {
      let key = Key(code: diagnostic.code, severity: diagnostic.severity, message: diagnostic.message)
      if let known = indices[key] {
        places[known].append(diagnostic.place)
      } else {
        indices[key] = order.count
        order.append(diagnostic)
        places.append([diagnostic.place])
      }
    }
    return zip(order, places).map { DiagnosticCause(first: $0, places: $1) }
  }
}

import Muster
import MusterContracts

/// Something that a payload can be held against: a ``Muster/Schema``, or the ``MusterContracts/BodyRule`` of an
/// operation's request or response.
public protocol PayloadRule: Sendable {
  /// Checks a payload.
  func judge(_ payload: [UInt8]) -> Judgement
}

/// What a rule has to say about a payload.
public struct Judgement: Sendable, Hashable {
  /// What the check came to.
  public var outcome: Outcome
  /// How many issues there were beyond those that the outcome lists.
  public var omittedIssues: Int
  /// What was checked, as a failure shall call it.
  public var subject: String
  /// Why there was nothing to check the payload with, where that is so; such a payload counts as neither valid nor
  /// invalid.
  public var unchecked: String?

  /// A judgement from its parts.
  public init(outcome: Outcome, omittedIssues: Int = 0, subject: String, unchecked: String? = nil) {
    self.outcome = outcome
    self.omittedIssues = omittedIssues
    self.subject = subject
    self.unchecked = unchecked
  }
}

extension Schema: PayloadRule {
  /// Checks a payload.
  public func judge(_ payload: [UInt8]) -> Judgement {
    let inspection = inspect(payload)
    return Judgement(
      outcome: inspection.outcome, omittedIssues: inspection.omittedIssues, subject: "the payload")
  }
}

extension BodyRule: PayloadRule {
  /// Checks a payload.
  public func judge(_ payload: [UInt8]) -> Judgement {
    let inspection = inspect(payload)
    let part = side == .request ? "request" : "response \(status.map(String.init) ?? "")"
    return Judgement(
      outcome: inspection.outcome, omittedIssues: inspection.omittedIssues, subject: "\(operation), \(part)",
      unchecked: unchecked(payload))
  }

  private func unchecked(_ payload: [UInt8]) -> String? {
    guard !payload.isEmpty else { return nil }
    let name = mediaType?.name ?? "its media type"
    switch absence {
    case .noSchema: return "the document has \(name) without a schema"
    case .notJSON: return "\(name) is not JSON"
    default: return nil
    }
  }
}

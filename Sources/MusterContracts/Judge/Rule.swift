import Muster

/// A kind of finding: its stable name, how much it matters, and what it means.
///
/// Each of Muster's rules is a value in a file of its own. A linter takes rules of the caller's own as well.
public struct Rule: Sendable, Hashable, Identifiable {
  /// The stable name, in kebab-case.
  public let id: String
  /// How much its findings matter unless the caller says otherwise.
  public let severity: Severity
  /// What kind of thing its findings say.
  public let category: Category
  /// What the rule says, in one sentence.
  public let summary: String
  /// What it means, why it matters and what to do, in a few sentences of plain text.
  public let explanation: String

  /// A rule of the caller's own.
  ///
  /// - Parameters:
  ///   - id: A name that no other rule has, in kebab-case.
  ///   - severity: How much its findings matter unless the caller says otherwise.
  ///   - category: What kind of thing its findings say.
  ///   - summary: What the rule says, in one sentence.
  ///   - explanation: What it means, why it matters and what to do.
  public init(id: String, severity: Severity, category: Category, summary: String, explanation: String) {
    self.id = id
    self.severity = severity
    self.category = category
    self.summary = summary
    self.explanation = explanation
  }

  /// Hashes the name, which no two rules share.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

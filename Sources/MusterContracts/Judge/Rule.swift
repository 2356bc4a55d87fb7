import Muster

/// A kind of finding: its stable name, how much it matters, and what it means.
///
/// Each rule is a value of its own in a file of its own; ``all`` lists them.
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

  package init(id: String, severity: Severity, category: Category, summary: String, explanation: String) {
    self.id = id
    self.severity = severity
    self.category = category
    self.summary = summary
    self.explanation = explanation
  }
}

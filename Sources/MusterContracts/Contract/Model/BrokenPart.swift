import Muster

/// Why a part of a document cannot be used: a mistake in it, or in what it refers to.
///
/// A broken part takes down what needs it and nothing else: its operation, or one parameter, response or kind of content.
public struct BrokenPart: Sendable, Hashable {
  /// What kind of mistake it is.
  public let code: ContractError.Code
  /// Where the mistake is.
  public let location: SourceLocation
  /// What is wrong, what was expected and what to do next.
  public let detail: String
}

extension BrokenPart {
  /// The part that an error is about.
  package init(_ error: ContractError) {
    code = error.code
    location = SourceLocation(
      source: error.source ?? "", pointer: error.pointer ?? "", line: error.position?.line ?? 1,
      column: error.position?.column ?? 1)
    detail = error.detail
  }

  /// Whether the part is broken by the letter alone.
  package var isOfLetter: Bool { code == .letter || code == .letterName }

  /// A stored mistake as the one that holds under both readings, or as the one that holds by the letter alone.
  static func split(_ part: BrokenPart?) -> (both: BrokenPart?, letter: BrokenPart?) {
    guard let part, part.isOfLetter else { return (part, nil) }
    return (nil, part)
  }

  /// The error for a check that needs the part; `subject` says what cannot be checked.
  public func error(_ subject: String) -> ContractError {
    ContractError(
      .brokenPart, source: location.source, position: location.position, pointer: location.pointer,
      detail: "\(subject) cannot be checked: \(detail)")
  }
}

extension BrokenPart {
  /// A part of an operation that a mistake takes down.
  public struct Use: Sendable, Hashable {
    /// What cannot be checked, as in `response 200 of GET /items`.
    public let subject: String
    /// The mistake.
    public let part: BrokenPart
  }
}

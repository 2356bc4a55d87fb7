/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Worth knowing.
  case note
  /// Worth looking into.
  case warning
  /// Wrong.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// Whether one matters less than another.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// What kind of thing a finding says.
public enum Category: String, Sendable, Hashable, CaseIterable {
  /// The message breaks what the vendor documents.
  case violation
  /// The message has something that the vendor does not document.
  case drift
  /// Something about the message or the recording that should be known.
  case note
}

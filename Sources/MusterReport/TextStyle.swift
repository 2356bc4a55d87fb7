/// What a part of a text report is, for its colour.
enum TextRole {
  case valid, invalid, undecided, warning, place, keyword, quiet
}

/// Whether text carries colours.
public enum TextStyle: Sendable, Hashable {
  /// No escape sequences at all.
  case plain
  /// Colours by ANSI escape sequences (ECMA-48, section 8.3.117).
  case coloured

  func paint(_ text: String, _ role: TextRole) -> String {
    guard self == .coloured else { return text }
    let code =
      switch role {
      case .valid: "32"
      case .invalid: "31"
      case .undecided, .warning: "33"
      case .place: "1"
      case .keyword: "36"
      case .quiet: "2"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension TextStyle {
  /// A text that stands out where there are colours.
  public func emphasize(_ text: String) -> String { paint(text, .place) }
}

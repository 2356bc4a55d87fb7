/// Names in any script.
enum InternationalName {
  /// What separates the labels of a name.
  enum Separators {
    case fullStopOnly
    case everyFullStop
  }

  static func accepts(_ text: Span<UInt8>, separators: Separators) -> Bool {
    false
  }
}

/// Why the operating system could not do what was asked.
struct SystemFailure: Error, Sendable, Hashable {
  /// What was tried, as the end of "cannot …".
  let action: String
  /// What it was tried on, as the user named it.
  let name: String
  /// The operating system's own words.
  let reason: String
}

extension SystemFailure: CustomStringConvertible {
  var description: String { "cannot \(action) '\(name)': \(reason)" }
}

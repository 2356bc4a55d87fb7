extension FoundValue {
  /// A value of a document, as far as a policy shows it.
  ///
  /// - Parameter isSensitive: Whether its name, or that of a value around it, says that it may be a secret.
  /// - Complexity: O(*n*) in the length of a string.
  package init(_ value: JSON, _ disclosure: Disclosure, isSensitive: Bool) {
    self = value.document.withTape { FoundValue(value.index, of: $0, disclosure, isSensitive: isSensitive) }
  }
}

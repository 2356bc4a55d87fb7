/// A pattern lent by whoever holds it, so that a search retains nothing.
///
/// For whoever searches at every turn of a loop and holds the patterns for as long.
@safe public struct BorrowedPattern: Sendable {
  private let storage: Unmanaged<PatternStorage>

  /// Lends a pattern.
  ///
  /// A copy of the pattern must live for as long as this is used.
  public init(_ pattern: Pattern) {
    unsafe storage = Unmanaged.passUnretained(pattern.storage)
  }

  /// Finds whether the pattern occurs anywhere in a text.
  ///
  /// - Complexity: as ``Pattern/search(_:scratch:)``.
  public func search(_ text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    unsafe storage._withUnsafeGuaranteedRef { $0.search(text, scratch: &scratch) }
  }
}

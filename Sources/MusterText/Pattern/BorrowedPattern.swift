/// A pattern lent by whoever holds it, so that a search retains nothing.
///
/// For whoever searches at every turn of a loop and holds the patterns for as long.
@safe public struct BorrowedPattern: Sendable {
  private let storage: Unmanaged<PatternStorage>
  /// What a text that matches may begin with.
  @usableFromInline
  let starts: PatternStarts

  /// Lends a pattern.
  ///
  /// Precondition: a copy of the pattern lives for as long as this is used. Nothing checks that.
  @unsafe public init(_ pattern: Pattern) {
    unsafe storage = Unmanaged.passUnretained(pattern.storage)
    starts = pattern.storage.starts
  }

  /// Whether a text that begins with a byte may match; one look at it saves most searches among names.
  ///
  /// - Complexity: O(1)
  @inlinable
  public func mayMatch(textFrom byte: UInt8) -> Bool { starts.contains(byte) }

  /// Finds whether the pattern occurs anywhere in a text.
  ///
  /// - Complexity: as ``Pattern/search(_:scratch:)``.
  public func search(_ text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    unsafe storage._withUnsafeGuaranteedRef { $0.search(text, scratch: &scratch) }
  }
}

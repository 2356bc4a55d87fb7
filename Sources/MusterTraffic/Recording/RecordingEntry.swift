import Muster

/// One thing that a recording has: the text of an exchange, or the reason why there is none.
///
/// Entries are made in the order of the recording and can be judged on any core: a place is all that the order of a
/// report follows.
public struct RecordingEntry: Sendable {
  /// What an entry is.
  public enum Content: Sendable {
    /// The JSON text of an exchange.
    case exchange([UInt8])
    /// An exchange of a recording that was read as a whole.
    case read(Exchange)
    /// What should be an exchange of a recording that was read as a whole, and cannot be read.
    case unread(Reason)
    /// An exchange that is larger than the limit.
    case oversized(limit: Int)
    /// The recording ends; inside of an exchange, or between two.
    case truncated(insideOfExchange: Bool)
    /// The recording cannot be read.
    case unreadable(Reason)
  }

  /// Where it is.
  public let place: ExchangePlace
  /// The form of the recording; `nil` where that was not found out.
  public let form: RecordingForm?
  /// What it is.
  public let content: Content
  /// Loads files that the recording refers to.
  let attached: AttachedFiles?
}

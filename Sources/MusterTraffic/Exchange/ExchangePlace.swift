import Muster

/// Where an exchange stands: which recording, which of its exchanges, and where that begins.
public struct ExchangePlace: Sendable, Hashable {
  /// The name of the recording, as the caller gave it.
  public let recording: String
  /// Which of the recordings of one run it is, from 0: what the order of a report follows.
  public let ordinal: Int
  /// Which of the recording's exchanges it is, from 0.
  public let index: Int
  /// Where the exchange begins in the recording.
  public let position: TextPosition

  /// A place from its parts.
  public init(
    recording: String, ordinal: Int = 0, index: Int = 0,
    position: TextPosition = TextPosition(offset: 0, line: 1, column: 1)
  ) {
    self.recording = recording
    self.ordinal = ordinal
    self.index = index
    self.position = position
  }

  /// The same exchange at a position within it.
  func moved(to position: TextPosition) -> ExchangePlace {
    ExchangePlace(recording: recording, ordinal: ordinal, index: index, position: position)
  }
}

extension ExchangePlace: Comparable {
  /// Whether one exchange comes before another: by recording, then by number.
  public static func < (left: ExchangePlace, right: ExchangePlace) -> Bool {
    (left.ordinal, left.index, left.position.offset) < (right.ordinal, right.index, right.position.offset)
  }
}

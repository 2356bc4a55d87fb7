/// What was read of one recording.
public struct RecordingSummary: Sendable, Hashable {
  /// Its name, as the caller gave it.
  public let name: String
  /// Which of the recordings of the run it is, from 0.
  public let ordinal: Int
  /// Its form; `nil` where that was not found out.
  public let form: RecordingForm?
  /// How many exchanges it has, unreadable ones among them.
  public let exchanges: Int
  /// How many bytes were read.
  public let bytes: Int
  /// Whether it turned out to be no recording, which nobody had said that it is.
  public let isPassedOver: Bool

  init(name: String, ordinal: Int, form: RecordingForm?, exchanges: Int, bytes: Int, isPassedOver: Bool = false) {
    self.name = name
    self.ordinal = ordinal
    self.form = form
    self.exchanges = exchanges
    self.bytes = bytes
    self.isPassedOver = isPassedOver
  }
}

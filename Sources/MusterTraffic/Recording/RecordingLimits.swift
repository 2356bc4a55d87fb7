/// What reading a recording may cost.
public struct RecordingLimits: Sendable, Hashable {
  /// Bytes of one exchange; a larger one is passed over and ledgered.
  public var exchangeBytes: Int

  /// Limits, each with its default: 6 MiB an exchange.
  public init(exchangeBytes: Int = 6 << 20) {
    self.exchangeBytes = exchangeBytes
  }
}

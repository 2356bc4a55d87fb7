/// What reading a recording may cost.
public struct RecordingLimits: Sendable, Hashable {
  /// Bytes of one exchange; a larger one is passed over and ledgered.
  public var exchangeBytes: Int
  /// Bytes of a recording that has to be read as a whole, as cassettes in JSON and YAML do; a larger one is not read.
  public var documentBytes: Int

  /// Limits, each with its default: 6 MiB an exchange, 256 MiB a document.
  public init(exchangeBytes: Int = 6 << 20, documentBytes: Int = 256 << 20) {
    self.exchangeBytes = exchangeBytes
    self.documentBytes = documentBytes
  }
}

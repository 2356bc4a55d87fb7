/// A host that is none of the contracts'.
public struct ForeignHost: Sendable, Hashable {
  /// The host; `…` if it may not be shown.
  public let host: String
  /// How many exchanges are with it.
  public let exchanges: Int
  /// How many of them the contracts document by method and path, so that they would be checked if the host were a server.
  public let fitting: Int

  /// The server to give, so that what fits is checked; `nil` if nothing fits.
  public var server: String? { fitting > 0 ? "https://\(host)" : nil }

  /// A host with its counts.
  public init(host: String, exchanges: Int, fitting: Int) {
    (self.host, self.exchanges, self.fitting) = (host, exchanges, fitting)
  }
}

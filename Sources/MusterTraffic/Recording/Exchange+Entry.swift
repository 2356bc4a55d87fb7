import Muster
import MusterContracts

extension Exchange {
  /// The exchange of an entry of a recording.
  ///
  /// ```swift
  /// for entry in Recording(name: "traffic.har", bytes: bytes) {
  ///   let exchange = try Exchange(entry)
  ///   print(exchange.request.method, exchange.response?.status ?? 0)
  /// }
  /// ```
  /// - Throws: ``UnreadableEntry`` if the entry has no exchange, or one that cannot be read.
  /// - Complexity: O(*n*) in the size of the exchange.
  public init(_ entry: RecordingEntry) throws(UnreadableEntry) {
    let reason: Reason
    switch entry.content {
    case .read(let exchange):
      self = exchange
      return
    case .exchange(let text):
      do throws(ExchangeReader.Mistake) {
        self = try ExchangeReader.read(
          text, form: entry.form ?? .ndjson, place: entry.place, attached: entry.attached)
        return
      } catch {
        throw UnreadableEntry(
          place: error.position.map { entry.place.moved(to: $0) } ?? entry.place,
          reason: Reason(.unreadableExchange, causes: [error.reason]))
      }
    case .unread(let cause): reason = Reason(.unreadableExchange, causes: [cause])
    case .oversized(let limit):
      reason = Reason(.oversizedExchange, expected: Reason.Expected(bound: String(limit)))
    case .truncated(let isInside): reason = Reason(isInside ? .truncatedExchange : .truncatedRecording)
    case .unreadable(let cause): reason = Reason(.unreadableRecording, causes: [cause])
    }
    throw UnreadableEntry(place: entry.place, reason: reason)
  }
}

/// The reason why an entry of a recording is no exchange.
public struct UnreadableEntry: Error, Sendable, Hashable {
  /// Where in the recording the mistake is.
  public let place: ExchangePlace
  /// What is wrong, as data; nothing of what was recorded is in it.
  public let reason: Reason
}

extension UnreadableEntry: CustomStringConvertible {
  /// The recording, line and column, then what is wrong.
  public var description: String {
    "\(place.recording):\(place.position.line):\(place.position.column): \(Wording.sentence(reason))"
  }
}

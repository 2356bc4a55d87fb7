import Muster

/// Entries of recordings on their way to a linter, with the texts of their exchanges in one piece of memory.
///
/// A batch is filled, judged and emptied again and again, so that in a steady state nothing is allocated for an exchange.
public struct RecordingBatch: Sendable {
  /// The recording that entries are of.
  struct Source: Sendable {
    let name: String
    let ordinal: Int
    let form: RecordingForm?
    let attached: AttachedFiles?
  }

  struct Item: Sendable {
    /// The index of what it is, if it is not the text of an exchange; -1 if it is.
    let other: Int
    /// Where the text is.
    let text: Range<Int>
    /// The index of the recording.
    let source: Int
    /// Which of the recording's exchanges it is.
    let index: Int
    let start: TextPosition
  }

  /// The texts of the exchanges.
  private(set) var bytes: [UInt8] = []
  private(set) var sources: [Source] = []
  private(set) var items: [Item] = []
  /// What items are that are not the text of an exchange.
  private var others: [RecordingEntry.Content] = []
  /// The number of the next exchange of the recording that entries are added for.
  private(set) var nextIndex = 0

  /// An empty batch.
  public init() {}

  /// How many bytes of memory its texts take.
  public var byteCount: Int { bytes.count }

  /// How many entries it has.
  public var count: Int { items.count }

  /// Drops all entries; their memory stays, unless it is much more than a batch usually takes.
  public mutating func removeAll() {
    let isUsual = bytes.capacity <= 1 << 22
    bytes.removeAll(keepingCapacity: isUsual)
    items.removeAll(keepingCapacity: isUsual)
    others.removeAll(keepingCapacity: isUsual)
    sources.removeAll(keepingCapacity: true)
  }

  /// Says which recording the next entries are of, and which of its exchanges comes next.
  mutating func begin(_ source: Source, nextIndex: Int) {
    if sources.last.map({ $0.ordinal != source.ordinal || $0.form != source.form || $0.name != source.name }) ?? true {
      sources.append(source)
    }
    self.nextIndex = nextIndex
  }

  /// Adds the text of an exchange.
  mutating func add(_ text: ArraySlice<UInt8>, start: TextPosition) {
    let offset = bytes.count
    bytes.append(contentsOf: text)
    items.append(
      Item(other: -1, text: offset..<bytes.count, source: sources.count - 1, index: nextIndex, start: start))
    nextIndex += 1
  }

  /// Adds an entry that has no text.
  mutating func add(_ content: RecordingEntry.Content, start: TextPosition) {
    items.append(Item(other: others.count, text: 0..<0, source: sources.count - 1, index: nextIndex, start: start))
    others.append(content)
    switch content {
    case .exchange, .read, .unread, .oversized, .truncated(insideOfExchange: true): nextIndex += 1
    case .truncated(insideOfExchange: false), .unreadable: break
    }
  }

  /// The place of an item.
  func place(of item: Item) -> ExchangePlace {
    let source = sources[item.source]
    return ExchangePlace(recording: source.name, ordinal: source.ordinal, index: item.index, position: item.start)
  }

  /// An item as an entry of its own.
  func entry(_ item: Item) -> RecordingEntry {
    let place = place(of: item)
    var content = item.other < 0 ? .exchange(Array(bytes[item.text])) : others[item.other]
    if case .read(var exchange) = content {
      exchange.place = place
      content = .read(exchange)
    }
    let source = sources[item.source]
    return RecordingEntry(place: place, form: source.form, content: content, attached: source.attached)
  }
}

/// The events of a stream of server-sent events (WHATWG HTML, section 9.2.6).
enum EventStream {
  /// An event that a client would see.
  struct Event: Sendable, Hashable {
    /// Its type; `nil` where none is given.
    var type: String?
    /// The lines of its data, joined.
    var data = ""
    var id: String?
    var retry: String?
    /// The line that it begins on, from 1.
    var line = 1
    /// Where each line of its data begins in the stream.
    var dataPlaces: [Place] = []
  }

  /// A line and a column, from 1.
  struct Place: Sendable, Hashable {
    let line: Int
    let column: Int
  }

  /// The events in their order: those that have data, each ended by a blank line or by the end of the stream.
  ///
  /// A client drops an event that the stream ends inside of. Recordings of streams are cut there more often than servers
  /// are wrong, so it counts here if its data is whole JSON, and not otherwise.
  /// - Returns: `nil` where the stream is not UTF-8.
  /// - Complexity: O(*n*) in the number of bytes.
  static func events(_ bytes: [UInt8]) -> (events: [Event], last: Event?)? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var events: [Event] = []
    var event = Event()
    var hasData = false
    var isFresh = true
    var number = 0
    var index = start
    while index < bytes.count {
      var end = index
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      number += 1
      let line = bytes[index..<end]
      index = end + 1
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { index += 1 }
      if line.isEmpty {
        if hasData { events.append(event) }
        event = Event()
        hasData = false
        isFresh = true
        continue
      }
      if isFresh {
        event.line = number
        isFresh = false
      }
      // A byte order mark is a character of the first line.
      take(line, number, column: number == 1 && start > 0 ? 2 : 1, into: &event, &hasData)
    }
    return (events, hasData ? event : nil)
  }

  private static func take(
    _ line: ArraySlice<UInt8>, _ number: Int, column: Int, into event: inout Event, _ hasData: inout Bool
  ) {
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    var rest = line.dropFirst(name.count + 1)
    if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    let value = String(decoding: rest, as: UTF8.self)
    if name.elementsEqual("data".utf8) {
      event.data += hasData ? "\n" + value : value
      event.dataPlaces.append(Place(line: number, column: column + rest.startIndex - line.startIndex))
      hasData = true
    } else if name.elementsEqual("event".utf8) {
      event.type = value
    } else if name.elementsEqual("id".utf8) {
      if !rest.contains(0) { event.id = value }
    } else if name.elementsEqual("retry".utf8), !rest.isEmpty, rest.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      event.retry = value
    }
  }
}

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
    /// Where it begins in the stream.
    var offset = 0
    /// Where each line of its data begins in the stream.
    var dataOffsets: [Int] = []
    /// Where the values of its other fields are in the stream.
    var fieldOffsets: [String: Int] = [:]

    /// Where the stream has a byte of the data.
    func offset(ofData dataOffset: Int) -> Int {
      var line = 0
      var start = 0
      for (index, byte) in data.utf8.enumerated() {
        guard index < dataOffset else { break }
        if byte == 0x0A {
          line += 1
          start = index + 1
        }
      }
      return dataOffsets.indices.contains(line) ? dataOffsets[line] + dataOffset - start : offset
    }
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
    var index = start
    while index < bytes.count {
      var end = index
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
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
        event.offset = line.startIndex
        isFresh = false
      }
      take(line, into: &event, &hasData)
    }
    return (events, hasData ? event : nil)
  }

  private static func take(_ line: ArraySlice<UInt8>, into event: inout Event, _ hasData: inout Bool) {
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    var rest = line.dropFirst(name.count + 1)
    if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    let value = String(decoding: rest, as: UTF8.self)
    switch String(decoding: name, as: UTF8.self) {
    case "data":
      event.data += hasData ? "\n" + value : value
      event.dataOffsets.append(rest.startIndex)
      hasData = true
    case "event":
      event.type = value
      event.fieldOffsets["event"] = rest.startIndex
    case "id" where !rest.contains(0):
      event.id = value
      event.fieldOffsets["id"] = rest.startIndex
    case "retry" where !rest.isEmpty && rest.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }:
      event.retry = value
      event.fieldOffsets["retry"] = rest.startIndex
    default: break
    }
  }
}

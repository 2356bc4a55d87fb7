import Muster

/// An event of a stream as the object that a schema is of (OpenAPI 3.2, section 4.14.4).
struct EventJSON {
  /// The object's text.
  private(set) var text: [UInt8] = []
  private let event: EventStream.Event
  /// Where the members begin in the text, and their values, in its order.
  private var starts: [(name: String, offset: Int, value: Int)] = []
  /// Whether the data stands in the text as it was sent.
  private var isDataJSON = false

  /// The object of an event.
  ///
  /// - Parameter isText: Whether the data is to be a string, even if it is JSON.
  init(_ event: EventStream.Event, isText: Bool) {
    self.event = event
    text.append(UInt8(ascii: "{"))
    if let type = event.type { add("event", string: type) }
    isDataJSON = !isText && WrittenValue(json: event.data) != nil
    if isDataJSON { add("data", Array(event.data.utf8)) } else { add("data", string: event.data) }
    if let id = event.id { add("id", string: id) }
    if let retry = event.retry { add("retry", Array(retry.utf8)) }
    text.append(UInt8(ascii: "}"))
  }

  private mutating func add(_ name: String, string: String) {
    var assembler = JSONAssembler()
    assembler.append(string: string.utf8)
    add(name, assembler.bytes)
  }

  private mutating func add(_ name: String, _ value: [UInt8]) {
    if text.count > 1 { text.append(UInt8(ascii: ",")) }
    let start = text.count
    text += "\"\(name)\":".utf8
    starts.append((name, start, text.count))
    text += value
  }

  /// Where the stream has what is at an offset of the text: the event's start for the object itself.
  func offset(of textOffset: Int) -> Int {
    guard let start = starts.last(where: { $0.offset <= textOffset }) else { return event.offset }
    guard start.name == "data" else { return event.fieldOffsets[start.name] ?? event.offset }
    return event.offset(ofData: isDataJSON ? max(0, textOffset - start.value) : 0)
  }
}

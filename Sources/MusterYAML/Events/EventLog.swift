/// Keeps the events of a stream in the notation of the YAML test suite.
struct EventLog: EventSink {
  private enum Event {
    case line(String)
    /// The start of a collection: its sign and its properties.
    case start(String, Properties)
  }

  private let bytes: [UInt8]
  private var events: [Event] = []
  private var tags: [[UInt8]] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// All events, one a line, with those of the stream around them.
  var text: String {
    var text = "+STR\n"
    for event in events {
      switch event {
      case .line(let line): text += line
      case .start(let sign, let properties): text += sign + self.text(of: properties)
      }
      text += "\n"
    }
    return text + "-STR\n"
  }

  private func text(of properties: Properties) -> String {
    var text = ""
    if !properties.anchor.isEmpty { text += " &" + String(decoding: bytes[properties.anchor], as: UTF8.self) }
    let tag = Int(properties.tag.rawValue)
    if tags.indices.contains(tag) { text += " <" + String(decoding: tags[tag], as: UTF8.self) + ">" }
    return text
  }

  mutating func startDocument(isExplicit: Bool, at offset: Int) {
    events.append(.line(isExplicit ? "+DOC ---" : "+DOC"))
  }

  mutating func endDocument(isExplicit: Bool, at offset: Int) {
    events.append(.line(isExplicit ? "-DOC ..." : "-DOC"))
  }

  mutating func startSequence(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) {
    events.append(.start(isFlow ? "+SEQ []" : "+SEQ", properties))
  }

  mutating func endSequence(at offset: Int) {
    events.append(.line("-SEQ"))
  }

  mutating func startMapping(_ properties: Properties, isFlow: Bool, role: Role, at offset: Int) {
    events.append(.start(isFlow ? "+MAP {}" : "+MAP", properties))
  }

  mutating func endMapping(at offset: Int) {
    events.append(.line("-MAP"))
  }

  mutating func scalar(_ scalar: Scalar, in text: [UInt8], _ properties: Properties, role: Role) {
    let sign =
      switch scalar.style {
      case .plain: ":"
      case .singleQuoted: "'"
      case .doubleQuoted: "\""
      case .literal: "|"
      case .folded: ">"
      }
    let content =
      scalar.isEscaped
      ? EventLog.unquoteMarks(text[scalar.content]) : EventLog.escape(text[scalar.content])
    events.append(.line("=VAL" + self.text(of: properties) + " " + sign + content))
  }

  /// Undoes the one escape of JSON that the notation does not have: `\"`.
  private static func unquoteMarks(_ text: ArraySlice<UInt8>) -> String {
    var content: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if isEscaped, byte == .quotationMark { content.removeLast() }
      isEscaped = byte == .backslash && !isEscaped
      content.append(byte)
    }
    return String(decoding: content, as: UTF8.self)
  }

  private static func escape(_ text: ArraySlice<UInt8>) -> String {
    var escaped: [UInt8] = []
    for byte in text {
      switch byte {
      case 0: escaped += "\\0".utf8
      case 0x07: escaped += "\\a".utf8
      case 0x08: escaped += "\\b".utf8
      case .tabulation: escaped += "\\t".utf8
      case .lineFeed: escaped += "\\n".utf8
      case .carriageReturn: escaped += "\\r".utf8
      case 0x1B: escaped += "\\e".utf8
      case .backslash: escaped += "\\\\".utf8
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  mutating func alias(_ name: Range<Int>, role: Role, at offset: Int) {
    events.append(.line("=ALI *" + String(decoding: bytes[name], as: UTF8.self)))
  }

  func knows(_ name: Range<Int>) -> Bool { true }

  mutating func tag(_ name: [UInt8], at offset: Int) -> Tag {
    tags.append(name)
    return Tag(rawValue: Int32(clamping: tags.count - 1))
  }

  mutating func unknownDirective(at offset: Int) {}

  mutating func slip(_ failure: Failure) {}

  var mark: Int { events.count }

  mutating func wrapKey(
    from mark: Int, isFlow: Bool, mapping: Properties, key: Properties, role: Role, at offset: Int
  ) {
    guard events.indices.contains(mark) else { return }
    if case .start(let sign, _) = events[mark] { events[mark] = .start(sign, key) }
    events.insert(.start(isFlow ? "+MAP {}" : "+MAP", mapping), at: mark)
  }
}

import Muster

/// Where a recording has a body, so that a place in the body can be found in the recording.
public struct BodyOrigin: Sendable {
  /// How the recording writes the body.
  public enum Form: Sendable, Hashable {
    /// As a JSON string.
    case string
    /// As base64 in a JSON string.
    case base64
    /// As a JSON value of its own.
    case json
    /// In a form that only its start can be found in: files beside the recording, lists of pieces, fields of a form.
    case opaque
  }

  /// A part of a body that the recording has in a place of its own.
  struct Piece: Sendable {
    /// Where it begins in the body.
    let bodyOffset: Int
    /// The offset in the text of its value.
    let offset: Int
  }

  /// How the recording writes the body.
  public internal(set) var form: Form
  /// The text of the exchange that the body is in; shared, not copied.
  let text: [UInt8]
  /// Where that text begins in the recording.
  let start: TextPosition
  /// The offset in the text of the body's value: of the opening quote, if it is a string.
  let offset: Int
  /// The document that the body is in, if the recording is one; `text` and `start` are not used then.
  let document: DocumentOrigin?
  /// The parts of a body that was put together, in the order of the body; empty if it was not.
  var pieces: [Piece] = []

  init(form: Form, text: [UInt8], start: TextPosition, offset: Int) {
    self.form = form
    self.text = text
    self.start = start
    self.offset = offset
    document = nil
  }

  /// The origin of a body in a recording that is one document.
  init(form: Form, document: DocumentOrigin) {
    self.form = form
    text = []
    start = document.position
    offset = 0
    self.document = document
  }

  /// Where the recording has the body.
  public var position: TextPosition { document?.position ?? place(of: offset) }

  /// Where the recording has the byte at an offset of the body; the body's start for base64.
  ///
  /// - Complexity: O(*n*) in the size of the exchange.
  public func position(of bodyOffset: Int) -> TextPosition {
    if let document { return document.position(of: bodyOffset, form: form) }
    return switch form {
    case .json: place(of: offset + max(0, bodyOffset))
    case .base64: place(of: offset)
    case .opaque: place(of: (pieces.last { $0.bodyOffset <= bodyOffset })?.offset ?? offset)
    case .string: place(of: BodyOrigin.rawOffset(of: max(0, bodyOffset), inStringAt: offset, of: text))
    }
  }

  private func place(of textOffset: Int) -> TextPosition {
    var tracker = PositionTracker(at: start)
    tracker.advance(over: text.span, from: 0, to: min(max(0, textOffset), text.count))
    return tracker.position
  }

  /// The offset in a text of a byte of the JSON string that is written at an offset (RFC 8259, section 7).
  static func rawOffset(of decodedOffset: Int, inStringAt offset: Int, of text: [UInt8]) -> Int {
    let text = text.span
    var index = offset + 1
    var decoded = 0
    while index < text.count, decoded < decodedOffset {
      let byte = text[index]
      guard byte != UInt8(ascii: "\"") else { return index }
      guard byte == UInt8(ascii: "\\"), index + 1 < text.count else {
        index += 1
        decoded += 1
        continue
      }
      let (length, count) = escape(at: index, in: text)
      // A place inside of an escaped character is the escape's own.
      if decoded + count > decodedOffset { return index }
      index += length
      decoded += count
    }
    return index
  }

  /// How many bytes an escape takes, and how many the character that it stands for takes in UTF-8.
  private static func escape(at index: Int, in text: Span<UInt8>) -> (length: Int, count: Int) {
    guard text[index + 1] == UInt8(ascii: "u") else { return (2, 1) }
    guard let unit = codeUnit(at: index + 2, in: text) else { return (2, 1) }
    switch unit {
    case 0..<0x80: return (6, 1)
    case 0x80..<0x800: return (6, 2)
    case 0xD800..<0xE000: return (12, 4)
    default: return (6, 3)
    }
  }

  private static func codeUnit(at index: Int, in text: Span<UInt8>) -> UInt32? {
    guard index + 4 <= text.count else { return nil }
    var unit: UInt32 = 0
    for position in index..<(index + 4) {
      let byte = text[position]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte & 15)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        unit = unit << 4 | UInt32(byte & 15 + 9)
      default: return nil
      }
    }
    return unit
  }
}

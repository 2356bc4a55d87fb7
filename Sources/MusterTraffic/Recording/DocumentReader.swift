import Muster

/// Reads the exchanges of a recording that is one JSON or YAML document.
struct DocumentReader: Sendable {
  /// Whether a document is a recording of the reader's form, by its members.
  let recognises: @Sendable (_ root: JSON) -> Bool
  /// Adds every exchange of the document, and a reason for each that cannot be read.
  let read: @Sendable (_ root: JSON, _ walk: inout DocumentWalk) -> Void
}

/// Gathers the exchanges of a document in the order of its text.
struct DocumentWalk {
  /// Reads values of the document.
  let reader: ExchangeReader
  /// Loads a file beside the recording.
  let attached: AttachedFiles?
  private(set) var entries: [ScannedEntry] = []

  init(reader: ExchangeReader, attached: AttachedFiles?) {
    self.reader = reader
    self.attached = attached
  }

  /// Adds the exchange that a value is, or the reason why it is none.
  mutating func add(
    _ item: JSON, _ read: (ExchangeReader) throws(ExchangeReader.Mistake) -> Exchange
  ) {
    let start = position(of: item)
    do throws(ExchangeReader.Mistake) {
      entries.append(ScannedEntry(content: .read(try read(reader)), start: start))
    } catch {
      entries.append(ScannedEntry(content: .unread(error.reason), start: error.position ?? start))
    }
  }

  /// Notes that a value is an exchange that cannot be read.
  mutating func skip(_ item: JSON, _ reason: Reason) {
    entries.append(ScannedEntry(content: .unread(reason), start: position(of: item)))
  }

  /// The body that lies in a file beside the recording, which a value names.
  func attachedBody(_ names: [String], at value: JSON, mediaType: String?) -> MessageBody {
    for name in names {
      if let bytes = attached?(name) {
        return MessageBody(.bytes(bytes), mediaType: mediaType, origin: reader.origin(of: value, form: .opaque))
      }
    }
    return MessageBody(.elsewhere, mediaType: mediaType)
  }

  private func position(of item: JSON) -> TextPosition {
    item.origin?.position ?? TextPosition(offset: 0, line: 1, column: 1)
  }
}

/// An entry as a document's walk finds it, before it has a number.
struct ScannedEntry: Sendable {
  let content: RecordingEntry.Content
  let start: TextPosition
}

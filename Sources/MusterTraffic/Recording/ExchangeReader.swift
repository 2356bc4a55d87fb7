import Muster
import MusterContracts
import MusterText

/// Makes an exchange of the text of an entry.
struct ExchangeReader {
  /// Why an entry's text is no exchange; nothing of the text is in it.
  struct Mistake: Error {
    let reason: Reason
    /// Where it is in the recording; `nil` for the entry as a whole.
    var position: TextPosition?
  }

  /// How the document is written that the values belong to.
  enum Notation: Sendable { case json, yaml }

  let text: [UInt8]
  let place: ExchangePlace
  /// Loads files that the recording refers to.
  var attached: AttachedFiles?
  /// How the recording is written, if it is one document; `nil` for an entry of a stream.
  var notation: Notation?

  init(text: [UInt8], place: ExchangePlace, attached: AttachedFiles? = nil) {
    self.text = text
    self.place = place
    self.attached = attached
  }

  /// The exchange.
  ///
  /// - Throws: ``Mistake``.
  static func read(
    _ text: [UInt8], form: RecordingForm, place: ExchangePlace, attached: AttachedFiles? = nil
  ) throws(Mistake) -> Exchange {
    let root = try document(of: text, place: place).root
    guard root.kind == .object else { throw Mistake(reason: Reason(.exchangeNotObject)) }
    let reader = ExchangeReader(text: text, place: place, attached: attached)
    return form == .har ? try reader.exchange(har: root) : try reader.exchange(line: root)
  }

  private static func document(of text: [UInt8], place: ExchangePlace) throws(Mistake) -> JSONDocument {
    // Without a source there is no table of lines to make, which costs more than the reading.
    var assembler = JSONAssembler()
    assembler.append(text)
    do throws(JSONError) {
      return try JSONDocument(assembler)
    } catch {
      var tracker = PositionTracker(at: place.position)
      tracker.advance(over: text.span, from: 0, to: error.position.offset)
      throw Mistake(reason: Reason(error), position: tracker.position)
    }
  }

  // MARK: What both forms share

  /// A method as it was sent: methods are case-sensitive (RFC 9110, section 9.1), but loggers like to write them small.
  static func method(_ text: String) -> String {
    guard text.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return text }
    return String(decoding: text.utf8.map { $0 & 0xDF }, as: UTF8.self)
  }

  /// Header fields: a list of names and values, or an object of values or lists of values.
  func headers(_ json: JSON?) -> HeaderFields {
    var fields = HeaderFields()
    guard let json else { return fields }
    for member in json.members {
      if let value = ExchangeReader.scalar(member.value) { fields.append(name: member.name, value: value) }
      for item in member.value.items {
        if let value = ExchangeReader.scalar(item) { fields.append(name: member.name, value: value) }
      }
    }
    for item in json.items {
      guard let name = item["name"]?.string ?? item["key"]?.string ?? item[0]?.string,
        let value = (item["value"] ?? item[1]).flatMap(ExchangeReader.scalar)
      else { continue }
      fields.append(name: name, value: value)
    }
    return fields
  }

  /// A text, or a number or boolean as it is written; `nil` for every other value.
  static func scalar(_ value: JSON) -> String? {
    switch value.kind {
    case .string: value.string
    case .number, .boolean: String(decoding: value.rawText, as: UTF8.self)
    case .null, .array, .object: nil
    }
  }

  /// A body that is written as a string.
  func body(text value: JSON, isBase64: Bool, mediaType: String?) -> MessageBody {
    let origin = origin(of: value, form: isBase64 ? .base64 : .string)
    let string = value.string ?? ""
    guard isBase64 else { return MessageBody(.bytes(Array(string.utf8)), mediaType: mediaType, origin: origin) }
    guard
      let bytes = Base64.decode(string.utf8.span, isLenient: true)
        ?? BodyChunks.bytes(of: Array(string.utf8), writtenIn: .base64)
    else {
      return MessageBody(.undecodable, mediaType: mediaType, origin: origin)
    }
    return MessageBody(.bytes(bytes), mediaType: mediaType, origin: origin)
  }

  /// A body that is written as JSON.
  func body(json value: JSON, mediaType: String?) -> MessageBody {
    MessageBody(.bytes(value.rawText), mediaType: mediaType, origin: origin(of: value, form: .json))
  }

  /// Where the recording has a body that is written as a value.
  func origin(of value: JSON, form: BodyOrigin.Form) -> BodyOrigin {
    guard let notation else {
      return BodyOrigin(form: form, text: text, start: place.position, offset: value.textOffset)
    }
    return BodyOrigin(form: form, document: DocumentOrigin(value, isYAML: notation == .yaml))
  }
}

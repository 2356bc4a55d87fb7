import Muster
import MusterContracts

/// Where the parts of an exchange are in its text.
struct ScreenedExchange {
  /// A body, as the text has it.
  struct Body {
    enum Form: UInt8 {
      case absent, string, base64, json
    }

    var form = Form.absent
    var range = 0..<0
    var hasEscapes = false

    /// Whether the body's bytes are in the text as they are.
    var isPlain: Bool { form == .json || (form == .string && !hasEscapes) }
  }

  /// What a number says of a body's size; which number it is counts only beside the body.
  enum SizeClass: UInt8 {
    case absent, null, negative, zero, positive, other
  }

  var method = 0..<0
  var url = 0..<0
  var status = 0
  var requestBody = Body()
  var responseBody = Body()
  /// The fields of the request and response, by their indices in the list of all.
  var requestFields = 0..<0
  var responseFields = 0..<0

  /// Finds the parts that both forms have; `nil` if the exchange has to be read in full.
  init?(
    _ reader: inout MemberReader, _ text: Span<UInt8>, _ fields: inout ContiguousArray<FoundField>
  ) {
    fields.removeAll(keepingCapacity: true)
    let (method, url) = (reader.found[ScreenSlot.method], reader.found[ScreenSlot.url])
    guard reader.found[ScreenSlot.request].kind == .object, reader.found[ScreenSlot.response].kind == .object,
      reader.found[ScreenSlot.other].kind == .absent,
      method.kind == .string, !method.hasEscapes, url.kind == .string, !url.hasEscapes
    else { return nil }
    let type = reader.found[ScreenSlot.resourceType]
    if type.kind == .string, ScreenText.isExactly(text, type.start..<type.end, ScreenedExchange.webSocket) {
      return nil
    }
    self.method = method.start..<method.end
    self.url = url.start..<url.end
    for index in self.method where text[index] < 0x41 || text[index] > 0x5A { return nil }
    guard !self.method.isEmpty, !ScreenText.isExactly(text, self.method, ScreenedExchange.options),
      let status = ScreenedExchange.status(reader.found[ScreenSlot.status], text)
    else { return nil }
    self.status = status
    guard reader.appendFields(ScreenSlot.requestHeaders, of: text, to: &fields) else { return nil }
    requestFields = 0..<fields.count
    guard reader.appendFields(ScreenSlot.responseHeaders, of: text, to: &fields) else { return nil }
    responseFields = requestFields.upperBound..<fields.count
  }

  private static let options = Array("OPTIONS".utf8)
  private static let webSocket = Array("websocket".utf8)

  /// A status of three digits.
  private static func status(_ found: FoundMember, _ text: Span<UInt8>) -> Int? {
    guard found.kind == .number, found.end - found.start == 3 else { return nil }
    var status = 0
    for index in found.start..<found.end {
      guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
      status = status &* 10 &+ Int(text[index] &- 0x30)
    }
    return status >= 100 ? status : nil
  }

  // MARK: Bodies

  /// Takes the bodies of an item of an HTTP Archive; `false` if the exchange has to be read in full.
  mutating func takeArchiveBodies(_ reader: borrowing MemberReader, _ text: Span<UInt8>) -> Bool {
    let sent = reader.found[ScreenSlot.requestBody]
    let encoding = reader.found[ScreenSlot.requestBodyEncoding]
    guard sent.kind == .absent || sent.kind == .string, encoding.kind == .absent || encoding.kind == .null,
      sent.kind == .string || reader.found[ScreenSlot.postData].kind == .absent
        || reader.found[ScreenSlot.postData].kind == .null
    else { return false }
    if sent.kind == .string {
      requestBody = Body(form: .string, range: sent.start..<sent.end, hasEscapes: sent.hasEscapes)
    }
    let received = reader.found[ScreenSlot.responseBody]
    guard received.kind == .absent || received.kind == .string else { return false }
    guard received.kind == .string else { return true }
    responseBody = Body(form: .string, range: received.start..<received.end, hasEscapes: received.hasEscapes)
    let coding = reader.found[ScreenSlot.responseBodyEncoding]
    switch coding.kind {
    case .absent, .null: return true
    case .string:
      responseBody.form = .base64
      return !coding.hasEscapes && !received.hasEscapes
        && ScreenText.isExactly(text, coding.start..<coding.end, ScreenedExchange.base64)
    default: return false
    }
  }

  private static let base64 = Array("base64".utf8)

  /// Takes the bodies of a line.
  mutating func takeLineBodies(_ reader: borrowing MemberReader) {
    requestBody = ScreenedExchange.lineBody(reader.found[ScreenSlot.requestBody])
    responseBody = ScreenedExchange.lineBody(reader.found[ScreenSlot.responseBody])
  }

  private static func lineBody(_ found: FoundMember) -> Body {
    switch found.kind {
    case .absent, .null: Body()
    case .string: Body(form: .string, range: found.start..<found.end, hasEscapes: found.hasEscapes)
    case .true, .false, .number, .array, .object: Body(form: .json, range: found.start..<found.end)
    }
  }

  /// What a size that the recording states comes to.
  static func sizeClass(_ found: FoundMember, _ text: Span<UInt8>) -> SizeClass {
    switch found.kind {
    case .absent: .absent
    case .null: .null
    case .number:
      if let number = number(text, found.start..<found.end) {
        number > 0 ? .positive : .zero
      } else if text[found.start] == UInt8(ascii: "-"), number(text, (found.start + 1)..<found.end) ?? 0 > 0 {
        .negative
      } else {
        .other
      }
    default: .other
    }
  }

  /// The number that a range of digits is; `nil` for anything else.
  static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 15 else { return nil }
    var number = 0
    for index in range {
      guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
      number = number &* 10 &+ Int(text[index] &- 0x30)
    }
    return number
  }
}

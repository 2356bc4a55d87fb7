import Muster
import MusterContracts

extension ExchangeReader {
  /// The exchange of an interaction of a cassette.
  ///
  /// - Parameter writesBinaryAsBase64: Whether a body that is a string is base64 unless its media type is text.
  func exchange(interaction item: JSON, writesBinaryAsBase64: Bool = false) throws(Mistake) -> Exchange {
    guard item.kind == .object else { throw Mistake(reason: Reason(.exchangeNotObject)) }
    guard let request = item["request"], let method = request["method"]?.string.map(ExchangeReader.method) else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method"]))
    }
    guard let url = (request["uri"] ?? request["url"])?.string else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["url"]))
    }
    let fields = headers(request["headers"])
    return Exchange(
      place: place,
      request: Exchange.Request(
        method: method, url: url, headers: fields,
        body: cassetteBody(request, fields, writesBinaryAsBase64: writesBinaryAsBase64) ?? .none),
      response: try response(ofInteraction: item, method: method, writesBinaryAsBase64: writesBinaryAsBase64))
  }

  private func response(
    ofInteraction item: JSON, method: String, writesBinaryAsBase64: Bool
  ) throws(Mistake) -> Exchange.Response? {
    guard let response = item["response"], response.kind == .object, response.members.count > 0 else { return nil }
    guard
      let status = ["status", "code", "status_code", "statusCode"].lazy
        .compactMap({ response[$0].flatMap(ExchangeReader.status) }).first
    else { throw Mistake(reason: Reason(.exchangeWithoutStatus)) }
    guard status > 0 else { return nil }
    let fields = headers(response["headers"])
    let isBodiless = fields["content-length"] == "0" || HTTPStatus.isBodiless(status, to: method)
    return Exchange.Response(
      status: status, headers: fields,
      body: cassetteBody(response, fields, writesBinaryAsBase64: writesBinaryAsBase64)
        ?? MessageBody(isBodiless ? .none : .notRecorded))
  }

  /// The body of a cassette's request or response; `nil` if it says nothing of one.
  private func cassetteBody(
    _ message: JSON, _ fields: HeaderFields, writesBinaryAsBase64: Bool
  ) -> MessageBody? {
    // Old cassettes of vcrpy have `content`.
    let value = message["body"] ?? message["content"]
    if let form = message["form"], form.members.count > 0, value?.string?.isEmpty ?? true {
      return body(form: form)
    }
    guard let value else { return nil }
    switch value.kind {
    case .null: return MessageBody.none
    case .string where writesBinaryAsBase64:
      let media = fields["content-type"] ?? ""
      let isText = media.hasPrefix("text/") || media.hasPrefix("application/json")
      return body(text: value, isBase64: !isText, mediaType: nil)
    case .string: return body(recorded: value, mediaType: nil)
    case .object:
      if let text = value["base64_string"], text.kind == .string {
        return body(text: text, isBase64: true, mediaType: nil)
      }
      if let text = value["string"] {
        if text.kind == .null { return MessageBody.none }
        return text.kind == .string ? body(recorded: text, mediaType: nil) : body(json: text, mediaType: nil)
      }
      let isEmpty = !writesBinaryAsBase64 && value.members.allSatisfy { $0.name == "encoding" }
      return isEmpty ? MessageBody.none : body(json: value, mediaType: nil)
    case .boolean, .number, .array: return body(json: value, mediaType: nil)
    }
  }

  /// A body that is written as a string, or as base64 with a tag of YAML that says so.
  func body(recorded value: JSON, mediaType: String?) -> MessageBody {
    body(text: value, isBase64: notation == .yaml && isTaggedBinary(value), mediaType: mediaType)
  }

  /// Whether `!!binary` is before a value (YAML 1.1 type repository), which Ruby writes as `!binary`.
  private func isTaggedBinary(_ value: JSON) -> Bool {
    guard let origin = value.origin else { return false }
    let before = origin.source.bytes.prefix(max(0, origin.offset)).suffix(128)
    let line = before.split(whereSeparator: { $0.isJSONSpace }).suffix(2)
    return line.contains { word in
      ["!!binary", "!binary", "!<tag:yaml.org,2002:binary>"].contains { word.elementsEqual($0.utf8) }
    } && line.last?.first.map { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "&") } ?? false
  }

  /// The body that the fields of a form make, which are written as an object of values or of lists of values.
  func body(form: JSON) -> MessageBody {
    var bytes: [UInt8] = []
    for member in form.members {
      let values = member.value.kind == .array ? member.value.items.map { $0 } : [member.value]
      for value in values {
        guard let text = value.string ?? value.number else { continue }
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        bytes += ExchangeReader.formEncoded(member.name)
        bytes.append(UInt8(ascii: "="))
        bytes += ExchangeReader.formEncoded(text)
      }
    }
    return MessageBody(
      .bytes(bytes), mediaType: "application/x-www-form-urlencoded", origin: origin(of: form, form: .opaque))
  }

  /// A text as a form has it (URL Standard, application/x-www-form-urlencoded serializing).
  static func formEncoded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
      case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): bytes.append(byte)
      case 0x20: bytes.append(UInt8(ascii: "+"))
      default:
        bytes.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
      }
    }
    return bytes
  }

  /// The status that a value says: a number, its digits, `200 OK`, `HTTP/1.1 200 OK`, or an object with a code.
  ///
  /// A status of 0 or below, by which recorders say that no response came, is 0.
  static func status(_ value: JSON) -> Int? {
    switch value.kind {
    case .number:
      guard let number = value.integer else { return nil }
      return number <= 0 ? 0 : number <= 999 ? number : nil
    case .string: return status(ofText: value.string ?? "")
    case .object:
      for name in ["code", "status", "statusCode", "status_code", "value"] {
        if let inner = value[name], inner.kind != .object, let status = status(inner) { return status }
      }
      return nil
    case .null, .boolean, .array: return nil
    }
  }

  private static func status(ofText text: String) -> Int? {
    let words = text.utf8.split(separator: 0x20)
    let word = words.first.map { $0.starts(with: "HTTP/".utf8) ? words.dropFirst().first : $0 } ?? nil
    guard let word, let number = Int(String(decoding: word, as: UTF8.self)) else { return nil }
    return number <= 0 ? 0 : (100...999).contains(number) ? number : nil
  }
}

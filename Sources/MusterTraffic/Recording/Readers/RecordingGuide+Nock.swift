import Muster
import MusterContracts

extension RecordingGuide {
  /// nock's recorder, for Node.
  static let nock = RecordingGuide(
    .nock, name: "What nock recorded, with output_objects", sign: "a list of objects with a 'scope' and a 'path'",
    example: #"""
      [{"scope": "https://api.example.com:443", "method": "GET", "path": "/users/1", "body": "",
        "status": 200, "response": {"id": 1}, "rawHeaders": ["Content-Type", "application/json"]}]
      """#,
    reader: DocumentReader(
      recognises: { root in
        root.kind == .array && root.items.contains { $0["scope"]?.string != nil && $0["path"] != nil }
      },
      read: { root, walk in
        for item in root.items {
          walk.add(item) { reader throws(ExchangeReader.Mistake) in try reader.exchange(nock: item) }
        }
      }))
}

extension ExchangeReader {
  fileprivate func exchange(nock item: JSON) throws(Mistake) -> Exchange {
    guard item.kind == .object else { throw Mistake(reason: Reason(.exchangeNotObject)) }
    guard let method = item["method"]?.string.map(ExchangeReader.method) else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method"]))
    }
    guard let scope = item["scope"]?.string, let path = item["path"]?.string else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["scope", "path"]))
    }
    let fields = headers(item["reqheaders"])
    var request = Exchange.Request(
      method: method, url: scope + path, headers: fields, body: nockBody(item["body"], fields, isBinary: false))
    // Header fields are recorded only on demand.
    request.areFieldsRecorded = item["reqheaders"]?.kind == .object
    return Exchange(place: place, request: request, response: try response(nock: item, method: method))
  }

  private func response(nock item: JSON, method: String) throws(Mistake) -> Exchange.Response? {
    guard item["status"] != nil || item["response"] != nil else { return nil }
    guard let status = item["status"].flatMap(ExchangeReader.status) else {
      throw Mistake(reason: Reason(.exchangeWithoutStatus))
    }
    guard status > 0 else { return nil }
    let fields = pairs(item["rawHeaders"] ?? item["headers"])
    let body =
      HTTPStatus.isBodiless(status, to: method)
      ? .none : nockBody(item["response"], fields, isBinary: item["responseIsBinary"]?.boolean ?? false)
    return Exchange.Response(status: status, headers: fields, body: body)
  }

  /// A body as nock writes it: JSON or a text; the pieces of a coded body in hexadecimal; a binary one likewise.
  private func nockBody(_ value: JSON?, _ fields: HeaderFields, isBinary: Bool) -> MessageBody {
    guard let value else { return .none }
    switch value.kind {
    case .null: return .none
    case .string:
      guard let text = value.string, !text.isEmpty else { return .none }
      guard isBinary else { return body(recorded: value, mediaType: nil) }
      guard let bytes = ExchangeReader.bytes(hexadecimal: text) else {
        return body(text: value, isBase64: true, mediaType: nil)
      }
      return MessageBody(.bytes(bytes), origin: origin(of: value, form: .opaque))
    case .array where isBinary || fields.contains("content-encoding"):
      var bytes: [UInt8] = []
      for piece in value.items {
        guard let text = piece.string, let part = ExchangeReader.bytes(hexadecimal: text) else {
          return body(json: value, mediaType: nil)
        }
        bytes += part
      }
      return MessageBody(.bytes(bytes), origin: origin(of: value, form: .opaque))
    case .boolean, .number, .array, .object: return body(json: value, mediaType: nil)
    }
  }

  /// Header fields that are written as a flat list of names and values, or as an object.
  private func pairs(_ json: JSON?) -> HeaderFields {
    guard let json, json.kind == .array, json.items.allSatisfy({ $0.kind == .string }) else { return headers(json) }
    var fields = HeaderFields()
    var name: String?
    for text in json.items.compactMap(\.string) {
      if let known = name {
        fields.append(name: known, value: text)
        name = nil
      } else {
        name = text
      }
    }
    return fields
  }

  /// The bytes that pairs of hexadecimal digits stand for; `nil` if a text is not made of these.
  static func bytes(hexadecimal text: String) -> [UInt8]? {
    guard text.utf8.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for byte in text.utf8 {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x57
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return bytes
  }
}

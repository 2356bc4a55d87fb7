import Muster
import MusterContracts

extension ExchangeReader {
  /// The exchange of an item of `log.entries` (HTTP Archive 1.1 and 1.2).
  ///
  /// `content.text` is the body after content codings were undone, whatever the header fields say, and base64 only where
  /// `encoding` says so. A status of 0 or below means that there was no response. Members that should be there may be
  /// missing or `null`: what is not known of a body is not taken for its absence.
  func exchange(har entry: JSON) throws(Mistake) -> Exchange {
    guard let request = entry["request"], let method = request["method"]?.string.map(ExchangeReader.method),
      let url = request["url"]?.string
    else { throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method", "url"])) }
    let fields = headers(request["headers"])
    return Exchange(
      place: place,
      request: Exchange.Request(
        method: method, url: isWebSocket(entry) ? ExchangeReader.webSocketURL(url) : url, headers: fields,
        body: requestBody(request, fields, method: method)),
      response: try response(entry, method: method))
  }

  private func response(_ entry: JSON, method: String) throws(Mistake) -> Exchange.Response? {
    guard let response = entry["response"], response.kind == .object else { return nil }
    let fields = headers(response["headers"])
    guard let status = try status(of: response), status > 0 else { return nil }
    let isPolly = entry["_order"] != nil && entry["_id"] != nil
    return Exchange.Response(
      status: status, headers: fields,
      body: responseBody(response, fields, status: status, method: method, isPolly: isPolly))
  }

  /// The status of a response, or 0 or below if there was none; `nil` if nothing says that there was one.
  private func status(of response: JSON) throws(Mistake) -> Int? {
    let value = response["status"]
    let digits = value?.string.flatMap { $0.split(separator: " ").first }
    if let status = value?.integer ?? digits.flatMap({ Int($0) }) { return status }
    let hasText = response["content"]?["text"]?.string.map { !$0.isEmpty } ?? false
    let isSaid = value.map { $0.kind != .null && $0.string != "" } ?? false
    guard hasText || isSaid else { return nil }
    throw Mistake(reason: Reason(.exchangeWithoutStatus))
  }

  // MARK: WebSockets

  /// Whether the exchange began a WebSocket, whose messages are no requests and responses.
  private func isWebSocket(_ entry: JSON) -> Bool {
    entry["_webSocketMessages"]?.kind == .array || entry["_resourceType"]?.string == "websocket"
  }

  /// The URL of a WebSocket, as some recorders write `https` for `wss`.
  private static func webSocketURL(_ url: String) -> String {
    guard url.utf8.starts(with: "http".utf8) else { return url }
    return "ws" + url.dropFirst(4)
  }

  // MARK: Bodies

  private func requestBody(_ request: JSON, _ fields: HeaderFields, method: String) -> MessageBody {
    let data = request["postData"].flatMap { $0.kind == .object ? $0 : nil }
    let size = HARSize(request["bodySize"])
    if let data {
      if var body = content(data) {
        body.statedSize = size.known
        return body
      }
      if let params = data["params"], params.items.count > 0 {
        return body(params: params, mediaType: mediaType(data), contentType: fields["content-type"])
      }
    }
    let type = data.flatMap(mediaType)
    let length = fields["content-length"].flatMap { Int($0) }
    if size.isPositive || (length ?? 0) > 0 || fields.contains("transfer-encoding") {
      return MessageBody(.notRecorded, mediaType: type)
    }
    if size.known == 0 || length == 0 { return MessageBody(.none, mediaType: type) }
    let isWrittenEmpty = data?["text"]?.string != nil && !size.isDisowned
    let mayHaveBody = HTTPMethod.usuallyHasBody(method) && method != "DELETE"
    if isWrittenEmpty || (!mayHaveBody && !fields.contains("content-type")) {
      return MessageBody(.none, mediaType: type)
    }
    return MessageBody(.notRecorded, mediaType: type)
  }

  private func responseBody(
    _ response: JSON, _ fields: HeaderFields, status: Int, method: String, isPolly: Bool
  ) -> MessageBody {
    let data = response["content"].flatMap { $0.kind == .object ? $0 : nil }
    let size = HARSize(data?["size"])
    if let data, var body = content(data, isPolly: isPolly && fields.contains("content-encoding")) {
      // The size of a body that is written in pieces is that of the pieces' text.
      body.statedSize = isPolly && body.origin?.form == .opaque ? nil : size.known
      return body
    }
    let type = data.flatMap(mediaType)
    if HTTPStatus.isBodiless(status, to: method) { return MessageBody(.none, mediaType: type) }
    let length = fields["content-length"].flatMap { Int($0) }
    let sent = HARSize(response["bodySize"])
    if size.isPositive || (length ?? 0) > 0 { return MessageBody(.notRecorded, mediaType: type) }
    let isWrittenEmpty = data?["text"]?.string != nil && !size.isDisowned
    let isEmpty = isWrittenEmpty || length == 0 || (size.known == 0 && !sent.isPositive) || sent.known == 0
    return MessageBody(isEmpty ? .none : .notRecorded, mediaType: type)
  }

  /// A body that is written down; `nil` if there is none, or an empty text, which may stand for one that was left out.
  ///
  /// - Parameter isPolly: Whether text may be PollyJS's list of the pieces of a body with a content coding.
  private func content(_ data: JSON, isPolly: Bool = false) -> MessageBody? {
    let type = mediaType(data)
    // Playwright keeps bodies in files beside the recording.
    if let name = data["_file"]?.string {
      guard let bytes = attached?(name) else { return MessageBody(.elsewhere, mediaType: type) }
      return MessageBody(.bytes(bytes), mediaType: type, origin: data["_file"].map { origin(of: $0, form: .opaque) })
    }
    guard let text = data["text"] else { return nil }
    switch text.kind {
    case .null: return nil
    case .boolean, .number, .array, .object: return body(json: text, mediaType: type)
    case .string: break
    }
    let string = text.string ?? ""
    guard !string.isEmpty else { return nil }
    let isBase64 = data["encoding"]?.string.map { $0.utf8.map { $0 | 0x20 }.elementsEqual("base64".utf8) } ?? false
    if !isBase64, isPolly || data["_isBinary"]?.boolean == true {
      let bytes = Array(string.utf8)
      if let joined = BodyChunks.bytes(of: bytes, writtenIn: .hexadecimal) ?? BodyChunks.hexadecimal(bytes) {
        return MessageBody(.bytes(joined), mediaType: type, origin: origin(of: text, form: .opaque))
      }
    }
    return body(text: text, isBase64: isBase64, mediaType: type)
  }

  private func mediaType(_ data: JSON) -> String? {
    // "x-unknown" is what recorders write where there was none.
    data["mimeType"]?.string.flatMap { $0.isEmpty || $0 == "x-unknown" ? nil : $0 }
  }
}

/// A number of bytes in an HTTP Archive.
private struct HARSize {
  /// The number; `nil` if it is not known.
  let known: Int?
  /// Whether the recording says that it does not know, by `-1` or `null`.
  let isDisowned: Bool

  init(_ value: JSON?) {
    let number = value?.integer
    known = number.flatMap { $0 < 0 ? nil : $0 }
    isDisowned = value != nil && known == nil
  }

  var isPositive: Bool { (known ?? 0) > 0 }
}

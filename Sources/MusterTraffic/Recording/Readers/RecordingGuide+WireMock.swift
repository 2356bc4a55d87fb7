import Muster
import MusterContracts

extension RecordingGuide {
  /// WireMock's stub mappings, as its recorder writes them.
  static let wireMock = RecordingGuide(
    .wireMock, name: "Stub mappings of WireMock, one a file or a list of them",
    sign: "the member 'mappings', or a request and a response as WireMock has them",
    note: "Patterns of URLs, the method ANY, proxies and templates are no recorded exchanges; the report lists them. "
      + "Bodies in '__files' are read from the folder beside the mappings.",
    example: #"""
      {"mappings": [
        {"request": {"url": "/users/1", "method": "GET"},
         "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "jsonBody": {"id": 1}}}]}
      """#,
    reader: DocumentReader(
      recognises: { root in root["mappings"]?.kind == .array || isMapping(root) },
      read: { root, walk in
        for mapping in root["mappings"]?.items.map({ $0 }) ?? [root] {
          let attachment = walk
          walk.add(mapping) { reader throws(ExchangeReader.Mistake) in
            try reader.exchange(wireMock: mapping, walk: attachment)
          }
        }
      }))

  private static func isMapping(_ root: JSON) -> Bool {
    guard let request = root["request"], request.kind == .object, let response = root["response"] else { return false }
    let ofRoot = ["uuid", "persistent", "scenarioName", "priority", "insertionIndex", "requiredScenarioState"]
    let ofRequest = [
      "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate", "bodyPatterns", "queryParameters",
    ]
    let ofResponse = [
      "jsonBody", "base64Body", "bodyFileName", "transformers", "fault", "proxyBaseUrl", "fixedDelayMilliseconds",
    ]
    return ofRoot.contains { root[$0] != nil } || ofRequest.contains { request[$0] != nil }
      || ofResponse.contains { response[$0] != nil }
  }
}

extension ExchangeReader {
  fileprivate func exchange(wireMock mapping: JSON, walk: DocumentWalk) throws(Mistake) -> Exchange {
    guard let matched = mapping["request"], matched.kind == .object else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method", "url"]))
    }
    guard let method = matched["method"]?.string.map(ExchangeReader.method), method != "ANY" else {
      throw Mistake(reason: Reason(.exchangeNotExact, names: ["method"]))
    }
    var request = try request(wireMock: matched, method: method)
    request.areFieldsRecorded = false
    guard let response = mapping["response"], response.kind == .object else {
      return Exchange(place: place, request: request, response: nil)
    }
    if response["proxyBaseUrl"] != nil {
      throw Mistake(reason: Reason(.exchangeNotExact, names: ["proxyBaseUrl"]))
    }
    guard response["fault"]?.string == nil else { return Exchange(place: place, request: request, response: nil) }
    let fields = headers(response["headers"])
    guard let status = response["status"].map({ ExchangeReader.status($0) }) ?? 200, status > 0 else {
      throw Mistake(reason: Reason(.exchangeWithoutStatus))
    }
    return Exchange(
      place: place, request: request,
      response: Exchange.Response(
        status: status, headers: fields,
        body: body(wireMock: response, walk: walk, isBodiless: HTTPStatus.isBodiless(status, to: method))))
  }

  private func request(wireMock matched: JSON, method: String) throws(Mistake) -> Exchange.Request {
    var request = Exchange.Request(method: method, url: "")
    if let url = matched["url"]?.string {
      request.url = url
    } else if let path = matched["urlPath"]?.string {
      var query: [UInt8] = []
      for member in matched["queryParameters"]?.members.map({ $0 }) ?? [] {
        guard let value = member.value["equalTo"]?.string else { continue }
        query += [query.isEmpty ? UInt8(ascii: "?") : UInt8(ascii: "&")]
        query += ExchangeReader.formEncoded(member.name)
        query += [UInt8(ascii: "=")] + ExchangeReader.formEncoded(value)
      }
      request.url = path + String(decoding: query, as: UTF8.self)
      request.isQueryRecorded = false
    } else {
      let name = ["urlPattern", "urlPathPattern", "urlPathTemplate"].first { matched[$0] != nil }
      throw Mistake(
        reason: name.map { Reason(.exchangeNotExact, names: [$0]) } ?? Reason(.exchangeWithoutRequest, names: ["url"]))
    }
    for member in matched["headers"]?.members.map({ $0 }) ?? [] {
      if let value = (member.value["equalTo"] ?? member.value["contains"])?.string {
        request.headers.append(name: member.name, value: value)
      }
    }
    request.body = MessageBody(HTTPMethod.usuallyHasBody(method) ? .notRecorded : .none)
    for pattern in matched["bodyPatterns"]?.items.map({ $0 }) ?? [] {
      if let text = pattern["binaryEqualTo"], text.kind == .string {
        request.body = body(text: text, isBase64: true, mediaType: nil)
      } else if let text = pattern["equalTo"], text.kind == .string {
        request.body = body(text: text, isBase64: false, mediaType: nil)
      } else if let json = pattern["equalToJson"] {
        let media = "application/json"
        request.body =
          json.kind == .string
          ? body(text: json, isBase64: false, mediaType: media) : body(json: json, mediaType: media)
        // Placeholders of JSON Unit stand for any value.
        if json.string?.contains("${json-unit") ?? false { request.body = MessageBody(.unusable(.templated)) }
      }
    }
    return request
  }

  private func body(wireMock response: JSON, walk: DocumentWalk, isBodiless: Bool) -> MessageBody {
    let isTemplate = response["transformers"]?.items.contains { $0.string == "response-template" } ?? false
    if let json = response["jsonBody"] {
      return isTemplate && ExchangeReader.isTemplate(json.rawText)
        ? MessageBody(.unusable(.templated)) : body(json: json, mediaType: nil)
    }
    if let text = response["base64Body"], text.kind == .string {
      return body(text: text, isBase64: true, mediaType: nil)
    }
    if let text = response["body"], text.kind == .string {
      return isTemplate && ExchangeReader.isTemplate(Array((text.string ?? "").utf8))
        ? MessageBody(.unusable(.templated)) : body(text: text, isBase64: false, mediaType: nil)
    }
    if let name = response["bodyFileName"], let path = name.string {
      let body = walk.attachedBody(["__files/\(path)", "../__files/\(path)"], at: name, mediaType: nil)
      return isTemplate && ExchangeReader.isTemplate(body.bytes ?? []) ? MessageBody(.unusable(.templated)) : body
    }
    return .none
  }

  /// Whether a text has an expression in double braces.
  static func isTemplate(_ text: [UInt8]) -> Bool {
    var isAfterBrace = false
    for byte in text {
      if byte == UInt8(ascii: "{"), isAfterBrace { return true }
      isAfterBrace = byte == UInt8(ascii: "{")
    }
    return false
  }
}

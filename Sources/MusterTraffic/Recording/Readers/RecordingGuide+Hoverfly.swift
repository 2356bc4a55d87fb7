import Muster
import MusterContracts

extension RecordingGuide {
  /// Hoverfly's simulations, all versions.
  static let hoverfly = RecordingGuide(
    .hoverfly, name: "Simulation of Hoverfly", sign: "the member 'data' with 'pairs'",
    note: "A pair whose method or path is matched otherwise than exactly is no recorded exchange; the report lists it.",
    example: #"""
      {"data": {"pairs": [
        {"request": {"method": [{"matcher": "exact", "value": "GET"}], "path": [{"matcher": "exact", "value": "/users/1"}],
                     "destination": [{"matcher": "exact", "value": "api.example.com"}]},
         "response": {"status": 200, "headers": {"Content-Type": ["application/json"]}, "body": "{\"id\": 1}",
                      "encodedBody": false, "templated": false}}]},
       "meta": {"schemaVersion": "v5.3"}}
      """#,
    reader: DocumentReader(
      recognises: { $0["data"]?["pairs"]?.kind == .array },
      read: { root, walk in
        for pair in root["data"]?["pairs"]?.items.map({ $0 }) ?? [] {
          let attachment = walk
          walk.add(pair) { reader throws(ExchangeReader.Mistake) in
            try reader.exchange(hoverfly: pair, walk: attachment)
          }
        }
      }))
}

extension ExchangeReader {
  fileprivate func exchange(hoverfly pair: JSON, walk: DocumentWalk) throws(Mistake) -> Exchange {
    guard let matched = pair["request"], matched.kind == .object else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method", "path"]))
    }
    guard let method = exact(matched["method"])?.string.map(ExchangeReader.method) else {
      throw Mistake(reason: Reason(.exchangeNotExact, names: ["method"]))
    }
    guard let path = exact(matched["path"])?.string else {
      throw Mistake(reason: Reason(.exchangeNotExact, names: ["path"]))
    }
    let host = exact(matched["destination"])?.string
    let scheme = exact(matched["scheme"])?.string ?? "https"
    var request = Exchange.Request(method: method, url: (host.map { "\(scheme)://\($0)" } ?? "") + path)
    if let query = query(hoverfly: matched) {
      if !query.isEmpty { request.url += "?" + query }
    } else {
      request.isQueryRecorded = false
    }
    for member in matched["headers"]?.members.map({ $0 }) ?? [] {
      for value in values(member.value) { request.headers.append(name: member.name, value: value) }
    }
    request.areFieldsRecorded = matched["headers"]?.kind == .object
    if let text = exact(matched["body"], orJSON: true), text.kind == .string {
      request.body = body(text: text, isBase64: false, mediaType: nil)
    } else if matched["body"] != nil || HTTPMethod.usuallyHasBody(method) {
      request.body = MessageBody(.notRecorded)
    }
    return Exchange(place: place, request: request, response: try response(hoverfly: pair, method: method, walk: walk))
  }

  private func response(
    hoverfly pair: JSON, method: String, walk: DocumentWalk
  ) throws(Mistake) -> Exchange.Response? {
    guard let response = pair["response"], response.kind == .object else { return nil }
    guard let status = response["status"].flatMap(ExchangeReader.status) else {
      throw Mistake(reason: Reason(.exchangeWithoutStatus))
    }
    guard status > 0 else { return nil }
    var body = MessageBody.none
    if let text = response["body"], text.kind == .string, text.string?.isEmpty == false {
      body = self.body(text: text, isBase64: response["encodedBody"]?.boolean ?? false, mediaType: nil)
    } else if let file = response["bodyFile"], let path = file.string, !path.isEmpty {
      body = walk.attachedBody([path], at: file, mediaType: nil)
    }
    if response["templated"]?.boolean ?? false, ExchangeReader.isTemplate(body.bytes ?? []) {
      body = MessageBody(.unusable(.templated))
    }
    return Exchange.Response(status: status, headers: headers(response["headers"]), body: body)
  }

  /// The value that a matcher holds for exactly; `nil` if it matches otherwise, or is not there.
  private func exact(_ matcher: JSON?, orJSON: Bool = false) -> JSON? {
    guard let matcher else { return nil }
    switch matcher.kind {
    case .string: return matcher
    case .array:
      for item in matcher.items {
        let kind = item["matcher"]?.string ?? "exact"
        if kind == "exact" || (orJSON && kind == "json") { return item["value"] }
      }
      return nil
    default: return matcher["exactMatch"] ?? (orJSON ? matcher["jsonMatch"] : nil)
    }
  }

  /// The texts that a matcher or a list of texts holds for.
  private func values(_ matcher: JSON) -> [String] {
    if matcher.kind == .array, matcher.items.allSatisfy({ $0.kind == .string }) {
      return matcher.items.compactMap(\.string)
    }
    let value = exact(matcher)
    if let text = value?.string { return [text] }
    return value?.items.compactMap(\.string) ?? []
  }

  /// The query of a request; `nil` if it is not recorded.
  private func query(hoverfly matched: JSON) -> String? {
    if let text = exact(matched["deprecatedQuery"] ?? matched["query"])?.string { return text }
    guard let members = (matched["query"] ?? matched["queriesWithMatchers"])?.members, members.count > 0 else {
      return matched["query"]?.kind == .object ? "" : nil
    }
    var query: [UInt8] = []
    for member in members {
      for value in values(member.value) {
        if !query.isEmpty { query.append(UInt8(ascii: "&")) }
        query += ExchangeReader.formEncoded(member.name) + [UInt8(ascii: "=")] + ExchangeReader.formEncoded(value)
      }
    }
    return String(decoding: query, as: UTF8.self)
  }
}

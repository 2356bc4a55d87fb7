import Muster
import MusterContracts

extension RecordingGuide {
  /// Bruno's collections, exported as JSON.
  static let bruno = RecordingGuide(
    .bruno, name: "Collection of Bruno with examples, exported as JSON",
    sign: "the member 'items' of requests of type 'http', or 'examples' beside 'http'",
    note: "A request without examples is no recorded exchange; the report lists it.",
    example: #"""
      {"name": "Users", "version": "1", "items": [
        {"type": "http", "name": "Get", "request": {"method": "GET", "url": "https://api.example.com/users/1"},
         "examples": [{"name": "Found", "request": {"method": "GET", "url": "https://api.example.com/users/1"},
           "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "application/json"}],
                        "body": {"type": "json", "content": "{\"id\": 1}"}}}]}]}
      """#,
    reader: DocumentReader(
      recognises: { root in
        if root["examples"]?.kind == .array, root["http"]?.kind == .object { return true }
        guard root["items"]?.kind == .array else { return false }
        return root["brunoConfig"] != nil || root["version"] != nil
          || root["items"]?.items.contains { $0["request"]?["url"] != nil } ?? false
      },
      read: { root, walk in
        let items = root["items"]?.kind == .array ? ItemWalk(root, children: "items").map { $0 } : [root]
        for item in items {
          guard let request = item["request"] ?? item["http"] else { continue }
          let examples = item["examples"]?.items.map { $0 } ?? []
          if examples.isEmpty { walk.skip(item, Reason(.exchangeWithoutResponse)) }
          for example in examples {
            walk.add(example) { reader throws(ExchangeReader.Mistake) in
              try reader.exchange(bruno: example, of: request)
            }
          }
        }
      }))
}

extension ExchangeReader {
  fileprivate func exchange(bruno example: JSON, of item: JSON) throws(Mistake) -> Exchange {
    let request = example["request"]
    guard let url = (request?["url"] ?? item["url"])?.string else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["url"]))
    }
    let method = (request?["method"] ?? item["method"])?.string.map(ExchangeReader.method) ?? "GET"
    var response: Exchange.Response?
    if let answer = example["response"], answer.kind == .object, answer.members.count > 0 {
      guard let status = answer["status"].flatMap(ExchangeReader.status), status > 0 else {
        throw Mistake(reason: Reason(.exchangeWithoutStatus))
      }
      let text = answer["body"]?["content"] ?? answer["body"]
      let media = answer["body"]?["type"]?.string == "json" ? "application/json" : nil
      var body = MessageBody.none
      if let text, text.kind == .string {
        let isBinary = answer["body"]?["type"]?.string == "binary"
        body = self.body(text: text, isBase64: isBinary, mediaType: media)
      } else if let text, text.kind != .null {
        body = self.body(json: text, mediaType: media)
      }
      response = Exchange.Response(status: status, headers: clientHeaders(answer["headers"]), body: body)
    }
    return Exchange(
      place: place,
      request: Exchange.Request(
        method: method, url: ClientVariables(list: nil).url(url), headers: clientHeaders(request?["headers"]),
        body: body(bruno: request?["body"])),
      response: response)
  }

  private func body(bruno body: JSON?) -> MessageBody {
    guard let body, body.kind == .object else { return .none }
    switch body["mode"]?.string {
    case "json", "text", "xml", "sparql":
      guard let mode = body["mode"]?.string, let text = body[mode], let string = text.string, !string.isEmpty else {
        return .none
      }
      guard !ExchangeReader.isTemplate(Array(string.utf8)) else { return MessageBody(.unusable(.templated)) }
      return self.body(text: text, isBase64: false, mediaType: mode == "json" ? "application/json" : nil)
    case "formUrlEncoded": return body["formUrlEncoded"].map { self.body(clientForm: $0) } ?? .none
    case "none", nil:
      guard body["mode"] == nil, let text = body["json"] ?? body["text"], text.kind == .string else { return .none }
      return self.body(text: text, isBase64: false, mediaType: body["json"] == nil ? nil : "application/json")
    default: return MessageBody(.notRecorded)
    }
  }
}

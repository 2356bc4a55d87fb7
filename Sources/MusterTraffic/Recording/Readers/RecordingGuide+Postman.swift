import Muster
import MusterContracts

extension RecordingGuide {
  /// Postman's collections, versions 2.0 and 2.1.
  static let postman = RecordingGuide(
    .postman, name: "Collection of Postman 2.1 with saved responses", sign: "the members 'info' and 'item'",
    note: "Variables are filled in from the collection; a base URL that stays unknown is left out. A request without a "
      + "saved response is no recorded exchange; the report lists it.",
    example: #"""
      {"info": {"name": "Users", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
       "item": [{"name": "Get", "request": {"method": "GET", "url": "https://api.example.com/users/1"},
         "response": [{"name": "Found", "originalRequest": {"method": "GET", "url": "https://api.example.com/users/1"},
           "code": 200, "header": [{"key": "Content-Type", "value": "application/json"}], "body": "{\"id\": 1}"}]}]}
      """#,
    reader: DocumentReader(
      recognises: { collection(of: $0) != nil },
      read: { root, walk in
        guard let collection = collection(of: root) else { return }
        let variables = ClientVariables(list: collection["variable"])
        for item in ItemWalk(collection, children: "item") {
          if item["item"]?.kind == .array { continue }
          let responses = item["response"]?.items.map { $0 } ?? []
          if responses.isEmpty { walk.skip(item, Reason(.exchangeWithoutResponse)) }
          for response in responses {
            walk.add(response) { reader throws(ExchangeReader.Mistake) in
              try reader.exchange(postman: response, of: item, variables)
            }
          }
        }
      }))

  /// The collection that a document is or wraps.
  private static func collection(of root: JSON) -> JSON? {
    for candidate in [root, root["collection"]] {
      if let candidate, candidate["info"]?.kind == .object, candidate["item"]?.kind == .array { return candidate }
    }
    return nil
  }
}

extension ExchangeReader {
  fileprivate func exchange(
    postman response: JSON, of item: JSON, _ variables: ClientVariables
  ) throws(Mistake) -> Exchange {
    guard let request = response["originalRequest"] ?? item["request"] else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["originalRequest"]))
    }
    let url: String?
    if request.kind == .string {
      url = variables.url(request.string ?? "")
    } else {
      url = self.url(postman: request["url"], variables)
    }
    guard let url else { throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["url"])) }
    let method = (request["method"]?.string).map(ExchangeReader.method) ?? "GET"
    let fields = clientHeaders(request["header"])
    guard let status = response["code"].flatMap(ExchangeReader.status), status > 0 else {
      throw Mistake(reason: Reason(.exchangeWithoutStatus))
    }
    let answered = clientHeaders(response["header"])
    let isBodiless = HTTPStatus.isBodiless(status, to: method)
    var body = MessageBody(isBodiless ? .none : .notRecorded)
    let language = response["_postman_previewlanguage"]?.string
    let media = answered["content-type"] ?? (language == "json" ? "application/json" : nil)
    if let text = response["body"], text.kind == .string {
      body = self.body(text: text, isBase64: false, mediaType: media)
    }
    return Exchange(
      place: place,
      request: Exchange.Request(
        method: method, url: url, headers: fields, body: self.body(postman: request["body"], fields, variables)),
      response: Exchange.Response(status: status, headers: answered, body: body))
  }

  private func url(postman url: JSON?, _ variables: ClientVariables) -> String? {
    guard let url else { return nil }
    if let text = url.string { return variables.url(text) }
    if let raw = url["raw"]?.string, !raw.isEmpty { return variables.url(raw, path: url["variable"]) }
    let host = url["host"]?.string ?? url["host"]?.items.compactMap(\.string).joined(separator: ".")
    let path =
      url["path"]?.string
      ?? url["path"]?.items.compactMap { $0.string ?? $0["value"]?.string }
      .joined(separator: "/")
    guard host != nil || path != nil else { return nil }
    var text = (url["protocol"]?.string ?? "https") + "://" + (host ?? "localhost") + "/" + (path ?? "")
    var separator = "?"
    for pair in url["query"]?.items.map({ $0 }) ?? [] where pair["disabled"]?.boolean != true {
      text += separator + (pair["key"]?.string ?? "") + (pair["value"]?.string.map { "=" + $0 } ?? "")
      separator = "&"
    }
    return variables.url(text, path: url["variable"])
  }

  private func body(postman body: JSON?, _ fields: HeaderFields, _ variables: ClientVariables) -> MessageBody {
    guard let body, body.kind == .object, body["disabled"]?.boolean != true else { return .none }
    switch body["mode"]?.string {
    case "raw":
      guard let raw = body["raw"], let text = raw.string, !text.isEmpty else { return .none }
      guard !ExchangeReader.isTemplate(Array(text.utf8)) else { return MessageBody(.unusable(.templated)) }
      let isJSON = body["options"]?["raw"]?["language"]?.string == "json"
      return self.body(text: raw, isBase64: false, mediaType: isJSON ? "application/json" : nil)
    case "urlencoded":
      guard let list = body["urlencoded"] else { return .none }
      return self.body(clientForm: list)
    case nil: return .none
    default: return MessageBody(.notRecorded)
    }
  }
}

import Muster
import MusterContracts

extension RecordingGuide {
  /// Insomnia's exports, versions 4 and 5.
  static let insomnia = RecordingGuide(
    .insomnia, name: "Export of Insomnia 4 or 5, as far as it has responses: those of its mock servers",
    sign: "the member '_type' with 'resources', or a 'type' of insomnia.rest",
    note: "Insomnia exports requests without their responses, which the report lists; 'Export as HAR' has them.",
    example: #"""
      {"_type": "export", "__export_format": 4, "resources": [
        {"_type": "mock_route", "name": "/users/1", "method": "GET", "statusCode": 200,
         "headers": [{"name": "Content-Type", "value": "application/json"}], "body": "{\"id\": 1}"}]}
      """#,
    reader: DocumentReader(
      recognises: { root in
        (root["_type"]?.string == "export" && root["resources"]?.kind == .array)
          || root["type"]?.string.map { text in text.contains("insomnia.rest/") } ?? false
      },
      read: { root, walk in
        if let resources = root["resources"] {
          let requests = Dictionary(
            resources.items.compactMap { item in item["_id"]?.string.map { ($0, item) } }, uniquingKeysWith: { $1 })
          let answered = Set(
            resources.items.compactMap { $0["_type"]?.string == "response" ? $0["parentId"]?.string : nil })
          for item in resources.items {
            switch item["_type"]?.string {
            case "request":
              if !answered.contains(item["_id"]?.string ?? "") { walk.skip(item, Reason(.exchangeWithoutResponse)) }
            case "response":
              let request = item["parentId"]?.string.flatMap { requests[$0] }
              walk.add(item) { reader throws(ExchangeReader.Mistake) in
                try reader.exchange(insomnia: item, request: request)
              }
            case "mock_route":
              walk.add(item) { reader throws(ExchangeReader.Mistake) in try reader.exchange(mockRoute: item) }
            default: break
            }
          }
        }
        for item in ItemWalk(root, children: "collection") where item["url"] != nil {
          walk.skip(item, Reason(.exchangeWithoutResponse))
        }
        for folder in root["collection"]?.items.map({ $0 }) ?? [] {
          for item in ItemWalk(folder, children: "children") where item["url"] != nil {
            walk.skip(item, Reason(.exchangeWithoutResponse))
          }
        }
        for item in root["routes"]?.items.map({ $0 }) ?? [] {
          walk.add(item) { reader throws(ExchangeReader.Mistake) in try reader.exchange(mockRoute: item) }
        }
      }))
}

extension ExchangeReader {
  fileprivate func exchange(insomnia response: JSON, request: JSON?) throws(Mistake) -> Exchange {
    guard let request, let url = (response["url"] ?? request["url"])?.string else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["url"]))
    }
    let method = request["method"]?.string.map(ExchangeReader.method) ?? "GET"
    var sent = MessageBody.none
    if let text = request["body"]?["text"], text.kind == .string, text.string?.isEmpty == false {
      let isTemplate = ExchangeReader.isTemplate(Array((text.string ?? "").utf8))
      let media = request["body"]?["mimeType"]?.string
      sent = isTemplate ? MessageBody(.unusable(.templated)) : body(text: text, isBase64: false, mediaType: media)
    } else if let list = request["body"]?["params"], list.items.count > 0 {
      sent = body(clientForm: list)
    }
    return Exchange(
      place: place,
      request: Exchange.Request(
        method: method, url: ClientVariables(list: nil).url(url), headers: clientHeaders(request["headers"]),
        body: sent),
      response: try answer(insomnia: response, method: method))
  }

  fileprivate func exchange(mockRoute route: JSON) throws(Mistake) -> Exchange {
    guard let path = route["name"]?.string, path.hasPrefix("/") else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["name"]))
    }
    let method = route["method"]?.string.map(ExchangeReader.method) ?? "GET"
    var request = Exchange.Request(
      method: method, url: path, body: MessageBody(HTTPMethod.usuallyHasBody(method) ? .notRecorded : .none))
    request.areFieldsRecorded = false
    request.isQueryRecorded = false
    return Exchange(place: place, request: request, response: try answer(insomnia: route, method: method))
  }

  private func answer(insomnia response: JSON, method: String) throws(Mistake) -> Exchange.Response? {
    guard let status = response["statusCode"].flatMap(ExchangeReader.status) else {
      throw Mistake(reason: Reason(.exchangeWithoutStatus))
    }
    guard status > 0 else { return nil }
    let media = (response["mimeType"] ?? response["contentType"])?.string
    var body = MessageBody(
      response["bodyPath"] == nil || HTTPStatus.isBodiless(status, to: method) ? .none : .elsewhere, mediaType: media)
    if let text = response["body"], text.kind == .string, text.string?.isEmpty == false {
      body = self.body(text: text, isBase64: false, mediaType: media)
    }
    return Exchange.Response(status: status, headers: clientHeaders(response["headers"]), body: body)
  }
}

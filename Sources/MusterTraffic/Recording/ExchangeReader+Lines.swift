import Muster
import MusterContracts

/// The shapes that an exchange on a line may have.
///
/// | what | where |
/// |---|---|
/// | request | an object `request`, `req` or `httpRequest`; or the line itself, its members with or without a prefix `request` |
/// | response | an object `response`, `res`, `resp` or `httpResponse`; or the line itself, its members with a prefix `response` |
/// | method | `method`, `verb` |
/// | URL | `url`, `uri`, `target`, `path`; a path alone takes its host from `host` or the `Host` field |
/// | method and URL | `request`, where it is a request line: `GET /users HTTP/1.1` |
/// | status | `status`, `statusCode`, a number, its digits, `200 OK`, or an object with a `code`; `code` of a response; `DownstreamStatus` |
/// | header fields | `headers`, `header`: an object of strings or lists of strings, or a list of `{name, value}` or `[name, value]` |
/// | body as text | `body`, `bodyText`, `text`: a string; base64 where `bodyEncoding` or `encoding` is `base64`, or `isBase64Encoded` is true |
/// | body as base64 | `bodyBase64`, `base64Body`: a string; `base64_string` of an object `body` |
/// | body as JSON | `body`, where it is neither string nor null; `jsonBody`, `bodyJSON`, `json`: any value |
/// | body as HAR has it | `postData` and `content` |
///
/// Names are compared word by word, whether they are written `statusCode`, `status_code`, `status-code` or `status.code`,
/// and a word `http` before them says nothing. Members of `attributes`, `jsonPayload`, `http`, `url` and the like count as
/// the line's own. A `body` of `null` is none; a member that is not there was not recorded.
extension ExchangeReader {
  /// The exchange of a line.
  func exchange(line root: JSON) throws(Mistake) -> Exchange {
    guard root.kind == .object else { throw Mistake(reason: Reason(.exchangeNotObject)) }
    if let interactions = root["http_interactions"] ?? root["interactions"], interactions.kind == .array {
      // A cassette may be written on one line.
      guard interactions.items.count == 1, let item = interactions[0] else {
        throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method", "url"]))
      }
      return try exchange(interaction: item)
    }
    let line = LineMembers(root)
    let target = try target(of: line)
    let fieldList = line.request(["headers", "header"])
    var fields = headers(fieldList)
    if !fields.contains("host"), let host = line.text(LineMembers.hosts, isBareMeant: !line.hasRequestObject) {
      fields.append(name: "host", value: host)
    }
    var request = Exchange.Request(
      method: target.method, url: target.url, headers: fields,
      body: try body(line, .request, har: "postdata") ?? unrecordedBody(fieldList, fields, method: target.method))
    request.areFieldsRecorded = fieldList.map { $0.kind != .null } ?? false
    request.isQueryRecorded = target.isQueryRecorded
    var exchange = Exchange(
      place: place, request: request, response: try response(of: line, method: target.method))
    exchange.isScreenable = line.isPlain
    return exchange
  }

  // MARK: Requests

  private struct Target {
    var method: String
    var url: String
    var isQueryRecorded = true
  }

  private func target(of line: LineMembers) throws(Mistake) -> Target {
    let written = line.request(["line", "requestline"])?.string ?? line.root["request"]?.string
    let words = (written ?? "").split(separator: " ")
    let isLine = words.count >= 2 && words[0].utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    guard let method = line.text(["method", "verb", "csmethod"]) ?? (isLine ? String(words[0]) : nil) else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method"]))
    }
    var target = Target(method: ExchangeReader.method(method), url: "")
    if let url = line.text(["url", "uri", "urlfull", "urlraw", "urloriginal", "target", "fullurl", "requesturi"]) {
      target.url = url
    } else if isLine {
      target.url = String(words[1])
    } else if let path = line.text(["path", "urlpath", "csuristem", "pathinfo", "resourcepath", "rawpath"]) {
      target.url = path
      if !path.utf8.contains(UInt8(ascii: "?")) {
        let query = line.text(["urlquery", "querystring", "query", "csuriquery", "rawquerystring"])
        if let query, !query.isEmpty, query != "-" {
          target.url += query.hasPrefix("?") ? query : "?" + query
        } else if query == nil {
          target.isQueryRecorded = !line.isPathAlone
        }
      }
    } else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["url"]))
    }
    if target.url.hasPrefix("/"),
      let scheme = line.text(["scheme", "urlscheme"], isBareMeant: !line.hasRequestObject),
      scheme == "http" || scheme == "https",
      let host = line.text(LineMembers.hosts, isBareMeant: !line.hasRequestObject)
    {
      target.url = "\(scheme)://\(host)\(target.url)"
    }
    return target
  }

  /// A body that no member is about: none, if the header fields are recorded and say nothing of one (RFC 9112, section
  /// 6.3), or if the method has none; otherwise it was not recorded.
  private func unrecordedBody(_ list: JSON?, _ fields: HeaderFields, method: String) -> MessageBody {
    if let length = fields["content-length"] { return MessageBody(length == "0" ? .none : .notRecorded) }
    let areFieldsRecorded = list?.kind == .object || list?.kind == .array
    let mayHaveBody =
      fields.contains("content-type") || fields.contains("transfer-encoding")
      || (!areFieldsRecorded && HTTPMethod.usuallyHasBody(method))
    return MessageBody(mayHaveBody ? .notRecorded : .none)
  }

  // MARK: Responses

  private func response(of line: LineMembers, method: String) throws(Mistake) -> Exchange.Response? {
    let value = line.status
    guard let value, value.kind != .null else {
      guard line.hasResponse else { return nil }
      throw Mistake(reason: Reason(.exchangeWithoutStatus))
    }
    guard let status = ExchangeReader.status(value) else {
      // A dash or nothing is what logs write where no response came.
      if let text = value.string, text.isEmpty || text == "-", !line.hasResponse { return nil }
      throw Mistake(reason: Reason(.exchangeWithoutStatus))
    }
    guard status > 0 else { return nil }
    let fieldList = line.response(["headers", "header"])
    let fields = headers(fieldList)
    let isBodiless = fields["content-length"] == "0" || HTTPStatus.isBodiless(status, to: method)
    var response = Exchange.Response(
      status: status, headers: fields,
      body: try body(line, .response, har: "content") ?? MessageBody(isBodiless ? .none : .notRecorded))
    response.areFieldsRecorded = fieldList.map { $0.kind != .null } ?? false
    return response
  }

  // MARK: Bodies

  private func body(_ line: LineMembers, _ side: LineMembers.Side, har: String) throws(Mistake) -> MessageBody? {
    let mediaType = line.value(side, ["mimetype", "mediatype", "contenttype"])?.string
    if let text = line.value(side, ["bodybase64", "base64body"]), text.kind == .string {
      return body(text: text, isBase64: true, mediaType: mediaType)
    }
    if let json = line.value(side, ["jsonbody", "bodyjson", "json"]) { return body(json: json, mediaType: mediaType) }
    if let value = line.value(side, ["body", "bodytext", "text"]) {
      switch value.kind {
      case .null: return MessageBody(.none, mediaType: mediaType)
      case .string:
        let isBase64 =
          line.value(side, ["bodyencoding", "encoding"])?.string == "base64"
          || line.value(side, ["isbase64encoded"])?.boolean == true
        return isBase64
          ? body(text: value, isBase64: true, mediaType: mediaType) : body(recorded: value, mediaType: mediaType)
      case .object: return body(object: value, mediaType: mediaType)
      case .boolean, .number, .array: return body(json: value, mediaType: mediaType)
      }
    }
    guard let data = line.value(side, [har]), let text = data["text"], text.kind == .string else { return nil }
    return body(text: text, isBase64: data["encoding"]?.string == "base64", mediaType: data["mimeType"]?.string)
  }

  /// A body that is an object: JSON, or that of a cassette with `string` or `base64_string` and nothing but `encoding`.
  private func body(object value: JSON, mediaType: String?) -> MessageBody {
    let isCassette =
      value.members.count > 0
      && value.members.allSatisfy { ["string", "base64_string", "encoding"].contains($0.name) }
    if isCassette, let text = value["base64_string"], text.kind == .string {
      return body(text: text, isBase64: true, mediaType: mediaType)
    }
    if isCassette, let text = value["string"], text.kind == .string {
      return body(recorded: text, mediaType: mediaType)
    }
    return body(json: value, mediaType: mediaType)
  }
}

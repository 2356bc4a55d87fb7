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
/// | status | `status`, `statusCode`, `status_code`, a number or its digits |
/// | header fields | `headers`, `header`: an object of strings or lists of strings, or a list of `{name, value}` or `[name, value]` |
/// | body as text | `body`, `bodyText`, `text`: a string; base64 where `bodyEncoding` or `encoding` is `base64`, or `isBase64Encoded` is true |
/// | body as base64 | `bodyBase64`, `base64Body`, `body_base64`: a string |
/// | body as JSON | `body`, where it is neither string nor null; `jsonBody`, `bodyJSON`, `json`: any value |
/// | body as HAR has it | `postData` and `content` |
///
/// With a prefix names are written `requestBody` or `request_body`. A `body` of `null` is none.
extension ExchangeReader {
  /// The exchange of a line.
  func exchange(line root: JSON) throws(Mistake) -> Exchange {
    let request = LineSide(root, objects: ["request", "req", "httpRequest"], prefix: "request", isBare: true)
    let response = LineSide(
      root, objects: ["response", "res", "resp", "httpResponse"], prefix: "response", isBare: false)
    guard let method = request.string(["method", "verb"]).map(ExchangeReader.method) else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method"]))
    }
    guard let url = request.string(["url", "uri", "target", "path"]) else {
      throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["url"]))
    }
    var requestFields = headers(request[["headers", "header"]])
    if !requestFields.contains("host"), let host = request.string(["host"]) {
      requestFields.append(name: "host", value: host)
    }
    let declaresBody = requestFields["content-length"].map { $0 != "0" } ?? requestFields.contains("content-type")
    return Exchange(
      place: place,
      request: Exchange.Request(
        method: method, url: url, headers: requestFields,
        body: body(request, har: "postData") ?? MessageBody(declaresBody ? .notRecorded : .none)),
      response: exchangeResponse(response, root: root, method: method))
  }

  private func exchangeResponse(_ side: LineSide, root: JSON, method: String) -> Exchange.Response? {
    let names = ["status", "statusCode", "status_code"]
    // On a flat line the status stands without a prefix.
    guard let value = side[names] ?? names.lazy.compactMap({ root[$0] }).first,
      let status = value.integer ?? value.string.flatMap({ Int($0) }), status > 0
    else { return nil }
    let fields = headers(side[["headers", "header"]])
    let isBodiless = fields["content-length"] == "0" || HTTPStatus.isBodiless(status, to: method)
    return Exchange.Response(
      status: status, headers: fields,
      body: body(side, har: "content") ?? MessageBody(isBodiless ? .none : .notRecorded))
  }

  private func body(_ side: LineSide, har: String) -> MessageBody? {
    let mediaType = side.string(["mimeType", "mediaType", "contentType", "content_type"])
    if let text = side[["bodyBase64", "base64Body", "body_base64"]], text.kind == .string {
      return body(text: text, isBase64: true, mediaType: mediaType)
    }
    if let json = side[["jsonBody", "bodyJSON", "body_json", "json"]] { return body(json: json, mediaType: mediaType) }
    if let value = side[["body", "bodyText", "body_text", "text"]] {
      switch value.kind {
      case .null: return MessageBody(.none, mediaType: mediaType)
      case .string:
        let isBase64 =
          side.string(["bodyEncoding", "body_encoding", "encoding"]) == "base64"
          || side[["isBase64Encoded", "is_base64_encoded"]]?.boolean == true
        return body(text: value, isBase64: isBase64, mediaType: mediaType)
      case .boolean, .number, .array, .object: return body(json: value, mediaType: mediaType)
      }
    }
    guard let data = side[[har]], let text = data["text"], text.kind == .string else { return nil }
    return body(text: text, isBase64: data["encoding"]?.string == "base64", mediaType: data["mimeType"]?.string)
  }
}

/// The request or the response of a line: an object of its own, or members of the line with a prefix.
private struct LineSide {
  /// The members by the names that they have in an object of their own.
  private var members: [(name: String, value: JSON)] = []

  /// - Parameter isBare: Whether the line's members without a prefix are meant too, after those with one.
  init(_ root: JSON, objects: [String], prefix: String, isBare: Bool) {
    let rootMembers = root.members.map { (name: $0.name, value: $0.value) }
    let object = objects.lazy.compactMap { name in rootMembers.first { $0.name == name } }
      .first { $0.value.kind == .object }
    if let object {
      for member in object.value.members { members.append((member.name, member.value)) }
      return
    }
    for member in rootMembers {
      if let name = LineSide.name(member.name, without: prefix) { members.append((name, member.value)) }
    }
    if isBare { members += rootMembers }
  }

  /// A name without its prefix: `body` for `requestBody` and `request_body`; `nil` where it has none.
  private static func name(_ name: String, without prefix: String) -> String? {
    guard name.utf8.starts(with: prefix.utf8) else { return nil }
    let rest = name.utf8.dropFirst(prefix.utf8.count)
    guard let first = rest.first else { return nil }
    if first == UInt8(ascii: "_") { return String(decoding: rest.dropFirst(), as: UTF8.self) }
    guard first >= 0x41, first <= 0x5A else { return nil }
    return String(decoding: [first | 0x20] + rest.dropFirst(), as: UTF8.self)
  }

  /// The first member of one of the names, the first name first.
  subscript(names: [String]) -> JSON? {
    for name in names {
      if let member = members.first(where: { $0.name == name }) { return member.value }
    }
    return nil
  }

  func string(_ names: [String]) -> String? { self[names]?.string }
}

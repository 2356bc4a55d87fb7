import Muster
import MusterContracts

extension ExchangeReader {
  /// The exchange of an item of `log.entries` (HTTP Archive 1.2).
  ///
  /// `content.text` is the body after content codings were undone, whatever the header fields say, and base64 only where
  /// `encoding` says so. A status of 0 or below means that there was no response.
  func exchange(har entry: JSON) throws(Mistake) -> Exchange {
    guard let request = entry["request"], let method = request["method"]?.string.map(ExchangeReader.method),
      let url = request["url"]?.string
    else { throw Mistake(reason: Reason(.exchangeWithoutRequest, names: ["method", "url"])) }
    let response = entry["response"]
    let status = response?["status"]?.integer ?? 0
    return Exchange(
      place: place,
      request: Exchange.Request(
        method: method, url: url, headers: headers(request["headers"]), body: requestBody(request)),
      response: response.flatMap { response in
        guard status > 0 else { return nil }
        let headers = headers(response["headers"])
        return Exchange.Response(
          status: status, headers: headers,
          body: responseBody(response, headers: headers, status: status, method: method))
      })
  }

  private func requestBody(_ request: JSON) -> MessageBody {
    guard let data = request["postData"], data.kind == .object else {
      return MessageBody((request["bodySize"]?.integer ?? 0) > 0 ? .notRecorded : .none)
    }
    return content(data) ?? MessageBody(data.members.count == 0 ? .none : .notRecorded, mediaType: mediaType(data))
  }

  private func responseBody(_ response: JSON, headers: HeaderFields, status: Int, method: String) -> MessageBody {
    let data = response["content"]
    if let data, let body = content(data) { return body }
    let isEmpty =
      data?["size"]?.integer == 0 || response["bodySize"]?.integer == 0 || headers["content-length"] == "0"
      || HTTPStatus.isBodiless(status, to: method)
    return MessageBody(isEmpty ? .none : .notRecorded, mediaType: data.flatMap { mediaType($0) })
  }

  private func content(_ data: JSON) -> MessageBody? {
    if let text = data["text"], text.kind == .string {
      return body(text: text, isBase64: data["encoding"]?.string == "base64", mediaType: mediaType(data))
    }
    // Playwright keeps bodies in files beside the recording.
    return data["_file"]?.string != nil ? MessageBody(.elsewhere, mediaType: mediaType(data)) : nil
  }

  private func mediaType(_ data: JSON) -> String? {
    // "x-unknown" is what recorders write where there was none.
    data["mimeType"]?.string.flatMap { $0.isEmpty || $0 == "x-unknown" ? nil : $0 }
  }
}

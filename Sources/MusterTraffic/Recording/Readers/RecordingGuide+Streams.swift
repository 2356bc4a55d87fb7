import Muster

extension RecordingGuide {
  /// HTTP Archives, which are read as a stream.
  static let har = RecordingGuide(
    .har,
    name: "HTTP Archive (HAR 1.2) of browsers, Playwright, mitmproxy, Charles, Fiddler, Proxyman, PollyJS, Replay",
    sign: "an object whose member 'log' is an object",
    note: "Flows of mitmproxy become one with: mitmdump -nr FLOWS --set hardump=out.har",
    example: #"""
      {"log": {"version": "1.2", "entries": [
        {"request": {"method": "GET", "url": "https://api.example.com/users/1", "headers": []},
         "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "application/json"}],
                      "content": {"mimeType": "application/json", "text": "{\"id\": 1}"}}}]}}
      """#)

  /// One exchange a line, which is read as a stream.
  static let ndjson = RecordingGuide(
    .ndjson,
    name: "NDJSON, one exchange a line, as programs and proxies log it",
    sign: "an object that ends on its line",
    note: "Lines of Envoy, nginx, Caddy, Traefik, Kong, API Gateway, Google Cloud and OpenTelemetry are read too, of "
      + "an OTLP export each span of an HTTP call. What a log does not record, such as bodies and header fields, is not "
      + "checked.",
    example: #"""
      {"request": {"method": "GET", "url": "https://api.example.com/users/1"}, "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": 1}}}
      """#)

  /// HTTP Archives in YAML, or on fewer members than a stream needs.
  static let harYAML = RecordingGuide(
    .harYAML, name: "HTTP Archive written as YAML", sign: "a mapping with log.entries",
    example: """
      log:
        entries:
        - request: {method: GET, url: 'https://api.example.com/users/1'}
          response:
            status: 200
            headers: [{name: Content-Type, value: application/json}]
            content: {mimeType: application/json, text: '{"id": 1}'}
      """,
    reader: DocumentReader(
      recognises: { $0["log"]?["entries"]?.kind == .array },
      read: { root, walk in
        for entry in root["log"]?["entries"]?.items.map({ $0 }) ?? [] {
          walk.add(entry) { reader throws(ExchangeReader.Mistake) in try reader.exchange(har: entry) }
        }
      }))

  /// Exchanges in a list, or one alone, of the shapes that lines have.
  static let list = RecordingGuide(
    .list, name: "A JSON or YAML list of exchanges, each of a shape that a line of NDJSON may have; or one alone",
    sign: "a list of objects with a request, or such an object over several lines",
    note: "PHP-VCR's cassettes are such lists.",
    example: #"""
      [{"request": {"method": "GET", "url": "https://api.example.com/users/1"},
        "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": 1}}}]
      """#,
    reader: DocumentReader(
      recognises: { root in
        guard root.kind == .array else { return isExchange(root) }
        return root.items.contains(where: isExchange)
      },
      read: { root, walk in
        guard root.kind == .array else {
          walk.add(root) { reader throws(ExchangeReader.Mistake) in try reader.exchange(line: root) }
          return
        }
        for item in root.items {
          walk.add(item) { reader throws(ExchangeReader.Mistake) in try reader.exchange(line: item) }
        }
      }))

  private static func isExchange(_ item: JSON) -> Bool {
    item["request"]?.kind == .object || item["req"]?.kind == .object || item["httpRequest"]?.kind == .object
      || (item["method"]?.string != nil && (item["url"] ?? item["path"] ?? item["uri"])?.string != nil)
  }
}

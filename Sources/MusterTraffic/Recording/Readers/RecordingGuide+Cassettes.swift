import Muster

/// Cassettes: lists of interactions, each a request and a response.
extension RecordingGuide {
  /// Ruby's VCR, in YAML or JSON.
  static let vcr = RecordingGuide(
    .vcr, name: "Cassette of Ruby's VCR, in YAML or JSON", sign: "the member 'http_interactions'",
    example: """
      http_interactions:
      - request:
          method: get
          uri: https://api.example.com/users/1
          body: {encoding: UTF-8, string: ''}
          headers: {Accept: ['*/*']}
        response:
          status: {code: 200, message: OK}
          headers: {Content-Type: [application/json]}
          body: {encoding: UTF-8, string: '{"id": 1}'}
      recorded_with: VCR 6.3.1
      """,
    reader: cassette("http_interactions") { _, _ in true })

  /// betamax, which writes what VCR does.
  static let betamax = RecordingGuide(
    .betamax, name: "Cassette of betamax", sign: "the member 'http_interactions', recorded with betamax",
    example: #"""
      {"http_interactions": [
        {"request": {"method": "GET", "uri": "https://api.example.com/users/1", "headers": {},
                     "body": {"encoding": "utf-8", "string": ""}},
         "response": {"status": {"code": 200, "message": "OK"}, "headers": {"Content-Type": ["application/json"]},
                      "body": {"encoding": "utf-8", "base64_string": "eyJpZCI6IDF9"}}}],
       "recorded_with": "betamax/0.9.0"}
      """#,
    reader: cassette("http_interactions") { root, _ in root["recorded_with"]?.string?.hasPrefix("betamax") ?? false })

  /// vcrpy, in YAML or JSON.
  static let vcrpy = RecordingGuide(
    .vcrpy, name: "Cassette of vcrpy, in YAML or JSON", sign: "the member 'interactions', whose requests have a 'uri'",
    example: """
      interactions:
      - request:
          method: GET
          uri: https://api.example.com/users/1
          body: null
          headers: {Accept: ['*/*']}
        response:
          status: {code: 200, message: OK}
          headers: {Content-Type: [application/json]}
          body: {string: '{"id": 1}'}
      version: 1
      """,
    reader: cassette("interactions") { root, first in
      guard let first else { return root["version"] != nil }
      return first["request"]?["uri"] != nil
    })

  /// go-vcr, versions 1 to 3.
  static let goVCR = RecordingGuide(
    .goVCR, name: "Cassette of go-vcr, versions 1 to 4",
    sign: "the members 'version' and 'interactions', whose requests have a 'url'",
    example: """
      version: 2
      interactions:
      - id: 0
        request:
          method: GET
          url: https://api.example.com/users/1
          headers: {Accept: ['*/*']}
          body: ''
          form: {}
        response:
          status: 200 OK
          code: 200
          headers: {Content-Type: [application/json]}
          body: '{"id": 1}'
      """,
    reader: cassette("interactions") { root, first in
      guard let first, first["request"]?["url"] != nil else { return false }
      return root["version"] != nil || first["response"]?["code"] != nil
    })

  /// DVR, whose bodies are texts, JSON or base64 by their media type.
  static let dvr = RecordingGuide(
    .dvr, name: "Cassette of DVR (Swift)",
    sign: "the member 'interactions', whose requests have a 'url' and which have 'recorded_at'",
    example: #"""
      {"name": "users", "interactions": [
        {"recorded_at": 1764460800,
         "request": {"method": "GET", "url": "https://api.example.com/users/1", "headers": {}},
         "response": {"status": 200, "url": "https://api.example.com/users/1",
                      "headers": {"Content-Type": "application/json"}, "body": {"id": 1}}}]}
      """#,
    reader: DocumentReader(
      recognises: { root in
        guard root["interactions"]?.kind == .array, root["version"] == nil else { return false }
        return root["interactions"]?.items.contains { $0["request"]?["url"] != nil } ?? false
      },
      read: { root, walk in
        for item in root["interactions"]?.items.map({ $0 }) ?? [] {
          walk.add(item) { reader throws(ExchangeReader.Mistake) in
            try reader.exchange(interaction: item, writesBinaryAsBase64: true)
          }
        }
      }))

  private static func cassette(
    _ name: String, _ recognises: @escaping @Sendable (_ root: JSON, _ first: JSON?) -> Bool
  ) -> DocumentReader {
    DocumentReader(
      recognises: { root in
        guard let list = root[name], list.kind == .array else { return false }
        return recognises(root, list.items.first { $0.kind == .object })
      },
      read: { root, walk in
        for item in root[name]?.items.map({ $0 }) ?? [] {
          walk.add(item) { reader throws(ExchangeReader.Mistake) in try reader.exchange(interaction: item) }
        }
      })
  }
}

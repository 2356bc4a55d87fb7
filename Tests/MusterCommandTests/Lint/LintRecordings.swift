import Foundation

/// Recordings that the reports of `muster lint` are held to.
enum LintRecordings {
  /// A vendor's document with names that no form of report takes as they are.
  static let document = #"""
    openapi: 3.1.0
    info: {title: Hostile, version: '1'}
    servers: [{url: 'https://api.items.dev'}]
    paths:
      "/items/{id}":
        parameters: [{name: id, in: path, required: true, schema: {type: string, maxLength: 80}}]
        put:
          operationId: "put|<Item>`%0A::error::x"
          requestBody:
            content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
          responses:
            '200':
              description: d
              content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
      "/unused":
        get: {responses: {'204': {description: d}}}
    components:
      schemas:
        Item:
          type: object
          additionalProperties: false
          properties:
            id: {type: integer}
            status: {enum: [active, gone]}
            token: {type: string, maxLength: 3}
            hidden: {type: string, writeOnly: true, maxLength: 3}
            code: {type: string, format: password, maxLength: 3}
            secrets: {type: array, items: {type: integer}}
            names: {type: object, additionalProperties: {type: integer}}
    """#

  /// Names that break out of forms which do not escape them.
  static let hostileNames = [
    "a\nb", "a\r\n::error::x", "%0A%25", "a,b:c", "a|b|c", "`a` *b* _c_ @team #1", "<script>alert(1)</script>", "]]>",
    "\"&'", "\u{1B}[31mred", "a\u{0}b", "\u{85}\u{2028}\u{202E}x", "\u{FFFE}", "e\u{301}", "👩‍👩‍👧", "\\u0000 \\",
    String(repeating: "long ", count: 200), "~/\u{7F}",
  ]

  /// An exchange on a line.
  static func line(
    _ method: String = "PUT", url: String = "https://api.items.dev/items/1", headers: [String: String] = [:],
    request: Any = [String: Any](), status: Int = 200, responseHeaders: [String: String] = [:],
    response: Any = [String: Any]()
  ) throws -> String {
    let json = ["content-type": "application/json"]
    let exchange: [String: Any] = [
      "request": ["method": method, "url": url, "headers": headers.merging(json) { $1 }, "body": request],
      "response": ["status": status, "headers": responseHeaders.merging(json) { $1 }, "body": response],
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: exchange, options: .sortedKeys), as: UTF8.self)
  }

  /// Exchanges that are wrong in names which are hostile.
  static func hostile() throws -> String {
    var lines: [String] = []
    for name in hostileNames {
      lines.append(try line(request: [name: 1], response: ["names": [name: "x"]]))
      lines.append(try line(response: ["status": name]))
      lines.append(try line(name, url: "https://api.items.dev/nowhere"))
      let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      lines.append(try line(url: "https://api.items.dev/items/\(encoded)?\(encoded)=1", request: ["id": "x"]))
      lines.append(try line(responseHeaders: ["Content-Type": "application/\(name)"]))
    }
    lines.append("{")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What no report may show: without digits, so that only the place tells that it is a secret, and one that looks like it.
  static let secrets = ["CanaryHunter", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"]

  /// Exchanges with a secret in each part.
  static func secret() throws -> String {
    var lines: [String] = []
    for secret in secrets {
      let fields = ["Authorization", "Cookie", "X-API-Key", "Proxy-Authorization"]
      let headers = Dictionary(uniqueKeysWithValues: fields.map { ($0, "Bearer \(secret)") })
      lines.append(try line(headers: headers, request: ["id": "x"], status: 418, response: ["id": "x"]))
      lines.append(
        try line(
          request: ["id": "x"], status: 418, responseHeaders: ["Set-Cookie": "a=\(secret)"], response: ["id": "x"]))
      lines.append(
        try line(url: "https://u:\(secret)@api.items.dev/items/\(secret)?api_key=\(secret)&\(secret)#\(secret)"))
      lines.append(try line(url: "https://api.items.dev/nowhere/\(secret)?q=\(secret)", request: ["id": "x"]))
      lines.append(try line("GET", url: "https://api.items.dev/items/\(secret)"))
      for name in ["token", "hidden", "code"] {
        lines.append(try line(request: [name: secret], response: [name: secret]))
      }
      lines.append(try line(request: ["secrets": [secret, ["a": secret]]], response: ["secrets": [secret]]))
      lines.append(
        try line(request: ["apiKey": secret, "password": [secret]], response: ["authorization": ["a": ["b": secret]]]))
      let text = #"{"token": "\#(secret)", "code": "\#(secret)"}"#
      lines.append(
        #"{"method":"PUT","url":"https://api.items.dev/items/1","bodyBase64":"\#(Data(text.utf8).base64EncodedString())","#
          + #""status":200,"responseBody":"<\#(secret)>","responseHeaders":{"content-type":"application/json"}}"#)
      lines.append(#"{"method":"PUT","url":"https://api.items.dev/items/1","body":"{\"token\": \"\#(secret)"#)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

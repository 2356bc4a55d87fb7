import Foundation
import Testing

/// A place in an exchange where a private text may be.
struct CanaryPlace: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// The exchange as a line of a recording.
  let line: @Sendable (PrivateText) -> String
  /// The body, if the place is in a JSON body.
  let body: (@Sendable (PrivateText) -> String)?

  private init(
    _ name: String, body: (@Sendable (PrivateText) -> String)? = nil, line: @escaping @Sendable (PrivateText) -> String
  ) {
    testDescription = name
    self.body = body
    self.line = line
  }

  private static let base = "https://api.places.dev/base"

  private static func line(
    _ method: String = "GET", url: String = "\(base)/things/1", headers: [(String, String)] = [], type: String? = nil,
    request: String? = nil, status: Int = 200, responseType: String = "application/json", response: String = "{}",
    responseHeaders: [(String, String)] = []
  ) -> String {
    func list(_ headers: [(String, String)]) -> String {
      "["
        + headers.map { #"{"name": \#(PrivateText.json($0)), "value": \#(PrivateText.json($1))}"# }.joined(
          separator: ", ") + "]"
    }
    let sent = headers + (type.map { [("Content-Type", $0)] } ?? [])
    let data =
      request.map { #", "postData": {"mimeType": \#(PrivateText.json(type ?? "")), "text": \#(PrivateText.json($0))}"# }
      ?? ""
    return
      #"{"request": {"method": "\#(method)", "url": \#(PrivateText.json(url)), "headers": \#(list(sent))\#(data)}, "#
      + #""response": {"status": \#(status), "headers": \#(list([("Content-Type", responseType)] + responseHeaders)), "#
      + #""content": {"mimeType": \#(PrivateText.json(responseType)), "text": \#(PrivateText.json(response))}}}"#
  }

  /// A place in a JSON body, of a response and of a request.
  private static func json(_ name: String, _ body: @escaping @Sendable (PrivateText) -> String) -> [CanaryPlace] {
    [
      CanaryPlace("\(name) of a response", body: body) { line(response: body($0)) },
      CanaryPlace("\(name) of a request") { line("PUT", type: "application/json", request: body($0)) },
    ]
  }

  private static func multipart(_ head: String, _ content: String) -> String {
    "--B\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n--B--\r\n"
  }

  static let bodies: [CanaryPlace] =
    [
      "short", "quoted", "state", "apiKey", "fixed", "date", "mail", "link", "uuid", "encoded", "forbidden", "either",
      "number", "hidden", "secret", "map",
    ].flatMap { field in json("the field '\(field)'") { #"{"\#(field)": \#($0.json)}"# } }
    + ["map", "listed", "named", "patterned", "openPatterned", "closed", "rest", "credentials", "dependent"].flatMap {
      field in
      json("a key of '\(field)'") { #"{"\#(field)": {"a": "x", \#($0.json): "x"}}"# }
    }
    + json("the value of a field that was added") { #"{"closed": {"added": \#($0.json)}}"# }
    + json("the value of a field that nothing documents") { #"{"newcomer": \#($0.json)}"# }
    + json("a key that nothing documents") { #"{\#($0.json): 1}"# }
    + json("the value of an unevaluated property") { #"{"rest": {"b": \#($0.json)}}"# }
    + json("a key that is there twice") { #"{"map": {\#($0.json): 1, \#($0.json): 2}}"# }
    + json("values that are there twice") { #"{"unique": [\#($0.json), \#($0.json)]}"# }
    + json("a discriminator's tag") { #"{"pet": {"kind": \#($0.json), "a": 1}}"# }
    + json("a value beside a tag") { #"{"pet": {"kind": "Cat", "a": \#($0.json)}}"# }
    + json("a list in a secret") { #"{"credentials": {"a": [\#($0.json)], "b": {\#($0.json): \#($0.json)}}}"# }
    + json("a number") { #"{"number": \#($0.number ?? "7")}"# }
    + json("a text without quotes") { #"{"short": \#($0.text)}"# }
    + json("a text that is no JSON") { $0.text }
    + json("a text that is cut off") { String(#"{"short": "x", "map": \#($0.json)"#.dropLast()) }
    + json("a name without quotes") { #"{\#($0.text): 1}"# }
    + json("a base64 text") { #"{"encoded": "\#(Data($0.json.utf8.dropLast()).base64EncodedString())"}"# }

  static let others: [CanaryPlace] = [
    CanaryPlace("a segment of an undocumented path") { line(url: "\(base)/people/\($0.encoded)") },
    CanaryPlace("a segment that is not encoded") { line(url: "\(base)/other/\($0.text)/things") },
    CanaryPlace("a parameter of the path") { line(url: "\(base)/things/\($0.encoded)") },
    CanaryPlace("a parameter of a path without that method") { line("PATCH", url: "\(base)/things/\($0.encoded)") },
    CanaryPlace("the base path") { line(url: "https://api.places.dev/\($0.encoded)/things/x") },
    CanaryPlace("a value of the query") { line(url: "\(base)/things/1?page=\($0.encoded)&sort=\($0.encoded)") },
    CanaryPlace("a repeated value of the query") {
      line(url: "\(base)/things/1?page=\($0.encoded)&page=\($0.encoded)")
    },
    CanaryPlace("a name of the query") { line(url: "\(base)/things/1?\($0.encoded)=1&\($0.text)=2") },
    CanaryPlace("a name of the query without a value") { line(url: "\(base)/things/1?\($0.encoded)") },
    CanaryPlace("a name in brackets") { line(url: "\(base)/things/1?filter[\($0.encoded)]=x") },
    CanaryPlace("a malformed value of the query") { line(url: "\(base)/things/1?page=%FF\($0.encoded)%zz") },
    CanaryPlace("a header field") { line(headers: [("X-Trace", $0.text), ("X-Other", $0.text)]) },
    CanaryPlace("a header field of the response") {
      line(responseHeaders: [("X-Rate", $0.text), ("X-Other", $0.text)])
    },
    CanaryPlace("a cookie") { line(headers: [("Cookie", "theme=\($0.text); other=\($0.encoded)")]) },
    CanaryPlace("the fragment") { line(url: "\(base)/nowhere#\($0.encoded)") },
    CanaryPlace("a media type's parameter") { line(responseType: "text/html; name=\"\($0.text)\"", response: $0.text) },
    CanaryPlace("an XML body") {
      line(
        "POST", url: "\(base)/forms", type: "application/xml", request: "<a b='\($0.text)'>\($0.text)</a>",
        responseType: "application/xml", response: "<c>\($0.text)</c>")
    },
    CanaryPlace("an undocumented XML body") {
      line(
        "PUT", type: "text/xml", request: "<a>\($0.text)</a>", responseType: "text/xml", response: "<a>\($0.text)</a>")
    },
    CanaryPlace("XML that is said to be JSON") { line(response: "<a>\($0.text)</a>") },
    CanaryPlace("a value of a form") { form("count=\($0.encoded)&name=\($0.encoded)") },
    CanaryPlace("a name of a form") { form("\($0.encoded)=1") },
    CanaryPlace("a name of a malformed value") { form("\($0.encoded)=%FF") },
    CanaryPlace("a repeated name of a form") { form("\($0.encoded)=1&\($0.encoded)=2&count=1&count=2") },
    CanaryPlace("a name in brackets of a form") {
      form("tags[\($0.encoded)]=x&\($0.encoded)[a]=1&\($0.encoded)[a][b]=1")
    },
    CanaryPlace("a part's value") { parts(multipart("name=\"name\"", $0.text)) },
    CanaryPlace("a part's name") { parts(multipart("name=\"\($0.text)\"", "x")) },
    CanaryPlace("a part's file name") { parts(multipart("name=\"file\"; filename=\"\($0.text)\"", $0.text)) },
    CanaryPlace("parts of one name") {
      parts(multipart("name=\"\($0.text)\"", "x").dropLast(7) + "\r\n" + multipart("name=\"\($0.text)\"", "x"))
    },
    CanaryPlace("a part's malformed header") { parts("--B\r\n\($0.text)\r\n\r\nx\r\n--B--\r\n") },
    CanaryPlace("a line of a stream") {
      line(
        "POST", url: "\(base)/forms", type: "application/jsonl",
        request: #"{"count": \#($0.json)}"# + "\n{\($0.json): 1}\n{\($0.text)\n", responseType: "text/event-stream",
        response: "event: \($0.text)\ndata: \($0.text)\n\n")
    },
  ]

  private static func form(_ body: String) -> String {
    line(
      "POST", url: "\(base)/forms", type: "application/x-www-form-urlencoded", request: body,
      responseType: "text/event-stream", response: "")
  }

  private static func parts(_ body: String) -> String {
    line(
      "POST", url: "\(base)/forms", type: "multipart/form-data; boundary=B", request: body,
      responseType: "text/event-stream", response: "")
  }

  static let all = bodies + others
}

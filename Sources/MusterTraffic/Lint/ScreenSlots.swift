import Muster

/// What is looked for in the text of an exchange, with the slots that it is found by.
enum ScreenSlot {
  static let request = 0
  static let method = 1
  static let url = 2
  static let requestHeaders = 3
  static let requestBody = 4
  static let requestBodyType = 5
  static let requestBodyEncoding = 6
  static let requestSize = 7
  static let response = 8
  static let status = 9
  static let responseHeaders = 10
  static let responseBody = 11
  static let responseBodyType = 12
  static let responseBodyEncoding = 13
  static let responseSize = 14
  static let content = 15
  static let contentSize = 16
  static let postData = 17
  /// Whatever takes a closer look.
  static let other = 18

  /// An item of `log.entries` in an HTTP Archive.
  static let har = MemberTree([
    MemberTree.Member(
      "request", request,
      [
        MemberTree.Member("method", method),
        MemberTree.Member("url", url),
        MemberTree.Member("headers", requestHeaders),
        MemberTree.Member("bodySize", requestSize),
        MemberTree.Member(
          "postData", postData,
          [
            MemberTree.Member("text", requestBody),
            MemberTree.Member("mimeType", requestBodyType),
            MemberTree.Member("encoding", requestBodyEncoding),
            MemberTree.Member("_file", other),
          ]),
      ]),
    MemberTree.Member(
      "response", response,
      [
        MemberTree.Member("status", status),
        MemberTree.Member("headers", responseHeaders),
        MemberTree.Member("bodySize", responseSize),
        MemberTree.Member(
          "content", content,
          [
            MemberTree.Member("text", responseBody),
            MemberTree.Member("mimeType", responseBodyType),
            MemberTree.Member("encoding", responseBodyEncoding),
            MemberTree.Member("size", contentSize),
            MemberTree.Member("_file", other),
            MemberTree.Member("_isBinary", other),
          ]),
      ]),
  ])

  /// A line with an exchange, as far as it has objects `request` and `response`; all of their other names that
  /// ``ExchangeReader`` knows take a closer look.
  static let line: MemberTree = {
    let sideNames = LineNames.side.map { MemberTree.Member($0, other) }
    return MemberTree([
      MemberTree.Member(
        "request", request,
        [
          MemberTree.Member("method", method),
          MemberTree.Member("url", url),
          MemberTree.Member("headers", requestHeaders),
          MemberTree.Member("body", requestBody),
          MemberTree.Member("host", other),
          MemberTree.Member("postData", other),
        ] + sideNames),
      MemberTree.Member(
        "response", response,
        [
          MemberTree.Member("status", status),
          MemberTree.Member("headers", responseHeaders),
          MemberTree.Member("body", responseBody),
          MemberTree.Member("content", other),
        ] + sideNames),
    ])
  }()
}

/// Names that a line's request and response may have beside `method`, `url`, `status`, `headers` and `body`.
enum LineNames {
  /// Those that say what a body is.
  static let side = [
    "bodyBase64", "base64Body", "body_base64", "jsonBody", "bodyJSON", "body_json", "json", "bodyText", "body_text",
    "text", "bodyEncoding", "body_encoding", "encoding", "isBase64Encoded", "is_base64_encoded", "mimeType",
    "mediaType", "contentType", "content_type", "header",
  ]
}

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
  static let resourceType = 18
  /// What is only read in full.
  static let other = 19
  private static let count = 20

  /// An item of `log.entries` in an HTTP Archive.
  static let har = MemberTree(
    exchange(
      request: [
        ("bodySize", requestSize, []),
        (
          "postData", postData,
          [
            ("text", requestBody), ("mimeType", requestBodyType), ("encoding", requestBodyEncoding), ("_file", other),
          ]
        ),
      ],
      response: [
        ("bodySize", responseSize, []),
        (
          "content", content,
          [
            ("text", responseBody), ("mimeType", responseBodyType), ("encoding", responseBodyEncoding),
            ("size", contentSize), ("_file", other), ("_isBinary", other),
          ]
        ),
      ]) + [MemberTree.Member("_resourceType", resourceType), MemberTree.Member("_webSocketMessages", other)],
    slots: count)

  /// A line with an exchange, as far as it has objects `request` and `response` with their plain names.
  ///
  /// Whether other names count is for ``LineMembers`` to say: the screen learns nothing from a line that has some.
  static let line = MemberTree(
    exchange(request: [("body", requestBody, [])], response: [("body", responseBody, [])]), slots: count)

  private typealias Part = (name: String, slot: Int, members: [(name: String, slot: Int)])

  private static func exchange(request requestParts: [Part], response responseParts: [Part]) -> [MemberTree.Member] {
    func members(_ parts: [Part]) -> [MemberTree.Member] {
      parts.map { part in
        MemberTree.Member(part.name, part.slot, part.members.map { MemberTree.Member($0.name, $0.slot) })
      }
    }
    return [
      MemberTree.Member(
        "request", request,
        members([("method", method, []), ("url", url, []), ("headers", requestHeaders, [])] + requestParts)),
      MemberTree.Member(
        "response", response,
        members([("status", status, []), ("headers", responseHeaders, [])] + responseParts)),
    ]
  }
}

import Muster
import MusterContracts
import MusterText

/// Replaces what may be a secret in the text of one entry, or of a whole document, so that every byte stays at its place.
///
/// Everything is replaced but what is structure: the names of members, numbers and booleans, and the texts that
/// ``structure`` and ``harmlessFields`` name. Values are numbered in the order in which they are met, and whoever asks
/// decides which of them stay.
struct ExchangeRedactor {
  let standIn: StandIn
  /// Whether a segment of a path is the contract's own.
  let isLiteral: (String) -> Bool
  /// What becomes of a value: given its number, its text and its stand-in.
  let decide: (Int, [UInt8], [UInt8]) -> [UInt8]
  private(set) var count = 0

  init(
    standIn: StandIn, isLiteral: @escaping (String) -> Bool, decide: @escaping (Int, [UInt8], [UInt8]) -> [UInt8]
  ) {
    (self.standIn, self.isLiteral, self.decide) = (standIn, isLiteral, decide)
  }

  /// Members of recordings whose texts are kept: how a message was written, never what was sent.
  static let structure: Set<String> = [
    "method", "verb", "httpVersion", "http_version", "protocol", "status", "statusText", "status_text", "statusCode",
    "status_code", "mimeType", "mimetype", "mediaType", "contentType", "content_type", "encoding", "bodyEncoding",
    "body_encoding", "startedDateTime", "expires", "version", "recorded_at", "recorded_with", "compression", "sameSite",
    "_resourceType", "_priority", "_fromCache", "_charlesStatus",
  ]
  /// Header fields whose values are kept.
  static let harmlessFields: Set<String> = [
    "accept", "accept-encoding", "accept-language", "accept-ranges", "access-control-allow-credentials",
    "access-control-allow-headers", "access-control-allow-methods", "access-control-expose-headers",
    "access-control-max-age", "access-control-request-headers", "access-control-request-method", "age", "allow",
    "cache-control", "connection", "content-encoding", "content-language", "content-length", "content-type", "date",
    "deprecation", "dnt", "expires", "keep-alive", "last-modified", "pragma", "retry-after", "server", "sunset", "te",
    "trailer", "transfer-encoding", "upgrade", "upgrade-insecure-requests", "vary", "x-content-type-options",
    "x-frame-options", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-xss-protection", "host",
  ]
  private static let urls: Set<String> = [
    "url", "uri", "target", "path", "redirectURL", "requestUrl", "request_url", "url_path", "referer", "location",
  ]
  private static let fields: Set<String> = ["headers", "header", "request_headers", "response_headers", "resp_headers"]
  private static let depth = 4

  /// The text of an entry or a document with stand-ins.
  mutating func entry(_ text: [UInt8]) -> [UInt8] {
    guard let outline = JSONOutline(text) else { return value(text) }
    var result = text
    let names = outline.nodes.map { node in node.name.map { Self.inner(text, $0) } }
    // What stands beside a value says what it is.
    var beside: [Int: [String: String]] = [:]
    for (index, node) in outline.nodes.enumerated() where node.kind == .string {
      guard let name = names[index], ["name", "encoding", "bodyEncoding", "mimeType"].contains(name) else { continue }
      beside[node.parent, default: [:]][name] = Self.inner(text, node.range)
    }
    // A body that is JSON is no structure of the recording.
    var bodies: Set<Int> = []
    for (index, node) in outline.nodes.enumerated() {
      let owner =
        node.parent < 0
        ? nil
        : names[node.parent] ?? (outline.nodes[node.parent].parent < 0 ? nil : names[outline.nodes[node.parent].parent])
      let name = names[index] ?? ""
      if bodies.contains(node.parent) {
        bodies.insert(index)
        member(node, name, text, &result)
        continue
      }
      if [
        "body", "jsonBody", "bodyJSON", "body_json", "json", "requestBody", "responseBody", "request_body",
        "response_body",
      ]
      .contains(name), node.kind != .string {
        bodies.insert(index)
        if node.kind == .number { member(node, name, text, &result) }
        continue
      }
      switch node.kind {
      case .object, .array, .word: continue
      case .number: number(node.range, name, &result)
      case .string:
        let siblings = beside[node.parent] ?? [:]
        let range = (node.range.lowerBound + 1)..<(node.range.upperBound - 1)
        let raw = Array(text[range])
        let isOfFields = owner.map { Self.fields.contains($0) } ?? false
        let field = isOfFields ? (name == "value" ? siblings["name"] : name)?.lowercased() : nil
        // Lists of values of a field have its name one level up.
        let isHarmless = field.map { Self.harmlessFields.contains($0) } ?? false
        if isHarmless || (field == nil && Self.structure.contains(name)) || (name == "name" && Self.isName(raw)) {
          continue
        }
        if name.isEmpty, let owner, Self.harmlessFields.contains(owner.lowercased()) { continue }
        let (old, units) = WrittenText.decoded(json: raw)
        let new: [UInt8]
        if Self.urls.contains(name) || field.map({ Self.urls.contains($0) }) == true {
          new = url(old)
        } else if name == "host" || name == "authority" {
          new = old
        } else if ["text", "body", "bodyText", "bodyBase64", "base64Body", "requestBody", "responseBody", "string"]
          .contains(name)
        {
          let isBase64 =
            (siblings["encoding"] ?? siblings["bodyEncoding"])?.lowercased() == "base64"
            || name == "bodyBase64" || name == "base64Body"
          new = isBase64 ? base64(old) : body(old, depth: 0)
        } else {
          new = body(old, depth: 1)
        }
        result.replaceSubrange(range, with: WrittenText.written(new, over: old, json: raw, units))
      }
    }
    return result
  }

  private static func inner(_ text: [UInt8], _ range: Range<Int>) -> String {
    guard range.count >= 2 else { return "" }
    return String(
      decoding: WrittenText.decoded(json: Array(text[(range.lowerBound + 1)..<(range.upperBound - 1)])).text,
      as: UTF8.self)
  }

  // MARK: Values

  private mutating func value(_ text: [UInt8]) -> [UInt8] {
    guard !text.isEmpty else { return text }
    let new = standIn.text(text)
    guard new != text else { return text }
    defer { count += 1 }
    let decided = decide(count, text, new)
    return decided.count == text.count ? decided : new
  }

  static func isName(_ raw: [UInt8]) -> Bool {
    let name = String(decoding: raw, as: UTF8.self)
    return raw.count <= 64 && !SecretShape.isPrivate(name) && !SecretShape.isLikely(name)
      && raw.count(where: { $0 >= 0x30 && $0 <= 0x39 }) <= 4
      && raw.allSatisfy {
        ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || "_-.[]$:@/ ".utf8.contains($0)
      }
  }

  private mutating func number(_ range: Range<Int>, _ name: String, _ result: inout [UInt8]) {
    let digits = result[range].count { $0 >= 0x30 && $0 <= 0x39 }
    guard digits >= 10 || Sensitivity.isSensitive(name: name) else { return }
    let old = Array(result[range])
    // An exponent says how large the number is.
    let end = old.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? old.count
    let new = value(Array(old[..<end])) + old[end...]
    result.replaceSubrange(range, with: new)
  }

  // MARK: Bodies

  /// A value of a body that is JSON, and its name if that is data.
  private mutating func member(
    _ node: JSONOutline.Node, _ name: String, _ text: [UInt8], _ result: inout [UInt8], depth: Int = 0
  ) {
    if let range = node.name, !Self.isName(Array(name.utf8)) { string(range, text, &result, depth: Self.depth) }
    switch node.kind {
    case .object, .array, .word: break
    case .number: number(node.range, name, &result)
    case .string: string(node.range, text, &result, depth: depth)
    }
  }

  private mutating func string(_ quoted: Range<Int>, _ text: [UInt8], _ result: inout [UInt8], depth: Int) {
    let range = (quoted.lowerBound + 1)..<(quoted.upperBound - 1)
    let raw = Array(text[range])
    let (old, units) = WrittenText.decoded(json: raw)
    let new = depth < Self.depth ? body(old, depth: depth + 1) : value(old)
    result.replaceSubrange(range, with: WrittenText.written(new, over: old, json: raw, units))
  }

  /// A body, or a text that may be one: JSON, a form, or whatever it is.
  private mutating func body(_ text: [UInt8], depth: Int) -> [UInt8] {
    let first = text.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let outline = JSONOutline(text) {
      var result = text
      for node in outline.nodes {
        member(node, node.name.map { Self.inner(text, $0) } ?? "", text, &result, depth: depth)
      }
      return result
    }
    if text.starts(with: "http://".utf8) || text.starts(with: "https://".utf8) { return url(text, keepsHost: false) }
    if depth == 0, isForm(text) { return pairs(text) }
    return value(text)
  }

  private func isForm(_ text: [UInt8]) -> Bool {
    text.contains(UInt8(ascii: "="))
      && !text.contains { $0 <= 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "{") }
  }

  private mutating func base64(_ text: [UInt8]) -> [UInt8] {
    guard let bytes = Base64.decode(text.span, isLenient: true) else { return value(text) }
    // What is no text tells nothing by its letters alone; all of it is replaced.
    let new = String(validating: bytes, as: UTF8.self) == nil ? bytes.map { _ in 0 } : body(bytes, depth: 0)
    let written = Base64Text.digits(new)
    var result = text
    var index = 0
    for place in text.indices where index < written.count && text[place] > 0x20 && text[place] != UInt8(ascii: "=") {
      result[place] = written[index]
      if text.contains(UInt8(ascii: "_")) || text.contains(UInt8(ascii: "-")) {
        if result[place] == UInt8(ascii: "+") { result[place] = UInt8(ascii: "-") }
        if result[place] == UInt8(ascii: "/") { result[place] = UInt8(ascii: "_") }
      }
      index += 1
    }
    return result
  }

  // MARK: URLs

  private mutating func encoded(_ raw: [UInt8]) -> [UInt8] {
    let (old, units) = WrittenText.decoded(percent: raw)
    return WrittenText.written(value(old), over: old, percent: raw, units)
  }

  /// The values of a query or form.
  private mutating func pairs(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, pair) in text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).enumerated() {
      if index > 0 { result.append(UInt8(ascii: "&")) }
      let name = Array(pair.prefix { $0 != UInt8(ascii: "=") })
      let isNamed = name.count < pair.count
      result += isNamed && Self.isName(WrittenText.decoded(percent: name).text) ? name : encoded(name)
      if isNamed { result += [UInt8(ascii: "=")] + encoded(Array(pair.dropFirst(name.count + 1))) }
    }
    return result
  }

  /// A URL, or a path with its query: the host stays where it says whose the exchange is.
  private mutating func url(_ text: [UInt8], keepsHost: Bool = true) -> [UInt8] {
    var index = 0
    var result: [UInt8] = []
    if let slash = text.firstIndex(of: UInt8(ascii: "/")), slash + 1 < text.count, text[slash + 1] == UInt8(ascii: "/"),
      slash == 0 || text[slash - 1] == UInt8(ascii: ":")
    {
      let start = slash + 2
      let end =
        text[start...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        ?? text.count
      result += text[..<start]
      let authority = text[start..<end]
      let host = authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? start
      if host > start { result += encoded(Array(text[start..<(host - 1)])) + [UInt8(ascii: "@")] }
      result += keepsHost ? Array(text[host..<end]) : value(Array(text[host..<end]))
      index = end
    }
    let pathEnd = text[index...].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.count
    for (place, segment) in text[index..<pathEnd].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .enumerated()
    {
      if place > 0 { result.append(UInt8(ascii: "/")) }
      let segment = Array(segment)
      result += isLiteral(String(decoding: segment, as: UTF8.self)) ? segment : encoded(segment)
    }
    index = pathEnd
    guard index < text.count else { return result }
    let queryEnd = text[index...].firstIndex(of: UInt8(ascii: "#")) ?? text.count
    if index < queryEnd {
      result.append(UInt8(ascii: "?"))
      result += pairs(Array(text[(index + 1)..<queryEnd]))
    }
    if queryEnd < text.count {
      result.append(UInt8(ascii: "#"))
      result += encoded(Array(text[(queryEnd + 1)...]))
    }
    return result
  }
}

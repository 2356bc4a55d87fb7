import Muster
import MusterContracts

/// What is known of a document beside its members.
struct RedactedDocument {
  /// How bodies are written, by where their values begin.
  var bodies: [Int: BodyOrigin.Form] = [:]
  /// Whether bodies that are binary are written in hexadecimal.
  var hasHexadecimalBodies = false
  /// Whether it is a whole recording rather than an exchange of one.
  var isRecording = false
}

/// Finds out what each value of a recording is.
extension ExchangeRedactor {
  /// Members of recordings whose texts are kept: how a message was written, never what was sent.
  static let structure: Set<String> = [
    "method", "verb", "httpVersion", "http_version", "protocol", "status", "statusText", "status_text", "statusCode",
    "status_code", "mimeType", "mimetype", "mediaType", "contentType", "content_type", "encoding", "bodyEncoding",
    "body_encoding", "startedDateTime", "expires", "version", "recorded_at", "recorded_with", "compression", "sameSite",
    "_resourceType", "_priority", "_fromCache", "_charlesStatus", "request_method", "RequestMethod", "httpMethod",
    "requestMethod", "http.request.method", "http.method", "scheme", "proto",
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
  static let urls: Set<String> = [
    "url", "uri", "target", "path", "redirectURL", "requestUrl", "request_url", "url_path", "referer", "location",
    "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate", "request_uri", "RequestPath", "http.target",
    "url.full", "url.path", "scope",
  ]
  static let fields: Set<String> = [
    "headers", "header", "request_headers", "response_headers", "resp_headers", "reqheaders", "rawHeaders",
  ]
  /// Members of whole recordings by which their tools read them.
  static let keys: Set<String> = [
    "mode", "type", "_type", "matcher", "language", "_postman_previewlanguage", "schemaVersion", "fault",
    "transformers", "duration", "proto", "transfer_encoding", "persistent",
  ]
  /// Members by which a recording refers to its own parts.
  private static let identifiers: Set<String> = ["_id", "parentId"]
  /// Members whose values are lists of names with values of variables.
  private static let variables: Set<String> = ["variable", "variables", "environment", "vars"]
  private static let bodies: Set<String> = [
    "body", "jsonBody", "bodyJSON", "body_json", "json", "requestBody", "responseBody", "request_body",
    "response_body",
  ]
  private static let texts: Set<String> = [
    "text", "body", "bodyText", "bodyBase64", "base64Body", "requestBody", "responseBody", "string", "base64_string",
    "binaryEqualTo", "raw", "content",
  ]
  private static let base64Texts: Set<String> = ["bodyBase64", "base64Body", "base64_string", "binaryEqualTo"]

  /// The text of an entry with stand-ins.
  mutating func entry(_ text: [UInt8]) -> [UInt8] {
    guard let outline = JSONOutline(text) else { return value(text) }
    return document(TextOutline(outline), text, RedactedDocument())
  }

  /// A text of which the outline is known, with stand-ins.
  mutating func document(_ outline: TextOutline, _ text: [UInt8], _ known: RedactedDocument) -> [UInt8] {
    var result = text
    let tree = TextMembers(outline, text, known)
    var inBodies: Set<Int> = []
    var inHexadecimal: Set<Int> = []
    for (index, node) in outline.nodes.enumerated() {
      let name = tree.names[index] ?? ""
      place = node.start
      if inBodies.contains(node.parent) {
        inBodies.insert(index)
        if !(known.isRecording && tree.ways.contains(index)) { member(node, name, text, &result) }
        continue
      }
      let form = known.bodies[node.start]
      if node.kind != .string, form == .json || isBody(index, name, tree, known) {
        inBodies.insert(index)
        if node.kind == .number { member(node, name, text, &result) }
        continue
      }
      if known.isRecording, let written = node.name, !Self.isName(Array(name.utf8)), !tree.isField(index) {
        write(value(written.value(in: text)), over: written, text, &result)
      }
      guard let scalar = node.scalar else {
        if known.hasHexadecimalBodies, form == .opaque { inHexadecimal.insert(index) }
        continue
      }
      if node.kind == .number {
        number(scalar, name, text, &result)
        continue
      }
      let old = scalar.value(in: text)
      let isHexadecimal = known.hasHexadecimalBodies && (form == .opaque || inHexadecimal.contains(node.parent))
      let new =
        if form == .base64 || node.isBinary {
          base64(old)
        } else if isHexadecimal {
          hexadecimal(old)
        } else if form == .string {
          body(old, depth: 0)
        } else {
          member(old, index, name, tree, known)
        }
      if new != old { write(new, over: scalar, text, &result) }
    }
    return result
  }

  /// Whether an object, a list or a number is a body by its name.
  private func isBody(_ index: Int, _ name: String, _ tree: TextMembers, _ known: RedactedDocument) -> Bool {
    Self.bodies.contains(name) && !tree.hasBody.contains(index)
  }

  /// A text of a recording's own member.
  private mutating func member(
    _ old: [UInt8], _ index: Int, _ name: String, _ tree: TextMembers, _ known: RedactedDocument
  ) -> [UInt8] {
    if let field = tree.field(of: index) {
      switch field {
      case .name: return Self.isName(old) ? old : value(old)
      case .value(let name):
        if Self.harmlessFields.contains(name) { return old }
        return Self.urls.contains(name) ? url(old) : body(old, depth: 1)
      }
    }
    let owner = tree.owner(of: index)
    let siblings = tree.siblings(of: index)
    if Self.structure.contains(name) || tree.isPartOfStructure(name, owner, old) { return old }
    // Both ends of a relation have the same stand-in, whatever the contract asks for.
    if known.isRecording, Self.identifiers.contains(name) { return Self.isName(old) ? old : standIn.text(old) }
    if known.isRecording, Self.keys.contains(name.isEmpty ? owner : name), Self.isName(old) { return old }
    if name == "name" || name == "key", siblings["value"] != nil || ["creator", "browser"].contains(owner) {
      return Self.isName(old) ? old : value(old)
    }
    if name == "host" || name == "authority" || name == "RequestHost" { return old }
    let isMatched = name.isEmpty || name == "value" || name == "exactMatch" || name == "raw"
    if isMatched, owner == "host" || owner == "destination" || owner == "authority" { return old }
    let isURL = Self.urls.contains(name) || (isMatched && Self.urls.contains(owner))
    if isURL || (name == "name" && old.first == UInt8(ascii: "/") && known.isRecording) { return url(old) }
    if let line = requestLine(old) { return line }
    if Self.variables.contains(owner), old.starts(with: "http".utf8) { return url(old) }
    guard Self.texts.contains(name) else { return body(old, depth: 1) }
    let encoding = siblings["encoding"] ?? siblings["bodyEncoding"]
    return encoding?.lowercased() == "base64" || Self.base64Texts.contains(name) ? base64(old) : body(old, depth: 0)
  }
}

/// The members of a document with what stands beside and above them.
struct TextMembers {
  let outline: TextOutline
  let names: [String?]
  /// Where in its list or object a node is.
  private var ordinals: [Int] = []
  /// What stands beside a value says what it is.
  private var beside: [Int: [String: String]] = [:]
  /// The items of lists that are header fields in a flat list, by the item before each.
  private var before: [Int: String] = [:]
  /// The nodes that say how a body is kept.
  private(set) var ways: Set<Int> = []
  /// The nodes that have a body inside of them whose form is known.
  private(set) var hasBody: Set<Int> = []

  private static let telling: Set<String> = ["name", "key", "value", "encoding", "bodyEncoding", "mimeType"]
  /// How tools name the way in which they keep a body.
  private static let waysOfBodies: Set<String> = [
    "raw", "json", "text", "xml", "sparql", "graphql", "urlencoded", "formdata", "formUrlEncoded", "multipartForm",
    "file", "none", "UTF-8", "utf-8", "US-ASCII", "ASCII-8BIT", "application/json",
  ]

  init(_ outline: TextOutline, _ text: [UInt8], _ known: RedactedDocument) {
    self.outline = outline
    names = outline.nodes.map { node in
      node.name.map { String(decoding: $0.value(in: text), as: UTF8.self) }
    }
    var counts: [Int: Int] = [:]
    var last: [Int: String] = [:]
    for (index, node) in outline.nodes.enumerated() {
      let ordinal = counts[node.parent, default: 0]
      ordinals.append(ordinal)
      counts[node.parent] = ordinal + 1
      if let name = names[index], Self.telling.contains(name) {
        let isShort = (node.scalar?.content?.count ?? node.scalar?.range.count ?? 0) < 256
        beside[node.parent, default: [:]][name] =
          isShort ? node.scalar.map { String(decoding: $0.value(in: text), as: UTF8.self) } ?? "" : ""
      }
      if ["mode", "encoding", "language"].contains(names[index]), let scalar = node.scalar,
        Self.waysOfBodies.contains(String(decoding: scalar.value(in: text), as: UTF8.self))
      {
        ways.insert(index)
      }
      if node.name == nil, node.kind == .string, let scalar = node.scalar {
        if ordinal % 2 == 1 { before[index] = last[node.parent] }
        last[node.parent] = String(decoding: scalar.value(in: text).prefix(128), as: UTF8.self)
      }
      guard known.bodies[node.start] != nil else { continue }
      var above = node.parent
      while above >= 0, hasBody.insert(above).inserted { above = outline.nodes[above].parent }
    }
  }

  /// The names of a node and of what it is in, from the inside outwards.
  private func names(from index: Int) -> [String] {
    var found: [String] = []
    var node = index
    var steps = 0
    while node >= 0, found.count < 4, steps < 8 {
      if let name = names[node] { found.append(name) }
      node = outline.nodes[node].parent
      steps += 1
    }
    return found
  }

  /// The name of what a node is in; of its list, if it is an item.
  func owner(of index: Int) -> String {
    var node = outline.nodes[index].parent
    var steps = 0
    while node >= 0, steps < 3 {
      if let name = names[node] { return name }
      node = outline.nodes[node].parent
      steps += 1
    }
    return ""
  }

  func siblings(of index: Int) -> [String: String] { beside[outline.nodes[index].parent] ?? [:] }

  /// Whether it is a part of a member that is structure, such as the code in an object `status`.
  func isPartOfStructure(_ name: String, _ owner: String, _ text: [UInt8]) -> Bool {
    if owner == "status" {
      if name == "code" || name == "value" { return text.count <= 3 && text.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
      return name == "message" || name == "http_version"
    }
    return (name == "value" || name == "exactMatch") && (owner == "method" || owner == "scheme")
  }

  /// A part of a header field.
  enum FieldPart {
    case name
    /// The value of a field by its name in lower case.
    case value(String)
  }

  /// Whether it is a member of header fields, whose name is that of a field.
  func isField(_ index: Int) -> Bool { ExchangeRedactor.fields.contains(owner(of: index)) }

  /// What a node is of a header field; `nil` if it is none.
  func field(of index: Int) -> FieldPart? {
    let path = names(from: index)
    guard let place = path.prefix(4).firstIndex(where: ExchangeRedactor.fields.contains) else { return nil }
    let node = outline.nodes[index]
    guard place > 0 else {
      // Names and values take turns.
      guard node.name == nil, outline.nodes.indices.contains(node.parent) else { return nil }
      return ordinals[index] % 2 == 0 ? .name : .value((before[index] ?? "").lowercased())
    }
    if place == 1, let name = siblings(of: index)["name"] ?? siblings(of: index)["key"] {
      switch path[0] {
      case "name", "key": return .name
      case "value": return .value(name.lowercased())
      default: break
      }
    }
    return .value(path[place - 1].lowercased())
  }
}

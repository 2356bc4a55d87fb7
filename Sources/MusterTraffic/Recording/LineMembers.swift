import Muster

/// The members of a line by what they say of the request and the response, whatever a logger calls them.
struct LineMembers {
  enum Side { case request, response }

  /// Members by their names in lower case, without signs between words.
  private typealias Members = [(name: String, value: JSON)]

  let root: JSON
  private var ofRequest: Members = []
  private var ofResponse: Members = []
  /// Members that no word assigns to either.
  private var bare: Members = []
  /// Whether the request is an object of its own, so that bare members are no part of its message.
  private(set) var hasRequestObject = false
  /// Whether no member counts but those of the objects `request` and `response` that are named `method`, `url`,
  /// `headers`, `body` and `status`, and no other object was looked into.
  private(set) var isPlain = true
  /// Whether the path is one of those that loggers write without its query.
  private(set) var isPathAlone = false

  private static let requestWords: Set<String> = ["request", "req"]
  private static let responseWords: Set<String> = ["response", "res", "resp"]
  /// Words that say nothing of what follows them.
  private static let fillWords: Set<String> = ["http", "attributes", "jsonpayload", "fields", "span", "transaction"]
  /// Objects whose members count as the line's own.
  private static let containers: Set<String> = [
    "http", "url", "uri", "attributes", "jsonpayload", "fields", "span", "server", "transaction",
  ]
  /// Names of members that say of a response no more than when and how it came.
  private static let measures: Set<String> = [
    "time", "duration", "timestamp", "flags", "latency", "codedetails", "timems", "durationms", "at", "id", "size",
    "length", "bytes", "bodybytes", "bodysize", "headersize", "contentlength", "error", "errors", "date",
  ]
  /// The names that a host may have.
  static let hosts = ["host", "authority", "domainname", "serveraddress", "urldomain"]
  private static let plainNames: Set<String> = ["method", "url", "headers", "body", "status"]
  /// Every name that is looked up, as far as it is not plain.
  private static let otherNames = Set(
    hosts + [
      "verb", "uri", "urlfull", "urlraw", "urloriginal", "target", "fullurl", "requesturi", "path", "urlpath",
      "pathinfo", "resourcepath", "rawpath", "urlquery", "querystring", "query", "rawquerystring", "scheme",
      "urlscheme", "header", "bodytext", "text", "bodybase64", "base64body", "jsonbody", "bodyjson", "json", "mimetype",
      "mediatype", "contenttype", "bodyencoding", "encoding", "isbase64encoded", "postdata", "content", "line",
      "requestline", "statuscode", "code", "statusline",
    ])
  private static let deepest = 4

  init(_ root: JSON) {
    self.root = root
    addMembers(of: root, words: [], depth: 0)
  }

  // MARK: Looking up

  /// The first member of the request, or of the line, of one of some names.
  func request(_ names: [String]) -> JSON? { value(.request, names) }

  /// The first member of the response of one of some names.
  func response(_ names: [String]) -> JSON? { value(.response, names) }

  /// The first member of a message of one of some names, the first name first.
  func value(_ side: Side, _ names: [String]) -> JSON? {
    switch side {
    case .request:
      LineMembers.first(names, in: ofRequest) ?? (hasRequestObject ? nil : LineMembers.first(names, in: bare))
    case .response: LineMembers.first(names, in: ofResponse)
    }
  }

  /// The first text of the request or the line of one of some names.
  func text(_ names: [String], isBareMeant: Bool = true) -> String? {
    for name in names {
      for members in isBareMeant ? [ofRequest, bare] : [ofRequest] {
        for member in members where member.name == name {
          if let text = member.value.string { return text }
        }
      }
    }
    return nil
  }

  /// The member that is the status of the response; `nil` if there is none.
  var status: JSON? {
    let names = ["status", "statuscode", "downstreamstatus", "originstatus", "scstatus"]
    if let value = LineMembers.first(names + ["code", "statusline"], in: ofResponse) { return value }
    // On a flat line the status has no prefix; Google Cloud has it among the members of the request.
    if let value = LineMembers.first(names, in: bare) ?? LineMembers.first(names, in: ofRequest) { return value }
    guard let code = LineMembers.first(["code"], in: bare), let number = code.integer, (100...599).contains(number)
    else { return nil }
    return code
  }

  /// Whether any member says that a response came.
  var hasResponse: Bool {
    ofResponse.contains { member in
      guard !LineMembers.measures.contains(member.name) else { return false }
      switch member.value.kind {
      case .null: return false
      case .object, .array: return member.value.items.count + member.value.members.count > 0
      case .string: return member.value.string?.isEmpty == false
      case .boolean, .number: return true
      }
    }
  }

  private static func first(_ names: [String], in members: Members) -> JSON? {
    for name in names {
      if let member = members.first(where: { $0.name == name }) { return member.value }
    }
    return nil
  }

  // MARK: Gathering

  private mutating func addMembers(of object: JSON, words: [String], depth: Int) {
    // Only the two objects themselves and their members have plain names.
    let isInMessage = depth == 1 && (words == ["request"] || words == ["response"])
    for member in object.members {
      add(
        member.value, words: words + LineMembers.words(of: member.name), depth: depth,
        isPlain: isInMessage && LineMembers.plainNames.contains(member.name))
    }
  }

  private mutating func add(_ value: JSON, words: [String], depth: Int, isPlain: Bool) {
    var rest = words[...]
    var side: Side?
    // The outermost word that assigns decides; `httpRequest.requestMethod` says it twice.
    while let word = rest.first {
      if LineMembers.fillWords.contains(word) {
        rest = rest.dropFirst()
      } else if side != .response, LineMembers.requestWords.contains(word) {
        side = .request
        rest = rest.dropFirst()
      } else if side != .request, LineMembers.responseWords.contains(word) {
        side = .response
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    let name = rest.joined()
    let isContainer = name.isEmpty || LineMembers.containers.contains(name)
    if isContainer, depth < LineMembers.deepest {
      if value.kind == .object {
        if name.isEmpty, side == .request { hasRequestObject = true }
        if depth > 0 || (words != ["request"] && words != ["response"]) { self.isPlain = false }
        addMembers(of: value, words: words, depth: depth + 1)
        if !name.isEmpty { insert(name, value, side, isPlain: false) }
        return
      }
      if name.isEmpty, value.kind == .array, words.last == "attributes" {
        self.isPlain = false
        addPairs(value, words: words, depth: depth + 1)
        return
      }
    }
    guard !name.isEmpty else { return }
    insert(name, value, side, isPlain: isPlain)
  }

  private mutating func insert(_ name: String, _ value: JSON, _ side: Side?, isPlain: Bool) {
    if !isPlain, side != nil, LineMembers.plainNames.contains(name) || LineMembers.otherNames.contains(name) {
      self.isPlain = false
    }
    switch side {
    case .request: ofRequest.append((name, value))
    case .response: ofResponse.append((name, value))
    case nil: bare.append((name, value))
    }
    if name == "urlpath" || name == "resourcepath" || name == "csuristem" || name == "rawpath" { isPathAlone = true }
    if name == "domainname" { isPathAlone = true }
  }

  /// Adds attributes as OTLP has them: a list of keys, each with a value that is an object of one member, by its type.
  private mutating func addPairs(_ list: JSON, words: [String], depth: Int) {
    for item in list.items {
      guard let key = item["key"]?.string, let value = item["value"] else { continue }
      let inner = value.kind == .object ? value.members.first { $0.name.hasSuffix("Value") }?.value : value
      guard let inner else { continue }
      add(inner, words: words + LineMembers.words(of: key), depth: depth, isPlain: false)
    }
  }

  /// The words of a name, in lower case: `statusCode`, `status_code` and `status.code` have the same.
  private static func words(of name: String) -> [String] {
    guard name.utf8.count <= 64 else { return [name] }
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var wasUpper = false
    for byte in name.utf8 {
      let isUpper = byte >= 0x41 && byte <= 0x5A
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == 0x20 {
        if !word.isEmpty { words.append(word) }
        word = []
      } else {
        if isUpper, !wasUpper, !word.isEmpty {
          words.append(word)
          word = []
        }
        word.append(isUpper ? byte | 0x20 : byte)
      }
      wasUpper = isUpper
    }
    if !word.isEmpty { words.append(word) }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }
}

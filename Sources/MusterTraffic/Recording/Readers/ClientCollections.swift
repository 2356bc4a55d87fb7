import Muster
import MusterContracts

/// The variables of a collection of a client for APIs, which stand in double braces: `{{baseUrl}}`.
struct ClientVariables {
  private var values: [String: String] = [:]
  /// How many variables a text may have; a hostile collection has more.
  private static let limit = 64

  /// Variables in a list of keys or names with values.
  init(list: JSON?) {
    for item in list?.items.map({ $0 }) ?? [] {
      guard let name = (item["key"] ?? item["name"])?.string, let value = item["value"]?.string else { continue }
      values[name] = value
    }
  }

  /// Variables that are the members of an object.
  init(members: JSON?) {
    for member in members?.members.map({ $0 }) ?? [] {
      if let value = member.value.string { values[member.name] = value }
    }
  }

  /// The URL that a text is once its variables are filled in; a host that stays unknown is left out.
  ///
  /// - Parameter path: The values of the path's own variables, which are written `:name`.
  func url(_ text: String, path: JSON? = nil) -> String {
    var url = filled(text)
    for variable in path?.items.map({ $0 }) ?? [] {
      guard let name = (variable["key"] ?? variable["name"])?.string, let value = variable["value"]?.string,
        !name.isEmpty, !value.isEmpty
      else { continue }
      url = ClientVariables.segments(of: url, named: ":" + name, become: filled(value))
    }
    if let rest = ClientVariables.afterVariable(url) {
      if rest.hasPrefix("://") { return "https" + rest }
      if rest.isEmpty || rest.hasPrefix("/") || rest.hasPrefix("?") { return rest.hasPrefix("/") ? rest : "/" + rest }
      return "https://{{host}}" + rest
    }
    if let scheme = url.utf8.firstIndex(of: UInt8(ascii: ":")), url.utf8[scheme...].starts(with: "://".utf8) {
      // A host that is not known belongs to no server.
      let rest = String(url[url.utf8.index(scheme, offsetBy: 3)...])
      if let path = ClientVariables.afterVariable(rest), path.isEmpty || path.hasPrefix("/") || path.hasPrefix("?") {
        return path.hasPrefix("/") ? path : "/" + path
      }
      return url
    }
    return url.hasPrefix("/") ? url : "http://" + url
  }

  /// What follows a variable at the beginning of a text; `nil` if none begins there.
  private static func afterVariable(_ text: String) -> String? {
    guard text.utf8.starts(with: "{{".utf8) else { return nil }
    var isAfterBrace = false
    for index in text.utf8.indices.dropFirst(2) {
      if text.utf8[index] == UInt8(ascii: "}"), isAfterBrace { return String(text[text.utf8.index(after: index)...]) }
      isAfterBrace = text.utf8[index] == UInt8(ascii: "}")
    }
    return nil
  }

  private static func segments(of url: String, named name: String, become value: String) -> String {
    url.split(separator: "/", omittingEmptySubsequences: false)
      .map { segment in
        let part = segment.prefix { $0 != "?" && $0 != "#" }
        return part == name ? value + segment.dropFirst(part.count) : String(segment)
      }
      .joined(separator: "/")
  }

  /// A text with the variables filled in that are known; Insomnia writes them `{{ _.name }}`.
  private func filled(_ text: String) -> String {
    guard !values.isEmpty, text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    var count = 0
    while index < bytes.count {
      guard count < ClientVariables.limit, bytes[index...].starts(with: "{{".utf8),
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")), bytes[end...].starts(with: "}}".utf8)
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      count += 1
      var name = String(decoding: bytes[(index + 2)..<end].filter { $0 != 0x20 }, as: UTF8.self)
      if name.hasPrefix("_.") { name = String(name.dropFirst(2)) }
      if let value = values[name], value.utf8.count < 4_096 {
        result += value.utf8
      } else {
        result += bytes[index..<(end + 2)]
      }
      index = end + 2
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// The items of a collection whose items may have items themselves, in the order of the text.
struct ItemWalk: Sequence, IteratorProtocol {
  private var stack: [JSON.Items.Iterator]
  private let children: String

  init(_ root: JSON, children: String) {
    self.children = children
    stack = root[children].map { [$0.items.makeIterator()] } ?? []
  }

  mutating func next() -> JSON? {
    while let last = stack.indices.last {
      guard let item = stack[last].next() else {
        stack.removeLast()
        continue
      }
      if let nested = item[children], nested.kind == .array { stack.append(nested.items.makeIterator()) }
      return item
    }
    return nil
  }
}

extension ExchangeReader {
  /// Header fields of a client's list, without those that are switched off; or a block of lines.
  func clientHeaders(_ json: JSON?) -> HeaderFields {
    guard let json, json.kind == .array else {
      guard let text = json?.string else { return headers(json) }
      var fields = HeaderFields()
      for line in text.split(whereSeparator: \.isNewline) {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        fields.append(name: String(parts[0]), value: String(parts[1].drop { $0 == " " }))
      }
      return fields
    }
    var fields = HeaderFields()
    for item in json.items where item["disabled"]?.boolean != true && item["enabled"]?.boolean != false {
      guard let name = (item["key"] ?? item["name"])?.string, let value = item["value"]?.string else { continue }
      fields.append(name: name, value: value)
    }
    return fields
  }

  /// The body that a client's list of fields makes.
  func body(clientForm list: JSON) -> MessageBody {
    var bytes: [UInt8] = []
    for item in list.items where item["disabled"]?.boolean != true && item["enabled"]?.boolean != false {
      guard let name = (item["key"] ?? item["name"])?.string else { continue }
      let value = item["value"]?.string ?? ""
      if ExchangeReader.isTemplate(Array(value.utf8)) { return MessageBody(.unusable(.templated)) }
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
      bytes += ExchangeReader.formEncoded(name) + [UInt8(ascii: "=")] + ExchangeReader.formEncoded(value)
    }
    return MessageBody(
      .bytes(bytes), mediaType: "application/x-www-form-urlencoded", origin: origin(of: list, form: .opaque))
  }
}

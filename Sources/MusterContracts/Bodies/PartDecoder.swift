import Muster

/// Makes an object of the parts of a multipart body (OpenAPI 3.1, section 4.8.14.5).
struct PartDecoder {
  let form: FormShape
  /// What is not as the document says, part by part.
  private(set) var mistakes: [StyleDecoder.Mistake] = []
  /// The members that have such a mistake: what a schema says of them is no news.
  private(set) var mistaken: Set<String> = []
  /// Whether there is a part that may be any member.
  private(set) var hasNameless = false
  private var members: [WrittenValue.Member] = []
  private var indices: [String: Int] = [:]

  init(form: FormShape) { self.form = form }

  /// The object.
  var value: WrittenValue { .members(members) }

  /// Adds a part.
  ///
  /// Parts of one name are a list, if they may be. One that is not what `encoding` says is there all the same.
  mutating func add(_ part: MultipartForm.Part) {
    guard let name = part.name else {
      mistakes.append(StyleDecoder.Mistake(keyword: "content", message: "a part of the body has no name"))
      hasNameless = true
      return
    }
    let plain = name.hasSuffix("[]") && form.shape.named(name) == nil ? String(name.dropLast(2)) : name
    let member = form.shape.named(plain)
    let shape = member?.shape ?? form.shape.additional.first ?? .unknown
    let value = self.value(part, plain, shape.isArray ? shape.item : shape, isBinary: member?.isBinary ?? false)
    guard let index = indices[plain] else {
      indices[plain] = members.count
      members.append(WrittenValue.Member(name: plain, value: shape.isArray ? .list([value]) : value))
      return
    }
    guard shape.types.contains(.array) else {
      return mistake(plain, "there is more than one part '\(plain)'")
    }
    if case .list(var items) = members[index].value {
      // Taken out first, so that the list is not copied.
      members[index].value = .text("")
      items.append(value)
      members[index].value = .list(items)
    } else {
      members[index].value = .list([members[index].value, value])
    }
  }

  private mutating func mistake(_ name: String, _ message: String) {
    mistaken.insert(name)
    mistakes.append(StyleDecoder.Mistake(keyword: "encoding", message: message))
  }

  private mutating func value(
    _ part: MultipartForm.Part, _ name: String, _ shape: ValueShape, isBinary: Bool
  ) -> WrittenValue {
    let declared = form.field(name).contentType
    let sent = part.contentType.flatMap { MediaTypeName($0) }
    if let declared, let sent, !PartDecoder.covers(declared, sent) {
      mistake(name, "the part '\(name)' is \(sent.description) where \(declared) is documented")
    }
    let type = sent ?? declared.flatMap { MediaTypeName($0) }
    let isJSON = type.map(\.isJSON) ?? (shape.isObject || shape.isArray)
    if isJSON || shape.isObject, let text = String(validating: part.bytes, as: UTF8.self) {
      if let value = WrittenValue(json: text) { return value }
      if type?.isJSON ?? false {
        mistake(name, "the part '\(name)' is not the JSON that it says it is")
      }
    }
    let isText = type.map { $0.kind == .text } ?? true
    if !isBinary, !part.isFile, isText, let text = String(validating: part.bytes, as: UTF8.self) { return .text(text) }
    // Of bytes nothing is checked but how many there are.
    return .text(String(repeating: "0", count: part.bytes.count))
  }

  /// Whether one of the types in a list covers the one that was sent.
  private static func covers(_ declared: String, _ sent: MediaTypeName) -> Bool {
    declared.utf8.split(separator: UInt8(ascii: ",")).contains { piece in
      guard let name = MediaTypeName(String(decoding: piece, as: UTF8.self)) else { return true }
      return name.match(sent) != nil
    }
  }
}

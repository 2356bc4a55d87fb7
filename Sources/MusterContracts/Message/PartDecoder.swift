import Muster

/// Makes an object of the parts of a multipart body (OpenAPI 3.1, section 4.8.14.5).
struct PartDecoder {
  let form: FormShape
  /// Whether `[]` behind a name may say that the part is an item of a list.
  let isTolerant: Bool
  /// What is not as the document says, part by part.
  private(set) var mistakes: [StyleDecoder.Mistake] = []
  /// The members that have such a mistake: what a schema says of them is no news.
  private(set) var mistaken: Set<String> = []
  /// Whether there is a part that may be any member.
  private(set) var hasNameless = false
  private var members: [WrittenValue.Member] = []
  private var indices: [String: Int] = [:]
  /// What is made of parts with brackets in their names, by the member.
  private var trees: [String: BracketTree] = [:]
  private let names: FormNames
  /// Where the part begins that is being added.
  private var offset = 0
  /// How many parts have brackets in their names.
  private var count = 0

  init(form: FormShape, isTolerant: Bool = true) {
    self.form = form
    self.isTolerant = isTolerant
    names = FormNames(form.shape, isTolerant: isTolerant)
  }

  /// The object.
  var value: WrittenValue { .members(members) }

  /// Puts the members together that parts with brackets in their names make up; to be called when all parts are added.
  mutating func finish() {
    for (index, member) in members.enumerated() {
      guard let tree = trees[member.name] else { continue }
      do throws(StyleDecoder.Mistake) {
        members[index].value = try tree.value(of: member.name, form.shape.member(member.name), BracketTree.Choice())
      } catch {
        mistaken.insert(member.name)
        mistakes.append(error)
      }
    }
    trees = [:]
  }

  /// Adds a part that is below a member by the brackets in its name.
  ///
  /// - Returns: Whether it is.
  private mutating func addBracketed(_ part: MultipartForm.Part, _ name: String) -> Bool {
    guard isTolerant, form.shape.named(name) == nil else {
      guard let shape = form.shape.named(name)?.shape, trees[name] != nil else { return false }
      let value = value(part, name, shape.isArray ? shape.item : shape)
      trees[name]?.add(value, at: [])
      return true
    }
    guard let (member, path) = names.part(of: name), let shape = form.shape.named(member)?.shape,
      shape.mayBeObject || path.beginsWithPosition(readsDots: true)
    else { return false }
    let keys = path.divided(by: shape)
    // Those of plain lists are taken one by one.
    if keys == [""], trees[member] == nil { return false }
    count += 1
    guard count <= BracketTree.entryLimit, keys.count <= BracketTree.depthLimit else {
      let isDeep = keys.count > BracketTree.depthLimit
      mistakes.append(
        isDeep ? .limit(.brackets, BracketTree.depthLimit) : .limit(.entries, BracketTree.entryLimit))
      return true
    }
    let inner = keys.reduce(shape) { $0.part($1) }
    let value = value(part, member, inner.isArray ? inner.item : inner)
    if trees[member] == nil {
      trees[member] = BracketTree()
      if let index = indices[member] {
        let sent: [WrittenValue] =
          if case .list(let items) = members[index].value { items } else { [members[index].value] }
        for item in sent { trees[member]?.add(item, at: []) }
      } else {
        indices[member] = members.count
        members.append(WrittenValue.Member(name: member, value: .members([])))
      }
    }
    trees[member]?.add(value, at: keys)
    return true
  }

  /// Adds a part.
  ///
  /// Parts of one name are a list, if they may be. One that is not what `encoding` says is there all the same.
  mutating func add(_ part: MultipartForm.Part) {
    offset = part.offset
    guard let name = part.name else {
      var nameless = StyleDecoder.Mistake("content", Reason(.namelessPart))
      nameless.offset = offset
      mistakes.append(nameless)
      hasNameless = true
      return
    }
    if addBracketed(part, name) { return }
    let isItem = isTolerant && name.hasSuffix("[]") && form.shape.named(name) == nil
    let plain = isItem ? String(name.dropLast(2)) : name
    let shape = form.shape.member(plain)
    let value = self.value(part, plain, shape.isArray ? shape.item : shape)
    guard let index = indices[plain] else {
      indices[plain] = members.count
      members.append(WrittenValue.Member(name: plain, value: shape.isArray ? .list([value]) : value))
      return
    }
    guard shape.types.contains(.array) else {
      return mistake(plain, Reason(.repeatedPart))
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

  private mutating func mistake(_ name: String, _ reason: Reason, at innerOffset: Int = 0) {
    mistaken.insert(name)
    var reason = reason
    reason.subject = Reason.Subject(.field, form.shape.named(name) == nil ? Disclosure.omission : name)
    var mistake = StyleDecoder.Mistake("encoding", reason)
    mistake.offset = offset + innerOffset
    mistakes.append(mistake)
  }

  private mutating func value(_ part: MultipartForm.Part, _ name: String, _ shape: ValueShape) -> WrittenValue {
    let declared = form.field(name).contentType
    let sent = part.contentType.flatMap { MediaTypeName($0) }
    if let declared, let sent, !PartDecoder.covers(declared, sent) {
      mistake(
        name,
        Reason(.partMediaType, expected: Reason.Expected(values: [declared]), found: .text(sent.description)))
    }
    let octets = WrittenValue.text(String(repeating: "0", count: part.bytes.count))
    if isFile(part, shape, declared) { return octets }
    let text = String(validating: part.bytes, as: UTF8.self)
    // What is written in text, as base64 is, is never JSON itself.
    if shape.content == .text, shape.types.isDisjoint(with: [.array, .object]) {
      return text.map { .text($0) } ?? octets
    }
    let type = sent ?? declared.flatMap { MediaTypeName($0) }
    let isJSON = type.map(\.isJSON) ?? (shape.isObject || shape.isArray)
    if isJSON || shape.isObject, let text {
      do throws(JSONError) {
        return try WrittenValue(readingJSON: text)
      } catch {
        if type?.isJSON ?? false {
          mistake(name, Reason(inner: error), at: error.position.offset)
        }
      }
    }
    let isText = type.map { $0.kind == .text } ?? true
    if !part.isFile, isText, let text { return .text(text) }
    // Of bytes nothing is checked but how many there are.
    return octets
  }

  /// Whether a part is bytes, whatever type it was sent as.
  ///
  /// A schema that says file is one of any type (OpenAPI 3.0.3, "Considerations for File Uploads"); so is a string that
  /// `encoding` gives a type which is neither text nor JSON.
  private func isFile(_ part: MultipartForm.Part, _ shape: ValueShape, _ declared: String?) -> Bool {
    let hasList = shape.types.contains(.array) && shape.types != .any && shape.item.content != .octets
    let isOpen = shape.types == .any || (!shape.types.contains(.object) && !hasList)
    if shape.content == .octets || (shape.types != .any && shape.item.content == .octets) {
      return isOpen || part.isFile
    }
    guard let declared, isOpen else { return false }
    let names = declared.utf8.split(separator: UInt8(ascii: ",")).map {
      MediaTypeName(String(decoding: $0, as: UTF8.self))
    }
    return names.allSatisfy { $0.map { $0.kind == .other && !$0.isRange } ?? false }
  }

  /// Whether one of the types in a list covers the one that was sent.
  private static func covers(_ declared: String, _ sent: MediaTypeName) -> Bool {
    declared.utf8.split(separator: UInt8(ascii: ",")).contains { piece in
      guard let name = MediaTypeName(String(decoding: piece, as: UTF8.self)) else { return true }
      return name.match(sent) != nil
    }
  }
}

import Muster

/// Makes an object of the entries of a form (OpenAPI 3.1, sections 4.8.14.4 and 4.8.15).
struct FormDecoder {
  let form: FormShape
  var isTolerant = false

  /// How entries are taken that the specification leaves open.
  private struct Choice: Sendable, Hashable {
    /// Whether numbers in brackets are positions in a list where an object may be, too.
    var prefersLists: Bool
    /// Whether entries that the form does not name are members of a map that it has.
    var fillsMaps: Bool

    static let all = [
      Choice(prefersLists: true, fillsMaps: true), Choice(prefersLists: true, fillsMaps: false),
      Choice(prefersLists: false, fillsMaps: true), Choice(prefersLists: false, fillsMaps: false),
    ]
  }

  /// The objects that the entries may be, the likeliest first; never empty.
  ///
  /// Each member is written by the style that `encoding` gives it, or as JSON where its content type says so. Members that
  /// the schema names and that are objects without a style are JSON; entries that nothing is said of are texts. Every
  /// entry is in each of the objects.
  /// - Throws: `StyleDecoder.Mistake` for the first member that is not of its style.
  /// - Complexity: O(*members* + *entries*), but for maps and lists, which look at all entries that may be theirs.
  func values(of texts: NamedTexts) throws(StyleDecoder.Mistake) -> [WrittenValue] {
    let sent = SentForm(texts, form)
    let hasMaps = form.shape.members.contains { !$0.shape.additional.isEmpty }
    var values: [WrittenValue] = []
    var first: StyleDecoder.Mistake?
    for choice in Choice.all {
      if !choice.prefersLists, sent.brackets.isEmpty { continue }
      if !choice.fillsMaps, !hasMaps { continue }
      do throws(StyleDecoder.Mistake) {
        let value = try self.value(of: sent, choice)
        if !values.contains(value) { values.append(value) }
      } catch {
        first = first ?? error
      }
    }
    if let first, values.isEmpty { throw first }
    return values
  }

  private func value(of sent: SentForm, _ choice: Choice) throws(StyleDecoder.Mistake) -> WrittenValue {
    var members: [WrittenValue.Member] = []
    var taken: Set<String> = []
    var loose = choice.fillsMaps ? sent.loose : []
    for member in form.shape.members {
      guard let value = try self.value(of: member.name, member.shape, sent, choice, &loose, &taken) else { continue }
      members.append(WrittenValue.Member(name: member.name, value: value))
    }
    let other = form.shape.additional.first ?? .unknown
    loose = []
    for entry in sent.texts.entries where !taken.contains(entry.name) {
      guard let value = try self.value(of: entry.name, other, sent, choice, &loose, &taken) else { continue }
      members.append(WrittenValue.Member(name: entry.name, value: value))
      taken.insert(entry.name)
    }
    return .members(members)
  }

  /// The value of a member; `nil` if no entry is of it.
  ///
  /// - Parameters:
  ///   - loose: The entries that a map may have; the first one takes them.
  ///   - taken: Receives the names of the entries that the value is made of.
  private func value(
    of name: String, _ shape: ValueShape, _ sent: SentForm, _ choice: Choice, _ loose: inout [NamedTexts.Entry],
    _ taken: inout Set<String>
  ) throws(StyleDecoder.Mistake) -> WrittenValue? {
    let field = form.field(name)
    let found = sent.texts.texts(name, .form)
    let brackets = bracketed(name, shape, field, sent)
    if !brackets.isEmpty {
      let plain = found.map { BracketTree.Entry(name: name, path: [], text: $0) }
      let tree = try BracketTree(plain + brackets, of: name)
      taken.insert(name)
      taken.formUnion(brackets.map(\.name))
      return try tree?.value(of: name, shape, prefersLists: choice.prefersLists)
    }
    if !found.isEmpty { taken.insert(name) }
    let isJSON =
      field.contentType.map { MediaTypeName($0)?.isJSON ?? false } ?? (shape.isObject && field.style == .form)
    if isJSON, let first = found.first {
      let isDeclared = field.contentType != nil
      if found.count == 1 { return try json(first, name, isDeclared: isDeclared) }
      guard shape.isArray else { throw .repeated(name, found.count) }
      var items: [WrittenValue] = []
      for text in found { items.append(try json(text, name, isDeclared: isDeclared)) }
      return .list(items)
    }
    let decoder = StyleDecoder(
      name: name, style: field.style, explodes: field.explodes, shape: shape, isTolerant: isTolerant)
    if found.isEmpty, field.explodes, field.style == .form {
      guard shape.types.contains(.object), shape.types != .any else { return nil }
      var own = sent.named(by: shape)
      if !shape.additional.isEmpty {
        own += loose
        loose = []
      }
      guard !own.isEmpty else { return nil }
      taken.formUnion(own.map(\.name))
      return try decoder.values(of: NamedTexts(entries: own), encoding: .form)?.first
    }
    // Of what is sent only this member's entries are looked at, or many members would cost all entries each.
    var own = found.map { NamedTexts.Entry(name: name, text: $0) }
    if field.style == .deepObject {
      own += (sent.brackets[name] ?? []).map { NamedTexts.Entry(name: $0.name, text: $0.text) }
    }
    if own.isEmpty { return nil }
    return try decoder.values(of: NamedTexts(entries: own), encoding: .form)?.first
  }

  private func json(
    _ text: EncodedText, _ name: String, isDeclared: Bool
  ) throws(StyleDecoder.Mistake) -> WrittenValue {
    guard let text = text.decoded else {
      throw StyleDecoder.Mistake.encoding(of: name)
    }
    do throws(JSONError) {
      return try WrittenValue(readingJSON: text)
    } catch {
      guard isDeclared else { return .text(text) }
      throw .json(name, error)
    }
  }

  /// The entries with brackets that are parts of a member.
  ///
  /// Only objects of the style `deepObject` have any by the specification. Under intent those that are objects or lists have,
  /// as many write them in forms whatever the document says.
  private func bracketed(
    _ name: String, _ shape: ValueShape, _ field: FormShape.Field, _ sent: SentForm
  ) -> [BracketTree.Entry] {
    guard let entries = sent.brackets[name] else { return [] }
    let mayBeObject = shape.types.contains(.object) && shape.types != .any
    let mayBeList = shape.types.contains(.array) && shape.types != .any
    guard isTolerant || field.style == .deepObject, mayBeObject || mayBeList else { return [] }
    return entries.filter { entry in
      mayBeObject || (entry.path.first.map { $0.isEmpty || BracketTree.isPosition($0) } ?? false)
    }
  }
}

/// The entries of a form by what they may be parts of.
private struct SentForm {
  let texts: NamedTexts
  /// The entries that have brackets behind a name, and are no members of the form by themselves.
  private(set) var brackets: [String: [BracketTree.Entry]] = [:]
  /// The entries that the form does not name in any way: what a map may have.
  private(set) var loose: [NamedTexts.Entry] = []
  private let names: Set<String>

  init(_ texts: NamedTexts, _ form: FormShape) {
    self.texts = texts
    names = Set(form.shape.members.map(\.name))
    var inner: Set<String> = []
    for member in form.shape.members where member.shape.types != .any {
      inner.formUnion(member.shape.members.map(\.name))
    }
    for entry in texts.entries where !names.contains(entry.name) {
      if !addParts(entry), !inner.contains(entry.name) { loose.append(entry) }
    }
  }

  /// Adds an entry to the names that it is below of.
  ///
  /// - Returns: Whether one of them is a member of the form.
  private mutating func addParts(_ entry: NamedTexts.Entry) -> Bool {
    var isOfMember = false
    var count = 0
    let bytes = Array(entry.name.utf8)
    for index in bytes.indices where bytes[index] == UInt8(ascii: "[") && index > 0 {
      count += 1
      guard count <= BracketTree.depthLimit else { break }
      let name = String(decoding: bytes[..<index], as: UTF8.self)
      guard names.contains(name), let path = StyleDecoder.path(of: entry.name, below: name) else { continue }
      brackets[name, default: []].append(BracketTree.Entry(name: entry.name, path: path, text: entry.text))
      isOfMember = true
    }
    return isOfMember
  }

  /// The entries that an exploded object names, but the form does not.
  func named(by shape: ValueShape) -> [NamedTexts.Entry] {
    var own: [NamedTexts.Entry] = []
    for member in shape.members where !names.contains(member.name) {
      own += texts.texts(member.name, .form).map { NamedTexts.Entry(name: member.name, text: $0) }
    }
    return own
  }
}

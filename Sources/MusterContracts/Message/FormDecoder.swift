import Muster

/// Makes an object of the entries of a form (OpenAPI 3.1, sections 4.8.14.4 and 4.8.15).
struct FormDecoder {
  let form: FormShape
  var isTolerant = false

  /// How entries are taken that the specification leaves open.
  private struct Choice: Sendable, Hashable {
    /// How brackets are taken.
    var brackets: BracketTree.Choice
    /// Whether entries that the form does not name are members of a map that it has.
    var fillsMaps: Bool
  }

  /// The objects that the entries may be, the likeliest first; never empty.
  ///
  /// Each member is written by the style that `encoding` gives it, or as JSON where its content type says so. Members that
  /// the schema names and that are objects without a style are JSON; entries that nothing is said of are texts. Every
  /// entry is in each of the objects.
  /// - Throws: `StyleDecoder.Mistake` for the first member that is not of its style.
  /// - Complexity: O(*members* + *entries*), but for maps and lists, which look at all entries that may be theirs.
  func values(of texts: NamedTexts) throws(StyleDecoder.Mistake) -> [WrittenValue] {
    let sent = SentForm(texts, form, isTolerant: isTolerant)
    let choices = BracketTree.Choice.all(isTolerant: isTolerant).flatMap { brackets in
      [Choice(brackets: brackets, fillsMaps: true), Choice(brackets: brackets, fillsMaps: false)]
    }
    let hasMaps = form.shape.members.contains { !$0.shape.additional.isEmpty }
    var values: [WrittenValue] = []
    var first: StyleDecoder.Mistake?
    for choice in choices {
      if choice.brackets != BracketTree.Choice(), sent.brackets.isEmpty { continue }
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
      return try tree?.value(of: name, shape, choice.brackets)
    }
    if !found.isEmpty { taken.insert(name) }
    let isJSON =
      field.contentType.map { MediaTypeName($0)?.isJSON ?? false }
      ?? ((shape.isObject || (shape.isArray && shape.item.isObject)) && field.style == .form)
    if isJSON, let first = found.first {
      let isDeclared = field.contentType != nil
      // The default for a list is the type of its items, of which each is an entry.
      if !isDeclared, shape.isArray {
        var items: [WrittenValue] = []
        for text in found { items.append(try json(text, name, isDeclared: false)) }
        if isTolerant, items.count == 1, items[0].isList { return items[0] }
        return .list(items)
      }
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
      own += (sent.brackets[name] ?? []).map(\.entry)
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
  /// as many write them in forms whatever the document says; dots stand for brackets there.
  private func bracketed(
    _ name: String, _ shape: ValueShape, _ field: FormShape.Field, _ sent: SentForm
  ) -> [BracketTree.Entry] {
    guard let parts = sent.brackets[name], isTolerant || field.style == .deepObject else { return [] }
    return parts.compactMap { part in
      let isOwn =
        part.path.hasDots
        ? shape.knows(part.path, readsDots: isTolerant)
        : shape.mayBeObject || (shape.mayBeList && part.path.beginsWithPosition(readsDots: isTolerant))
      guard isOwn else { return nil }
      return BracketTree.Entry(
        name: part.entry.name, path: isTolerant ? part.path.divided(by: shape) : part.path.keys, text: part.entry.text)
    }
  }
}

/// The entries of a form by what they may be parts of.
private struct SentForm {
  /// An entry that is below a member of the form.
  struct Part {
    let entry: NamedTexts.Entry
    let path: EntryPath
  }

  let texts: NamedTexts
  /// The entries that have brackets behind a name, and are no members of the form by themselves.
  private(set) var brackets: [String: [Part]] = [:]
  /// The entries that the form does not name in any way: what a map may have.
  private(set) var loose: [NamedTexts.Entry] = []
  private let names: FormNames
  private let isTolerant: Bool

  init(_ texts: NamedTexts, _ form: FormShape, isTolerant: Bool) {
    self.texts = texts
    self.isTolerant = isTolerant
    names = FormNames(form.shape, isTolerant: isTolerant)
    var inner: Set<String> = []
    for member in form.shape.members where member.shape.types != .any {
      inner.formUnion(member.shape.members.map(\.name))
    }
    for entry in texts.entries where !names.contains(entry.name) {
      if !addParts(entry), !inner.contains(entry.name) { loose.append(entry) }
    }
  }

  /// Adds an entry to the member that it is below of.
  ///
  /// - Returns: Whether there is one.
  private mutating func addParts(_ entry: NamedTexts.Entry) -> Bool {
    guard let (name, path) = names.part(of: entry.name) else { return false }
    brackets[name, default: []].append(Part(entry: entry, path: path))
    return true
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

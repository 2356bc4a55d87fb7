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
  /// - Complexity: O(*members* × *entries*).
  func values(of texts: NamedTexts) throws(StyleDecoder.Mistake) -> [WrittenValue] {
    let hasBrackets = texts.entries.contains { $0.name.utf8.contains(UInt8(ascii: "[")) }
    let hasMaps = form.shape.members.contains { !$0.shape.additional.isEmpty }
    var values: [WrittenValue] = []
    var first: StyleDecoder.Mistake?
    for choice in Choice.all {
      if !choice.prefersLists, !hasBrackets { continue }
      if !choice.fillsMaps, !hasMaps { continue }
      do throws(StyleDecoder.Mistake) {
        let value = try self.value(of: texts, choice)
        if !values.contains(value) { values.append(value) }
      } catch {
        first = first ?? error
      }
    }
    if let first, values.isEmpty { throw first }
    return values
  }

  private func value(of texts: NamedTexts, _ choice: Choice) throws(StyleDecoder.Mistake) -> WrittenValue {
    var members: [WrittenValue.Member] = []
    var taken: Set<String> = []
    for member in form.shape.members {
      guard let value = try self.value(of: member.name, member.shape, texts, choice, &taken) else { continue }
      members.append(WrittenValue.Member(name: member.name, value: value))
    }
    for entry in texts.entries where !taken.contains(entry.name) {
      guard let value = try self.value(of: entry.name, form.shape.member(entry.name), texts, choice, &taken) else {
        continue
      }
      members.append(WrittenValue.Member(name: entry.name, value: value))
      taken.insert(entry.name)
    }
    return .members(members)
  }

  /// The value of a member; `nil` if no entry is of it.
  ///
  /// - Parameter taken: Receives the names of the entries that the value is made of.
  private func value(
    of name: String, _ shape: ValueShape, _ texts: NamedTexts, _ choice: Choice, _ taken: inout Set<String>
  ) throws(StyleDecoder.Mistake) -> WrittenValue? {
    let field = form.field(name)
    let brackets = bracketed(name, shape, field, texts)
    if !brackets.isEmpty {
      let tree = try BracketTree(of: name, in: texts) { brackets.contains($0) }
      taken.formUnion(texts.entries.lazy.map(\.name).filter { entry in
        entry == name || (StyleDecoder.path(of: entry, below: name).map(brackets.contains) ?? false)
      })
      return try tree?.value(of: name, shape, prefersLists: choice.prefersLists)
    }
    let found = texts.texts(name, .form)
    if !found.isEmpty { taken.insert(name) }
    let isJSON =
      field.contentType.map { MediaTypeName($0)?.isJSON ?? false } ?? (shape.isObject && field.style == .form)
    if isJSON, let first = found.first {
      return try json(first, name, isDeclared: field.contentType != nil)
    }
    let decoder = StyleDecoder(
      name: name, style: field.style, explodes: field.explodes, shape: shape, isTolerant: isTolerant)
    if found.isEmpty, field.explodes, field.style == .form {
      let own = exploded(name, shape, texts, fillsMaps: choice.fillsMaps)
      guard !own.entries.isEmpty else { return nil }
      taken.formUnion(own.entries.map(\.name))
      return try decoder.values(of: own, encoding: .form)?.first
    }
    return try decoder.values(of: texts, encoding: .form)?.first
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

  /// What is in the brackets of the entries that are parts of a member.
  ///
  /// Only objects of the style `deepObject` have any by the specification. Under intent those that are objects or lists have,
  /// as many write them in forms whatever the document says.
  private func bracketed(
    _ name: String, _ shape: ValueShape, _ field: FormShape.Field, _ texts: NamedTexts
  ) -> Set<[String]> {
    let mayBeObject = shape.types.contains(.object) && shape.types != .any
    let mayBeList = shape.types.contains(.array) && shape.types != .any
    guard isTolerant || field.style == .deepObject, mayBeObject || mayBeList else { return [] }
    var found: Set<[String]> = []
    for entry in texts.entries where form.shape.named(entry.name) == nil {
      guard let path = StyleDecoder.path(of: entry.name, below: name), let first = path.first else { continue }
      if mayBeObject || first.isEmpty || BracketTree.isPosition(first) { found.insert(path) }
    }
    return found
  }

  /// The entries that are members of an exploded object: none that the form names itself.
  private func exploded(
    _ name: String, _ shape: ValueShape, _ texts: NamedTexts, fillsMaps: Bool
  ) -> NamedTexts {
    guard shape.types.contains(.object), shape.types != .any else { return NamedTexts(entries: []) }
    let others = form.shape.members.filter { $0.name != name }
    return NamedTexts(
      entries: texts.entries.filter { entry in
        if form.shape.named(entry.name) != nil { return false }
        if shape.named(entry.name) != nil { return true }
        guard fillsMaps, !shape.additional.isEmpty else { return false }
        return !others.contains { other in
          (other.shape.types != .any && other.shape.named(entry.name) != nil)
            || StyleDecoder.path(of: entry.name, below: other.name) != nil
        }
      })
  }
}

import Muster

/// Makes an object of the entries of a form (OpenAPI 3.1, sections 4.8.14.4 and 4.8.15).
struct FormDecoder {
  let form: FormShape
  var isTolerant = false

  /// The object that the entries are.
  ///
  /// Each member is written by the style that `encoding` gives it, or as JSON where its content type says so. Members that
  /// the schema names and that are objects without a style are JSON; entries that nothing is said of are texts.
  /// - Throws: `StyleDecoder.Mistake` for the first member that is not of its style.
  func value(of texts: NamedTexts) throws(StyleDecoder.Mistake) -> WrittenValue {
    var members: [WrittenValue.Member] = []
    var taken: Set<String> = []
    for member in form.shape.members {
      guard let value = try self.value(of: member.name, member.shape, texts) else { continue }
      members.append(WrittenValue.Member(name: member.name, value: value))
      taken.insert(member.name)
    }
    for entry in texts.entries where !taken.contains(entry.name) {
      if form.shape.members.contains(where: { isPart(entry.name, of: $0) }) { continue }
      guard let value = try self.value(of: entry.name, form.shape.member(entry.name), texts) else { continue }
      members.append(WrittenValue.Member(name: entry.name, value: value))
      taken.insert(entry.name)
    }
    return .members(members)
  }

  private func value(
    of name: String, _ shape: ValueShape, _ texts: NamedTexts
  ) throws(StyleDecoder.Mistake) -> WrittenValue? {
    let field = form.field(name)
    let found = texts.texts(name, .form)
    let isJSON =
      field.contentType.map { MediaTypeName($0)?.isJSON ?? false } ?? (shape.isObject && field.style == .form)
    if isJSON, let first = found.first {
      guard let text = first.decoded else {
        throw StyleDecoder.Mistake(
          keyword: "encoding", message: "the percent-encoding of '\(name)' is malformed or stands for no UTF-8")
      }
      if let value = WrittenValue(json: text) { return value }
      if field.contentType != nil {
        throw StyleDecoder.Mistake(keyword: "encoding", message: "'\(name)' is not the JSON that it should be")
      }
      return .text(text)
    }
    let decoder = StyleDecoder(
      name: name, style: field.style, explodes: field.explodes, shape: shape, isTolerant: isTolerant)
    if let values = try decoder.values(of: texts, encoding: .form) { return values.first }
    // Brackets are how many write objects and lists in forms, whatever the document says.
    let brackets = StyleDecoder(name: name, style: .deepObject, explodes: true, shape: shape)
    if shape.isObject { return try brackets.values(of: texts, encoding: .form)?.first }
    let listed = texts.texts("\(name)[]", .form)
    guard shape.isArray, !listed.isEmpty else { return nil }
    let renamed = NamedTexts(entries: listed.map { NamedTexts.Entry(name: name, text: $0) })
    return try decoder.values(of: renamed, encoding: .form)?.first
  }

  /// Whether an entry with brackets is part of a member.
  private func isPart(_ entry: String, of member: ValueShape.Member) -> Bool {
    if StyleDecoder.path(of: entry, below: member.name) != nil, member.shape.isObject || member.shape.isArray {
      return true
    }
    let field = form.field(member.name)
    return field.explodes && field.style == .form && member.shape.isObject && member.shape.named(entry) != nil
      && form.shape.named(entry) == nil
  }
}

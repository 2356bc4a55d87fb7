/// Which keywords a schema has.
extension Compiler {
  /// What holds, or changes nothing, beside a `$ref` that stands alone.
  private static let besideReference: KeywordSet = [.ref, .nullable, .definitions, .schema]

  /// Sorts the members of a schema object by keyword, and says what is not one.
  mutating func read(_ place: Place) throws(SchemaError) -> SchemaKeywords {
    var keywords = SchemaKeywords(of: place.schema, reusing: spare.takeSlots())
    let isReference =
      dialect.rules.contains(.referenceStandsAlone) && place.schema["$ref"]?.isString == true
    for (key, value) in place.schema.members {
      if input.hasCustomKeywords, let custom = input.options.custom.keyword(key.string ?? "") {
        keywords.custom.append((custom, value, origin(key, below: place.origin)))
        continue
      }
      guard let meaning = dialectInForce.names.meaning(key, dialect.vocabularies) else {
        try readUnknown(key, value, place, isReference: isReference, &keywords)
        continue
      }
      let keyword = meaning.keyword
      if keyword == .annotation { continue }
      let origin = origin(key, below: place.origin)
      if keywords.has(keyword), keyword != .definitions {
        notice(
          .duplicateName, at: origin, "'\(key.string ?? "")' occurs twice in this schema; the last one counts")
      }
      resources.note(meaning.needs)
      if isReference {
        if keyword == .readOnly { continue }
        guard Compiler.besideReference.contains(keyword) else {
          noticeSibling(key.string ?? "", at: origin)
          continue
        }
      }
      keywords.set(keyword, value, origin)
    }
    return keywords
  }

  /// Reads a member whose name is not a keyword of the dialect.
  private mutating func readUnknown(
    _ key: SchemaNode, _ value: SchemaNode, _ place: Place, isReference: Bool, _ keywords: inout SchemaKeywords
  ) throws(SchemaError) {
    let name = key.string ?? ""
    if let neighbour = NeighbouringKeyword.named(name, beside: dialect), !keywords.has(neighbour.keyword) {
      pass.dependsOnReading = true
      if isIntent {
        let origin = origin(key, below: place.origin)
        if isReference, !Compiler.besideReference.contains(neighbour.keyword) { return noticeSibling(name, at: origin) }
        resources.note(neighbour.keyword.row.needs)
        keywords.set(neighbour.keyword, value, origin)
        // What holds nothing to anything is not worth a word.
        if neighbour.keyword == .annotation || neighbour.keyword == .definitions { return }
        _ = readsNeighbour("'\(name)'", of: neighbour.dialect, at: origin)
        return
      }
    }
    if dialect.rules.isDisjoint(with: [.openAPI, .extensions]) || !name.hasPrefix("x-") {
      try noticeUnknown(name, place, key)
    }
  }

  private mutating func noticeSibling(_ name: String, at origin: UInt32) {
    notice(
      .ignoredSibling, at: origin,
      "'\(name)' stands beside '$ref', where \(dialect.name) ignores it; move it into an 'allOf' to make it hold")
  }

  private mutating func noticeUnknown(_ name: String, _ place: Place, _ key: SchemaNode) throws(SchemaError) {
    let origin = origin(key, below: place.origin)
    let nearest = words.nearestKeyword(name, in: dialect)
    let message =
      "'\(name)' is not a keyword of \(dialect.name) and checks nothing"
      + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    if input.options.unknownKeywords == .error { throw error(.unknownKeyword, at: origin, message) }
    notice(.unknownKeyword, at: origin, message)
  }
}

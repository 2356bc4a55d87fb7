/// `discriminator`: which branch of a union a payload is meant for. It changes no verdict, only what is explained
/// (OpenAPI 3.1.1, section 4.8.25).
extension Compiler {
  /// Lists the tags of a union's branches: the names of the schemas that they refer to, and what `mapping` adds.
  mutating func writeDiscriminator(
    _ keywords: SchemaKeywords, _ branches: [Place], into instruction: inout Instruction
  ) throws(SchemaError) {
    guard let entry = keywords[.discriminator] else { return }
    // Swagger 2.0 has the property's name alone; it knows no unions.
    guard entry.value.kind == .object, let member = entry.value["propertyName"], member.isString else {
      throw error(
        .keywordValue, at: entry.origin, "'discriminator' must be an object with a 'propertyName', a string")
    }
    guard branches.contains(where: { $0.schema["$ref"]?.isString ?? false }) else { return }
    // Names are numbered in the order in which the list has them.
    let property = builder.name(member)
    var mapping: [(tag: SchemaNode, target: UInt32)] = []
    var tagsOfTarget: [UInt32: [Int]] = [:]
    if let members = entry.value["mapping"]?.members {
      for (key, value) in members where value.isString {
        let target = texts.number(of: value)
        tagsOfTarget[target, default: []].append(mapping.count)
        mapping.append((key, target))
      }
    }
    var tags: [(tag: UInt32, branch: Int)] = []
    for (number, branch) in branches.enumerated() {
      guard let value = branch.schema["$ref"], let reference = value.string else { continue }
      let last = Compiler.lastName(of: reference)
      let written = texts.number(of: value)
      let short = texts.number(of: last.utf8)
      var found = tagsOfTarget[written] ?? []
      if short != written { found += tagsOfTarget[short] ?? [] }
      for index in found.sorted() { tags.append((builder.name(mapping[index].tag), number)) }
      // By the specification a name stays good beside a mapping that does not name it.
      tags.append((builder.name(JSONPointer.unescape(last)), number))
    }
    instruction.flags |= Instruction.discriminates
    instruction.c = UInt32(builder.lists.count)
    builder.lists.append(.plain(property))
    builder.lists.append(.plain(UInt32(tags.count)))
    for (tag, branch) in tags {
      builder.lists.append(.plain(tag))
      builder.lists.append(.plain(UInt32(branch)))
    }
  }

  /// What stands behind the last slash of a reference; slashes at its end do not count.
  private static func lastName(of reference: String) -> String {
    let slash = UInt8(ascii: "/")
    let text = reference.utf8
    var end = text.endIndex
    while end > text.startIndex, text[text.index(before: end)] == slash { end = text.index(before: end) }
    var start = end
    while start > text.startIndex, text[text.index(before: start)] != slash { start = text.index(before: start) }
    return start < end ? String(reference[start..<end]) : reference
  }
}

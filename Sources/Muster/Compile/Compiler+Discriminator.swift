/// `discriminator`: which branch of a union a payload is meant for. It changes no verdict, only what is explained
/// (OpenAPI 3.1.1, section 4.8.25).
extension Compiler {
  /// Lists the tags of a union's branches: the names of the schemas that they refer to, and what `mapping` adds.
  mutating func writeDiscriminator(
    _ keywords: SchemaKeywords, _ branches: [Place], into instruction: inout Instruction
  ) throws(SchemaError) {
    guard let entry = keywords[.discriminator] else { return }
    // Swagger 2.0 has the property's name alone; it knows no unions.
    guard entry.value.kind == .object, let property = entry.value["propertyName"]?.string else {
      throw error(
        .keywordValue, at: entry.origin, "'discriminator' must be an object with a 'propertyName', a string")
    }
    var tags: [(tag: String, branch: Int)] = []
    for (number, branch) in branches.enumerated() {
      guard let reference = branch.schema["$ref"]?.string else { continue }
      let name = reference.split(separator: "/").last.map(String.init) ?? reference
      for member in entry.value["mapping"]?.members.map({ $0 }) ?? [] {
        if let target = member.value.string, target == reference || target == name {
          tags.append((member.name, number))
        }
      }
      // By the specification a name stays good beside a mapping that does not name it.
      tags.append((JSONPointer(parsing: "/" + name)?.tokens.first ?? name, number))
    }
    guard !tags.isEmpty else { return }
    instruction.flags |= Instruction.discriminates
    instruction.c = UInt32(builder.lists.count)
    builder.lists.append(.plain(builder.name(property)))
    builder.lists.append(.plain(UInt32(tags.count)))
    for (tag, branch) in tags {
      builder.lists.append(.plain(builder.name(tag)))
      builder.lists.append(.plain(UInt32(branch)))
    }
  }
}

/// Keywords whose value is a count that becomes the operand of an instruction: each is a row here, and needs no other code
/// of the compiler.
struct CountAssertions {
  let rows: [(keyword: Keyword, opcode: Opcode)]
  let keywords: KeywordSet

  private init(_ rows: [(keyword: Keyword, opcode: Opcode)]) {
    self.rows = rows
    keywords = KeywordSet(rows.map(\.keyword))
  }

  static let ofStrings = CountAssertions([(.minLength, .minLength), (.maxLength, .maxLength)])
  static let ofArrays = CountAssertions([(.minItems, .minItems), (.maxItems, .maxItems)])
  static let ofObjects = CountAssertions([(.minProperties, .minProperties), (.maxProperties, .maxProperties)])
}

extension Compiler {
  /// Writes the counts that a schema has, in the order of their rows.
  mutating func writeCounts(
    _ counts: CountAssertions, _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    guard keywords.present.intersects(counts.keywords) else { return }
    for (keyword, opcode) in counts.rows {
      guard let count = try count(keyword, keywords, into: &block) else { continue }
      block.append(Instruction(opcode: opcode, value: count.value), from: count.origin)
    }
  }

  /// A keyword's value that must be an integer from 0 on; one too great for 64 bits is taken as the greatest.
  ///
  /// - Returns: `nil` if there is no such keyword, or it is left unchecked.
  mutating func count(
    _ keyword: Keyword, _ keywords: SchemaKeywords, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) -> (value: Int64, origin: UInt32)? {
    guard let entry = keywords[keyword] else { return nil }
    guard let text = number(entry, keyword) else {
      try leaveMalformed(keyword, entry, into: &block)
      return nil
    }
    let number = text.number
    guard number.isInteger, number.isZero || !number.isNegative else {
      let mistake = error(
        .keywordValue, at: entry.origin,
        "'\(keyword.name)' must be \(KeywordRow.Form.count.rawValue), but this is \(text.string)")
      try leaveUnchecked(mistake, at: entry.origin, into: &block)
      return nil
    }
    return (number.int64 ?? .max, entry.origin)
  }
}

/// What is wrong with a schema, and what is noteworthy about it.
extension Compiler {
  func error(_ code: SchemaError.Code, at origin: UInt32, _ detail: String) -> SchemaError {
    SchemaError(code: code, location: pass.builder.origins.location(origin), detail: detail)
  }

  /// A keyword's value that is not of the form that the table of keywords says.
  func malformed(_ keyword: Keyword, _ entry: Entry) -> SchemaError {
    malformed(keyword.name, entry, keyword.row.form.rawValue)
  }

  /// A value that is not what was expected.
  func malformed(_ name: String, _ entry: Entry, _ expected: String) -> SchemaError {
    error(
      .keywordValue, at: entry.origin, "'\(name)' must be \(expected), but this is \(entry.value.kind.description)")
  }

  /// Leaves a keyword unchecked because it cannot be used; the rest of its schema holds.
  ///
  /// - Parameters:
  ///   - mistake: What is wrong with the keyword.
  ///   - hidesEvaluations: Whether the keyword may evaluate children, so that nobody knows which ones are left.
  /// - Throws: The mistake, if the caller wants none of them.
  mutating func leaveUnchecked(
    _ mistake: SchemaError, at origin: UInt32, hidesEvaluations: Bool = false, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    if input.isStrict { throw mistake }
    pass.mistakes.add(mistake, at: origin)
    appendUnchecked(at: origin, hidesEvaluations: hidesEvaluations, into: &block)
  }

  /// Writes that a keyword is not checked.
  mutating func appendUnchecked(
    at origin: UInt32, hidesEvaluations: Bool = false, into block: inout ProgramBuilder.Block
  ) {
    pass.hasUnchecked = true
    block.append(
      Instruction(opcode: .unchecked, flags: hidesEvaluations ? Instruction.hidesEvaluations : 0), from: origin)
  }

  /// Leaves a keyword unchecked whose value is not of the form that the table of keywords says.
  mutating func leaveMalformed(
    _ keyword: Keyword, _ entry: Entry, into block: inout ProgramBuilder.Block
  ) throws(SchemaError) {
    let row = keyword.row
    try leaveUnchecked(
      malformed(keyword, entry), at: entry.origin, hidesEvaluations: row.target != nil || row.isReference, into: &block)
  }

  func circularReference(at origin: UInt32) -> SchemaError {
    error(
      .circularReference, at: origin,
      "this leads back to itself without a step into the payload, so that checking would never end")
  }

  mutating func notice(_ code: Notice.Code, at origin: UInt32, _ message: String) {
    pass.notices.add(code, at: pass.builder.origins.location(origin), message)
  }
}

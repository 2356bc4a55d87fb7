import MusterText

/// What strings hold, where the caller wants it checked (JSON Schema 2020-12 Validation, section 8).
extension Evaluator {
  /// Whether a string's content decodes, is JSON and passes its schema, as far as an instruction asks.
  ///
  /// A content is a payload of its own: it is read onto a tape of its own and judged by the verdict pass.
  @inline(never)
  mutating func hasContent(_ instruction: Instruction, _ value: TapeIndex) -> Bool {
    var content = tape.decodedBytes(value)
    if instruction.flags & Instruction.isBase64 != 0 {
      guard let decoded = Base64.decode(content.span, isLenient: false) else { return false }
      content = decoded
    }
    guard instruction.flags & Instruction.isJSON != 0 else { return true }
    var scratch = Scratch()
    let program = program
    let before = stepsLeft
    var steps = before
    var stop = Stop.none
    var circle = 0
    let passes = ByteView.with(content) { bytes in
      guard TapeReader(bytes: bytes, limits: Limits()).read(into: &scratch.tape) == nil else { return false }
      guard instruction.flags & Instruction.hasThen != 0 else { return true }
      return scratch.withTape(of: bytes) { tape, scratch in
        var evaluator = Evaluator<VerdictSink>(program: program, tape: tape, sink: VerdictSink(), steps: steps)
        let passes = evaluator.run(Int(instruction.a), &scratch)
        steps = evaluator.stepsLeft
        switch evaluator.stop {
        case .none: stop = .none
        case .steps: stop = .steps
        case .pattern: stop = .pattern
        case .circle: stop = .circle
        }
        circle = evaluator.circle
        return passes
      }
    }
    spend(before &- steps)
    if stop != .none {
      self.stop = stop
      self.circle = circle
    }
    return passes
  }
}

/// What strings hold, where the caller wants it checked (JSON Schema 2020-12 Validation, section 8).
extension Evaluator {
  /// Whether a string's content decodes, is JSON and passes its schema, as far as an instruction asks.
  ///
  /// A content is a payload of its own: it is read onto a tape of its own and judged by the verdict pass.
  @inline(never)
  mutating func hasContent(_ instruction: Instruction, _ value: TapeIndex) -> Bool {
    var content = tape.decodedBytes(value)
    if instruction.flags & Instruction.isBase64 != 0 {
      guard let decoded = Base64.decode(content) else { return false }
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

/// Base64 (RFC 4648, section 4), with its padding.
enum Base64 {
  /// The bytes that a text stands for; `nil` where it is not of that form.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    var bits: UInt32 = 0
    var count = 0
    for letter in text.dropLast(padding) {
      guard let value = value(of: letter) else { return nil }
      bits = bits << 6 | value
      count += 1
      if count % 4 == 0 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
      }
    }
    switch padding {
    case 1:
      guard bits & 3 == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    case 2:
      guard bits & 15 == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    default: break
    }
    return bytes
  }

  private static func value(of letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

import MusterText

/// Assertions on the value itself.
extension Evaluator {
  /// Whether a value passes a leaf instruction.
  ///
  /// Values of a type that the keyword does not apply to pass.
  @inline(__always)
  mutating func passes(_ instruction: Instruction, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let kind = tape[value].rawKind
    switch instruction.opcode {
    case .type: return hasType(instruction, value, kind)
    case .format:
      guard instruction.mask & Self.typeBits(ofKind: kind) != 0 else { return true }
      return hasFormat(instruction, value, &scratch)
    case .minLength:
      return kind != TapeWord.Kind.string.rawValue || Int64(tape.codePointCount(value)) >= instruction.value
    case .maxLength:
      return kind != TapeWord.Kind.string.rawValue || Int64(tape.codePointCount(value)) <= instruction.value
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
      return kind != TapeWord.Kind.number.rawValue || isInBound(instruction, value)
    case .minItems:
      return kind != TapeWord.Kind.array.rawValue || Int64(tape.count(value)) >= instruction.value
    case .maxItems:
      return kind != TapeWord.Kind.array.rawValue || Int64(tape.count(value)) <= instruction.value
    default: return passesRarer(instruction, value, kind, &scratch)
    }
  }

  @inline(never)
  private mutating func passesRarer(
    _ instruction: Instruction, _ value: TapeIndex, _ kind: UInt8, _ scratch: inout Scratch
  ) -> Bool {
    switch instruction.opcode {
    case .constant:
      return scratch.equals(value, of: tape, program.constants, TapeIndex(Int(instruction.a)))
    case .enumeration:
      if instruction.b >= EnumeratedValues.longCount { return isEnumerated(instruction, value, &scratch) }
      for position in instruction.a..<instruction.a &+ instruction.b
      where scratch.equals(value, of: tape, program.constants, TapeIndex(Int(program.lists[position]))) {
        return true
      }
      return false
    case .pattern:
      guard kind == TapeWord.Kind.string.rawValue else { return true }
      switch search(Int(instruction.a), value, &scratch) {
      case .matched: return true
      case .unmatched: return false
      case .undecided:
        stop = .pattern
        return false
      }
    case .multipleOf:
      guard kind == TapeWord.Kind.number.rawValue else { return true }
      let (number, divisor) = (tape.number(value), program.constants.number(TapeIndex(Int(instruction.a))))
      return afford(number.divisionSteps(by: divisor)) && number.isMultiple(of: divisor)
    case .uniqueItems:
      guard kind == TapeWord.Kind.array.rawValue else { return true }
      return afford(tape.count(value) / 8) && scratch.itemsDiffer(value, of: tape)
    case .minProperties:
      guard kind == TapeWord.Kind.object.rawValue else { return true }
      // Only names that occur twice can make a difference between members and names.
      let count = Int64(tape.count(value))
      return count >= instruction.value
        && (instruction.value <= 1 || Int64(scratch.distinctNames(value, of: tape)) >= instruction.value)
    case .maxProperties:
      guard kind == TapeWord.Kind.object.rawValue else { return true }
      return Int64(tape.count(value)) <= instruction.value
        || Int64(scratch.distinctNames(value, of: tape)) <= instruction.value
    case .required:
      guard kind == TapeWord.Kind.object.rawValue else { return true }
      return hasNames(instruction.a, instruction.b, value, &scratch)
    case .dependentRequired:
      guard kind == TapeWord.Kind.object.rawValue, has(name: Int(instruction.a), value) else { return true }
      return hasNames(instruction.b, instruction.c, value, &scratch)
    case .content: return kind != TapeWord.Kind.string.rawValue || hasContent(instruction, value)
    case .customFormat:
      guard kind == TapeWord.Kind.string.rawValue else { return true }
      guard case .format(let check) = program.check(Int(instruction.a))?.judge else { return false }
      if tape[value].flags & TapeWord.hasEscape == 0 { return tape.withText(value) { check($0) } }
      scratch.decode(value, of: tape)
      return scratch.withDecoded { text, _ in check(text) }
    case .customKeyword:
      return tape.judge(value, by: program.check(Int(instruction.a))) == nil
    case .misdirected: return instruction.flags & Instruction.isForbidden == 0
    case .unchecked: return true
    case .sensitive:
      sink.hide(value)
      return true
    // Beside what was judged before, and applicators: an assertion that is not judged lets nothing pass.
    default: return false
    }
  }

  /// Whether a value is one of a long enumeration, which is searched by the value's hash.
  @inline(never)
  private mutating func isEnumerated(
    _ instruction: Instruction, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    let hash = scratch.hash(value, of: tape)
    for constant in program.enumeratedValues().constants(of: instruction, hash: hash) {
      if scratch.equals(value, of: tape, program.constants, TapeIndex(Int(constant))) { return true }
      guard spendStep() else { return false }
    }
    return false
  }

  /// Up to how many names are looked for one by one.
  private static var fewNames: Int { 16 }

  private func hasNames(
    _ start: UInt32, _ count: UInt32, _ object: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    if count > Self.fewNames, tape.count(object) > Self.fewNames {
      scratch.sortNames(object, of: tape)
      for position in start..<start &+ count {
        let name = program.names[Int(program.lists[position])]
        let hash = TapeView.stringHash(program.text, from: Int(name.start), count: Int(name.length))
        guard scratch.hasSortedName(hash, where: { isName($0, name) }) else { return false }
      }
      return true
    }
    for position in start..<start &+ count where !has(name: Int(program.lists[position]), object) { return false }
    return true
  }

  // MARK: Types

  @inline(__always)
  static func typeBits(ofKind kind: UInt8) -> UInt16 { TypeMask.bits(ofKind: kind) }

  /// Whether a value has a type of a mask, where `1.0` is an integer.
  @inline(__always)
  func hasType(of mask: UInt16, _ value: TapeIndex) -> Bool {
    let bits = mask & Self.typeBits(ofKind: tape[value].rawKind)
    if bits == 0 { return false }
    return bits != TypeMask.integer.rawValue || tape.isInteger(value)
  }

  @inline(__always)
  private func hasType(_ instruction: Instruction, _ value: TapeIndex, _ kind: UInt8) -> Bool {
    let bits = instruction.mask & Self.typeBits(ofKind: kind)
    if bits == 0 { return false }
    if bits != TypeMask.integer.rawValue { return true }
    if instruction.flags & Instruction.exactInteger != 0 { return tape[value].flags & TapeWord.isDecimal == 0 }
    return tape.isInteger(value)
  }

  // MARK: Numbers

  @inline(__always)
  private func isInBound(_ instruction: Instruction, _ value: TapeIndex) -> Bool {
    let order: Int
    if instruction.flags & Instruction.wide == 0, let integer = tape.shortInteger(value) {
      order = integer < instruction.value ? -1 : (integer > instruction.value ? 1 : 0)
    } else {
      order = tape.number(value).compare(program.constants.number(TapeIndex(Int(instruction.a))))
    }
    switch instruction.opcode {
    case .minimum: return order >= 0
    case .maximum: return order <= 0
    case .exclusiveMinimum: return order > 0
    default: return order < 0
    }
  }

  // MARK: Strings

  @inline(__always)
  private func hasFormat(_ instruction: Instruction, _ value: TapeIndex, _ scratch: inout Scratch) -> Bool {
    guard let format = Format(code: UInt8(truncatingIfNeeded: instruction.a)) else { return false }
    let mode = Format.Mode(rawValue: UInt8(truncatingIfNeeded: instruction.b)) ?? .strict
    let word = tape[value]
    if word.rawKind == TapeWord.Kind.string.rawValue, word.flags & TapeWord.hasEscape != 0 {
      scratch.decode(value, of: tape)
      return scratch.withDecoded { text, patternScratch in format.accepts(text, mode: mode, scratch: &patternScratch) }
    }
    return tape.withText(value) { format.accepts($0, mode: mode, scratch: &scratch.pattern) }
  }

  /// Searches for a pattern in the string at an index, or in a key.
  @inline(__always)
  func search(_ pattern: Int, _ value: TapeIndex, _ scratch: inout Scratch) -> PatternMatch {
    if tape[value].flags & TapeWord.hasEscape != 0 {
      scratch.decode(value, of: tape)
      return scratch.withDecoded { text, patternScratch in
        program.search(pattern, in: text, scratch: &patternScratch)
      }
    }
    return tape.withText(value) { program.search(pattern, in: $0, scratch: &scratch.pattern) }
  }
}

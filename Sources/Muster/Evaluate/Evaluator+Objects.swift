import MusterText

/// Applicators on members: `properties`, `required`, `patternProperties`, `additionalProperties` in one pass over an
/// object, and `propertyNames`.
extension Evaluator {
  mutating func advance(object frame: inout Frame, _ shapeIndex: Int, _ scratch: inout Scratch) -> Advance {
    let shape = program.shapes[shapeIndex]
    while frame.cursor < frame.end {
      if Sink.explains, frame.stage == 0, shape.patternCount == 0, !asksForMarks(of: frame.value, scratch) {
        sink.passOver(members: shapeIndex, &frame, isInUnion: openUnions > 0, &scratch)
        guard frame.cursor < frame.end else { break }
      }
      let key = TapeIndex(frame.cursor)
      let value = tape.next(after: key)
      if frame.stage == 0 {
        frame.stage = 1
        frame.isCovered = false
        if let property = find(key, shape, &frame.guess, &scratch) {
          if property.requiredBit < 64 { frame.seen |= 1 << UInt64(property.requiredBit) }
          if property.flags & PropertyEntry.isDeclared != 0 {
            frame.isCovered = true
            mark(value, &frame, &scratch)
            guard isOfLeaves(Int(property.block)) else {
              return .descend(block: Int(property.block), value: value)
            }
            guard runLeaves(Int(property.block), value, &scratch) else { return .failed }
          }
        }
      }
      while frame.stage <= shape.patternCount {
        let pair = Int(shape.patternStart &+ (frame.stage &- 1) &* 2)
        frame.stage &+= 1
        switch search(Int(program.lists[pair]), key, &scratch) {
        case .unmatched: continue
        case .matched:
          frame.isCovered = true
          mark(value, &frame, &scratch)
          return .descend(block: Int(program.lists[pair &+ 1]), value: value)
        case .undecided:
          stop = .pattern
          return .failed
        }
      }
      if !frame.isCovered {
        frame.isCovered = true
        switch shape.additional {
        case .any: break
        case .all: mark(value, &frame, &scratch)
        case .none where Sink.documents && sink.forgives(frame.pc, key): mark(value, &frame, &scratch)
        case .none:
          let failure = fail(
            .undeclared, frame, detail: UInt32(truncatingIfNeeded: shapeIndex), value: key,
            scope: scope(frame.pc, frame.value, scratch))
          if !Sink.explains { return failure }
        case .block:
          mark(value, &frame, &scratch)
          guard isOfLeaves(Int(shape.additionalBlock)) else {
            return .descend(block: Int(shape.additionalBlock), value: value)
          }
          guard runLeaves(Int(shape.additionalBlock), value, &scratch) else { return .failed }
        }
      }
      frame.stage = 0
      frame.cursor = tape.next(after: value).rawValue
    }
    guard frame.seen & shape.requiredMask == shape.requiredMask else {
      return missing(&frame, shape, scratch)
    }
    return .done
  }

  /// Says which required names an object lacks.
  @inline(never)
  private mutating func missing(
    _ frame: inout Frame, _ shape: ObjectShape, _ scratch: borrowing Scratch
  ) -> Advance {
    guard Sink.explains else { return .failed }
    for position in shape.propertyStart..<shape.propertyStart &+ shape.propertyCount {
      let bit = program.properties[position].requiredBit
      if bit < 64, frame.seen & 1 << UInt64(bit) == 0 {
        _ = fail(.missingProperty, frame, detail: position, scope: scope(frame.pc, frame.value, scratch))
      }
    }
    return .failed
  }

  /// Finds the shape's property that a key names, and moves the guess behind it.
  @inline(__always)
  func find(
    _ key: TapeIndex, _ shape: ObjectShape, _ guess: inout UInt32, _ scratch: inout Scratch
  ) -> PropertyEntry? {
    let position = position(of: key, shape, guess, &scratch)
    guard position >= 0 else { return nil }
    guess = UInt32(truncatingIfNeeded: position &+ 1)
    return program.properties[shape.propertyStart &+ UInt32(truncatingIfNeeded: position)]
  }

  /// The position of the shape's property that a key names: the one guessed, or the one found among the sorted; negative for
  /// none.
  @inline(__always)
  private func position(of key: TapeIndex, _ shape: ObjectShape, _ guess: UInt32, _ scratch: inout Scratch) -> Int {
    let word = tape[key]
    if word.flags & TapeWord.hasEscape != 0 || word.isLong { return decodedPosition(of: key, shape, &scratch) }
    let offset = word.offset
    let count = word.shortLength
    let prefix = tape.bytes.prefix(at: offset, length: count)
    if guess < shape.propertyCount, names(shape.propertyStart &+ guess, prefix, tape.bytes, offset, count) {
      return Int(guess)
    }
    return position(of: prefix, in: tape.bytes, from: offset, count: count, shape)
  }

  @inline(never)
  private func decodedPosition(of key: TapeIndex, _ shape: ObjectShape, _ scratch: inout Scratch) -> Int {
    scratch.decode(key, of: tape)
    return scratch.withDecodedView { bytes in
      position(of: bytes.prefix(at: 0, length: bytes.count), in: bytes, from: 0, count: bytes.count, shape)
    }
  }

  @inline(never)
  private func position(
    of prefix: UInt64, in bytes: ByteView, from offset: Int, count: Int, _ shape: ObjectShape
  ) -> Int {
    var low: UInt32 = 0
    var high = shape.propertyCount
    while low < high {
      let middle = low &+ (high &- low) / 2
      let position = UInt32(program.properties[shape.propertyStart &+ middle].sorted)
      let property = program.properties[shape.propertyStart &+ position]
      let order = NameOrder.compare(prefix, bytes, from: offset, count: count, with: property, in: program.text)
      if order == 0 { return Int(position) }
      if order < 0 { high = middle } else { low = middle &+ 1 }
    }
    return -1
  }

  /// Whether the property at an index has a name of these bytes.
  @inline(__always)
  private func names(
    _ index: UInt32, _ prefix: UInt64, _ bytes: ByteView, _ offset: Int, _ count: Int
  ) -> Bool {
    let property = program.properties[index]
    guard property.prefix == prefix, Int(property.nameLength) == count else { return false }
    if count <= 8 { return true }
    let start = Int(property.nameStart)
    // The last eight bytes overlap with what is compared before them.
    guard bytes.word(at: offset &+ count &- 8) == program.text.word(at: start &+ count &- 8) else { return false }
    return count <= 16 || bytes.equals(from: offset &+ 8, count: count &- 16, program.text, from: start &+ 8)
  }

  /// Whether an object has a name of the program's.
  func has(name: Int, _ object: TapeIndex) -> Bool {
    let name = program.names[name]
    var key = tape.firstChild(object)
    let end = tape.end(object)
    while key < end {
      if isName(key, name) { return true }
      key = tape.next(after: tape.next(after: key))
    }
    return false
  }

  /// Whether a key is a name of the program's.
  func isName(_ key: TapeIndex, _ name: NameEntry) -> Bool {
    let word = tape[key]
    if word.flags & TapeWord.hasEscape == 0 {
      let count = tape.length(key)
      return count == Int(name.length)
        && tape.bytes.equals(from: word.offset, count: count, program.text, from: Int(name.start))
    }
    var position = Int(name.start)
    let end = position &+ Int(name.length)
    let all = tape.forEachDecodedByte(key) { byte in
      guard position < end, program.text[position] == byte else { return false }
      position &+= 1
      return true
    }
    return all && position == end
  }

  mutating func advance(
    propertyNames frame: inout Frame, _ instruction: Instruction, _ scratch: inout Scratch
  ) -> Advance {
    guard frame.cursor < frame.end else { return .done }
    let key = TapeIndex(frame.cursor)
    frame.cursor = tape.next(after: tape.next(after: key)).rawValue
    return .descend(block: Int(instruction.a), value: key)
  }
}

import MusterText

/// Objects and arrays.
extension VerdictRun {
  // MARK: Objects

  /// Whether an object's members pass a shape, in one pass over them.
  @inline(never)
  mutating func object(_ index: UInt32, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let shape = plan.shape(index)
    if shape.patternCount > 0 { return members(shape, object, &scratch) }
    var cursor = object.rawValue &+ 2
    let end = tape.word(object.rawValue &+ 1).end
    var seen: UInt64 = 0
    var name = plan.cursor(shape.names.start)
    let last = plan.cursor(shape.names.start &+ shape.names.count)
    while cursor < end {
      let key = cursor
      let word = tape.word(cursor)
      var entry = shape.additional
      if name < last, plan.isName(name, word, tape.bytes) {
        // Vendors keep an order: this is the name after the one before.
        cursor &+= 1
        entry = name.entry
        seen |= name.required
        name.advance()
      } else {
        let position = position(of: cursor, shape.names, &scratch)
        cursor &+= word.isLong ? 2 : 1
        if position >= 0 {
          name = plan.cursor(shape.names.start &+ UInt32(truncatingIfNeeded: position))
          entry = name.entry
          seen |= name.required
          name.advance()
        }
      }
      let value = tape.word(cursor)
      let list = plan.entry(entry, kind: value.rawKind)
      if list != Plan.accept {
        guard list != Plan.reject, passesAtOnce(list, value) || run(list, TapeIndex(cursor), &scratch) else {
          let guess = max(plan.index(of: name), shape.names.start &+ 1) &- shape.names.start &- 1
          scratch.failedMembers.add(
            FailedMembers.Note(shape: index, guess: guess, object: object.rawValue, cursor: key, seen: seen))
          return false
        }
      }
      cursor = self.next(after: cursor, value)
    }
    if shape.dependentMask != 0 {
      dependentMembers = seen & shape.dependentMask
      hasEffects = true
    }
    return seen & shape.requiredMask == shape.requiredMask
  }

  /// Whether a value passes a list that is one format and no more, in the form that nearly all texts have.
  @inline(__always)
  func passesAtOnce(_ list: UInt32, _ value: TapeWord) -> Bool {
    guard value.rawKind == TapeWord.Kind.string.rawValue else { return false }
    switch plan.operation(list).code {
    case .uuid: return isPlainUUID(value) && plan.operation(list &+ 1).code == .accept
    case .dateTime: return isPlainDateTime(value) && plan.operation(list &+ 1).code == .accept
    default: return false
    }
  }

  /// The index after the value at an index, whose word is known.
  @inline(__always)
  private func next(after index: Int, _ word: TapeWord) -> Int {
    if word.isContainer { return tape.word(index &+ 1).end }
    return index &+ (word.isLong ? 2 : 1)
  }

  /// As `object`, with patterns for names.
  private mutating func members(_ shape: PlanShape, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = object.rawValue &+ 2
    let end = tape.end(object).rawValue
    var seen: UInt64 = 0
    var name = plan.cursor(shape.names.start)
    let last = plan.cursor(shape.names.start &+ shape.names.count)
    while cursor < end {
      let key = TapeIndex(cursor)
      let word = tape.word(cursor)
      var entry = PlanName.undeclared
      if name < last, plan.isName(name, word, tape.bytes) {
        entry = name.entry
        seen |= name.required
        name.advance()
      } else {
        let position = position(of: cursor, shape.names, &scratch)
        if position >= 0 {
          name = plan.cursor(shape.names.start &+ UInt32(truncatingIfNeeded: position))
          entry = name.entry
          seen |= name.required
          name.advance()
        }
      }
      cursor &+= word.isLong ? 2 : 1
      let value = TapeIndex(cursor)
      let valueWord = tape.word(cursor)
      cursor = next(after: cursor, valueWord)
      if entry != PlanName.undeclared {
        guard passes(entry, value, valueWord.rawKind, &scratch) else { return false }
        if shape.areNamesSettled { continue }
      }
      switch coverage(shape, key, value, &scratch) {
      case .failed: return false
      case .passed: continue
      case .none:
        if entry == PlanName.undeclared, !passes(shape.additional, value, valueWord.rawKind, &scratch) { return false }
      }
    }
    if shape.dependentMask != 0 {
      dependentMembers = seen & shape.dependentMask
      hasEffects = true
    }
    return seen & shape.requiredMask == shape.requiredMask
  }

  /// What a shape's patterns make of a member.
  private enum Coverage {
    /// None matches its name.
    case none
    case passed, failed
  }

  private mutating func coverage(
    _ shape: PlanShape, _ key: TapeIndex, _ value: TapeIndex, _ scratch: inout Scratch
  ) -> Coverage {
    let word = tape.word(key.rawValue)
    // A long name's length stands elsewhere, and an empty one has no first byte.
    let isPlain = word.flags & TapeWord.hasEscape == 0 && !word.isLong && word.shortLength > 0
    let first = isPlain ? tape.bytes[word.offset] : 0
    var coverage = Coverage.none
    var pair = shape.patternStart
    let end = pair &+ shape.patternCount &* 2
    while pair < end {
      defer { pair &+= 2 }
      let pattern = plan.list(pair)
      if isPlain, !plan.mayMatch(pattern, textFrom: first) { continue }
      switch search(pattern, key, &scratch) {
      case .unmatched: continue
      case .matched:
        coverage = .passed
        guard passes(plan.list(pair &+ 1), value, tape[value].rawKind, &scratch) else { return .failed }
      case .undecided:
        stop = .pattern
        return .failed
      }
    }
    return coverage
  }

  mutating func propertyNames(_ entry: UInt32, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = object.rawValue &+ 2
    let end = tape.end(object).rawValue
    while cursor < end {
      let key = TapeIndex(cursor)
      guard passes(entry, key, TapeWord.Kind.string.rawValue, &scratch) else { return false }
      cursor = tape.next(after: tape.next(after: key)).rawValue
    }
    return true
  }

  /// Whether an object has a member of the one name of a set.
  @inline(never)
  func hasMember(_ name: PlanNameSet, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = object.rawValue &+ 2
    let end = tape.end(object).rawValue
    while cursor < end {
      if isName(cursor, name, &scratch) { return true }
      cursor &+= tape.word(cursor).isLong ? 2 : 1
      cursor = next(after: cursor, tape.word(cursor))
    }
    return false
  }

  // MARK: Names

  /// The position in a set of the name that the string at an index is; negative for none.
  @inline(__always)
  func position(of string: Int, _ set: PlanNameSet, _ scratch: inout Scratch) -> Int {
    let word = tape.word(string)
    if word.flags & TapeWord.hasEscape != 0 || word.isLong { return decodedPosition(of: string, set, &scratch) }
    let bit = PlanNameSet.filterBit(length: word.shortLength, first: tape.bytes[word.offset])
    if set.filter & bit == 0 { return -1 }
    return plan.position(ofText: tape.bytes, word, set)
  }

  /// Whether the string at an index is the one name of a set.
  @inline(__always)
  func isName(_ string: Int, _ set: PlanNameSet, _ scratch: inout Scratch) -> Bool {
    let word = tape.word(string)
    if word.flags & TapeWord.hasEscape != 0 { return decodedPosition(of: string, set, &scratch) == 0 }
    return plan.isName(set.start, word, tape.bytes)
  }

  @inline(never)
  private func decodedPosition(of string: Int, _ set: PlanNameSet, _ scratch: inout Scratch) -> Int {
    scratch.decode(TapeIndex(string), of: tape)
    return scratch.withDecodedView { bytes in
      guard bytes.count < TapeWord.lengthLimit else { return -1 }
      var flags: UInt8 = 0
      for offset in 0..<bytes.count where bytes[offset] >= 0x80 { flags = TapeWord.nonASCII }
      return plan.position(ofText: bytes, TapeWord(.string, flags: flags, offset: 0, length: bytes.count), set)
    }
  }

  // MARK: Arrays

  @inline(never)
  mutating func items(_ operation: PlanOperation, _ array: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = array.rawValue &+ 2
    let end = tape.end(array).rawValue
    var skipped: Int64 = 0
    while skipped < operation.value, cursor < end {
      cursor = next(after: cursor, tape.word(cursor))
      skipped &+= 1
    }
    while cursor < end {
      let word = tape.word(cursor)
      guard passes(operation.a, TapeIndex(cursor), word.rawKind, &scratch) else { return false }
      cursor = next(after: cursor, word)
    }
    return true
  }

  mutating func prefixItems(_ operation: PlanOperation, _ array: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = array.rawValue &+ 2
    let end = tape.end(array).rawValue
    var position: UInt32 = 0
    while cursor < end, Int64(position) < operation.value {
      let word = tape.word(cursor)
      let entry = plan.list(operation.a &+ position)
      guard passes(entry, TapeIndex(cursor), word.rawKind, &scratch) else { return false }
      cursor = next(after: cursor, word)
      position &+= 1
    }
    return true
  }

  mutating func contains(_ operation: PlanOperation, _ array: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let least = operation.value & 0xFFFF_FFFF
    let most = UInt32(truncatingIfNeeded: operation.value >> 32)
    var cursor = array.rawValue &+ 2
    let end = tape.end(array).rawValue
    var found: Int64 = 0
    var noted = mayHaveUndocumented
    while cursor < end {
      let word = tape.word(cursor)
      if passes(operation.a, TapeIndex(cursor), word.rawKind, &scratch) {
        found &+= 1
        if most != Instruction.unbounded {
          if found > Int64(most) { return false }
        } else if found >= least, operation.flags & PlanOperation.tries == 0 {
          return true
        }
        noted = mayHaveUndocumented
      } else {
        mayHaveUndocumented = noted
        if stop != .none { return false }
      }
      cursor = next(after: cursor, word)
    }
    return found >= least
  }

  /// Up to how many texts are compared each with each.
  private static let fewTexts = 24

  /// Whether no two items of an array are equal.
  @inline(never)
  mutating func itemsDiffer(_ array: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let first = array.rawValue &+ 2
    let end = tape.end(array).rawValue
    guard end &- first <= VerdictRun.fewTexts else { return scratch.itemsDiffer(array, of: tape) }
    var item = first
    while item < end {
      let word = tape.word(item)
      let isPlain =
        word.rawKind == TapeWord.Kind.string.rawValue && !word.isLong && word.flags & TapeWord.hasEscape == 0
      guard isPlain else { return scratch.itemsDiffer(array, of: tape) }
      let ending = self.ending(word)
      var earlier = first
      while earlier < item {
        let other = tape.word(earlier)
        if other.signature == word.signature, self.ending(other) == ending,
          word.shortLength <= 8 || tape.stringsEqual(TapeIndex(earlier), tape, TapeIndex(item))
        {
          return false
        }
        earlier &+= 1
      }
      item &+= 1
    }
    return true
  }

  /// The last eight bytes of a short text without escapes, or all of a shorter one.
  @inline(__always)
  private func ending(_ word: TapeWord) -> UInt64 {
    let count = word.shortLength
    return count >= 8
      ? tape.bytes.word(at: word.offset &+ count &- 8) : tape.bytes.prefix(at: word.offset, length: count)
  }
}

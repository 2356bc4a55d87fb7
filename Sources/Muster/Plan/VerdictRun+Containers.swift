import MusterText

/// Objects and arrays.
extension VerdictRun {
  // MARK: Objects

  /// Whether an object's members pass a shape, in one pass over them.
  ///
  /// The tape is read from the object's first key up to its end: each of these words is a key's or a value's own, as each
  /// step goes over the whole value.
  @inline(never)
  mutating func object(_ index: ShapeIndex, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    // The shape of the operation that is run.
    let shape = unsafe plan.uncheckedShape(at: index)
    if shape.patternCount > 0 { return members(shape, object, &scratch) }
    var cursor = object.rawValue &+ 2
    // An object has two words of its own.
    let end = unsafe tape.uncheckedWord(at: object.rawValue &+ 1).end
    var seen: UInt64 = 0
    // The shape's names, from the first one to the end of them.
    var name = unsafe plan.uncheckedCursor(at: shape.names.start)
    let last = unsafe plan.uncheckedCursor(at: shape.names.start &+ shape.names.count)
    while cursor < end {
      let key = cursor
      // Before the object's end: a key.
      let word = unsafe tape.uncheckedWord(at: cursor)
      var entry = shape.additional
      // Before the end of the names, the cursor leads to one.
      if unsafe name < last && plan.uncheckedMatches(name, word, tape.bytes) {
        // Vendors keep an order: this is the name after the one before.
        cursor &+= 1
        entry = unsafe name.uncheckedEntry
        seen |= unsafe name.uncheckedRequired
        name.advance()
      } else {
        let position = position(of: cursor, shape.names, &scratch)
        cursor &+= word.isLong ? 2 : 1
        if position >= 0 {
          // A position in the set.
          name = unsafe plan.uncheckedCursor(at: shape.names.start &+ UInt32(truncatingIfNeeded: position))
          entry = unsafe name.uncheckedEntry
          seen |= unsafe name.uncheckedRequired
          name.advance()
        }
      }
      // A value comes after each key, of a kind; without patterns no name is left undeclared.
      let value = unsafe tape.uncheckedWord(at: cursor)
      let list = unsafe plan.uncheckedList(of: entry, kind: value.rawKind)
      if list != .accept {
        guard list != .reject, passesAtOnce(list, value) || run(list, TapeIndex(cursor), &scratch) else {
          let first = shape.names.start.rawValue
          let guess = max(plan.index(of: name).rawValue, first &+ 1) &- first &- 1
          scratch.failedMembers.add(
            FailedMembers.Note(shape: index.rawValue, guess: guess, object: object.rawValue, cursor: key, seen: seen))
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
  func passesAtOnce(_ list: ListIndex, _ value: TapeWord) -> Bool {
    guard value.rawKind == TapeWord.Kind.string.rawValue else { return false }
    // A list of the plan's; one that begins with a format has something after it, if only its end.
    let code = unsafe plan.uncheckedOperation(at: list).code
    if code == .uuid { return isPlainUUID(value) && endsAfterFirst(list) }
    return code == .dateTime && isPlainDateTime(value) && endsAfterFirst(list)
  }

  /// Whether a list that does not end with its first operation ends with its second.
  @inline(__always)
  func endsAfterFirst(_ list: ListIndex) -> Bool {
    // The first is not the last.
    unsafe plan.uncheckedOperation(at: list &+ 1).code == .accept
  }

  /// The index after the value at an index, whose word is known.
  @inline(__always)
  private func next(after index: Int, _ word: TapeWord) -> Int {
    // A container has two words of its own.
    if word.isContainer { return unsafe tape.uncheckedWord(at: index &+ 1).end }
    return index &+ (word.isLong ? 2 : 1)
  }

  /// As `object`, with patterns for names.
  private mutating func members(_ shape: PlanShape, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = object.rawValue &+ 2
    let end = tape.end(object).rawValue
    var seen: UInt64 = 0
    var name = unsafe plan.uncheckedCursor(at: shape.names.start)
    let last = unsafe plan.uncheckedCursor(at: shape.names.start &+ shape.names.count)
    while cursor < end {
      let key = TapeIndex(cursor)
      // All indices are as in `object`.
      let word = unsafe tape.uncheckedWord(at: cursor)
      var entry = EntryIndex.undeclared
      if unsafe name < last && plan.uncheckedMatches(name, word, tape.bytes) {
        entry = unsafe name.uncheckedEntry
        seen |= unsafe name.uncheckedRequired
        name.advance()
      } else {
        let position = position(of: cursor, shape.names, &scratch)
        if position >= 0 {
          name = unsafe plan.uncheckedCursor(at: shape.names.start &+ UInt32(truncatingIfNeeded: position))
          entry = unsafe name.uncheckedEntry
          seen |= unsafe name.uncheckedRequired
          name.advance()
        }
      }
      cursor &+= word.isLong ? 2 : 1
      let value = TapeIndex(cursor)
      let valueWord = unsafe tape.uncheckedWord(at: cursor)
      cursor = next(after: cursor, valueWord)
      if entry != .undeclared {
        guard passes(entry, value, valueWord.rawKind, &scratch) else { return false }
        if shape.areNamesSettled { continue }
      }
      switch coverage(shape, key, value, &scratch) {
      case .failed: return false
      case .passed: continue
      case .none:
        if entry == .undeclared, !passes(shape.additional, value, valueWord.rawKind, &scratch) { return false }
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
    let word = tape[key]
    // A long name's length stands elsewhere, and an empty one has no first byte.
    let isPlain = word.flags & TapeWord.hasEscape == 0 && !word.isLong && word.shortLength > 0
    let first = isPlain ? tape.bytes[word.offset] : 0
    var coverage = Coverage.none
    var pair = shape.patternStart
    for _ in 0..<shape.patternCount {
      defer { pair = pair &+ 2 }
      // The shape's pairs of a pattern and a block.
      let pattern: PatternIndex = unsafe plan.uncheckedOperand(at: pair)
      if isPlain, unsafe !plan.uncheckedMayMatch(pattern, textFrom: first) { continue }
      switch search(pattern, key, &scratch) {
      case .unmatched: continue
      case .matched:
        coverage = .passed
        let entry: EntryIndex = unsafe plan.uncheckedOperand(at: pair &+ 1)
        guard passes(entry, value, tape[value].rawKind, &scratch) else { return .failed }
      case .undecided:
        stop = .pattern
        return .failed
      }
    }
    return coverage
  }

  /// Whether an object has a member of the one name of a set.
  @inline(__always)
  func hasMember(_ name: PlanNameSet, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    find(name, object, from: object.rawValue &+ 2, &scratch) > 0
  }

  /// Where an object has the one name of a set.
  struct FoundMember {
    var object = -1
    var name = NameSetIndex(.max)
    /// The value of the first member of this name; 0 for none.
    var value = 0
    var others = Others.unknown

    /// Whether there are other members of this name.
    enum Others { case unknown, none, some }
  }

  /// Whether an object's members of the one name of a set pass a block.
  ///
  /// Conditions ask about one member over and over, so that the last one that was found is kept.
  @inline(__always)
  mutating func member(_ operation: PlanOperation, _ object: TapeIndex, _ scratch: inout Scratch) -> Bool {
    if lastMember.object != object.rawValue || lastMember.name != operation.dependency {
      // The set of the operation that is run; so too below.
      let name = unsafe plan.uncheckedNameSet(at: operation.dependency)
      let first = find(name, object, from: object.rawValue &+ 2, &scratch)
      lastMember = FoundMember(object: object.rawValue, name: operation.dependency, value: first)
    }
    let found = lastMember
    guard found.value > 0 else { return operation.flags & PlanOperation.required == 0 }
    // A value, as was found.
    let word = unsafe tape.uncheckedWord(at: found.value)
    let list = unsafe plan.uncheckedList(of: operation.entry, kind: word.rawKind)
    guard list == .accept || (list != .reject && run(list, TapeIndex(found.value), &scratch)) else { return false }
    if found.others == .none { return true }
    return otherMembers(found, word, operation, object, &scratch)
  }

  /// The value of the first member of the one name of a set from a key on; 0 for none.
  @inline(never)
  private func find(_ name: PlanNameSet, _ object: TapeIndex, from key: Int, _ scratch: inout Scratch) -> Int {
    var cursor = key
    let end = tape.end(object).rawValue
    while cursor < end {
      let isName = isName(cursor, name, &scratch)
      // Before the object's end: a key, and after it its value.
      cursor &+= unsafe tape.uncheckedWord(at: cursor).isLong ? 2 : 1
      if isName { return cursor }
      cursor = next(after: cursor, unsafe tape.uncheckedWord(at: cursor))
    }
    return 0
  }

  /// Whether the members after the first one that have the same name pass, too.
  @inline(never)
  private mutating func otherMembers(
    _ found: FoundMember, _ word: TapeWord, _ operation: PlanOperation, _ object: TapeIndex, _ scratch: inout Scratch
  ) -> Bool {
    let name = unsafe plan.uncheckedNameSet(at: operation.dependency)
    var value = found.value
    var valueWord = word
    var others = FoundMember.Others.none
    while true {
      value = find(name, object, from: next(after: value, valueWord), &scratch)
      guard value > 0 else { break }
      others = .some
      // A value, as was found.
      valueWord = unsafe tape.uncheckedWord(at: value)
      guard passes(operation.entry, TapeIndex(value), valueWord.rawKind, &scratch) else { return false }
    }
    // Lists that were run may have looked for another one.
    if lastMember.object == found.object, lastMember.name == found.name { lastMember.others = others }
    return true
  }

  // MARK: Names

  /// The position in a set of the name that the string at an index is; negative for none.
  @inline(__always)
  func position(of string: Int, _ set: PlanNameSet, _ scratch: inout Scratch) -> Int {
    // A key, or a value that is a string.
    let word = unsafe tape.uncheckedWord(at: string)
    if word.flags & TapeWord.hasEscape != 0 || word.isLong { return decodedPosition(of: string, set, &scratch) }
    let bit = PlanNameSet.filterBit(length: word.shortLength, first: tape.bytes[word.offset])
    if set.filter & bit == 0 { return -1 }
    return plan.position(ofText: tape.bytes, word, set)
  }

  /// Whether the string at an index is the one name of a set.
  @inline(__always)
  func isName(_ string: Int, _ set: PlanNameSet, _ scratch: inout Scratch) -> Bool {
    // A key; and a set with one name has a first one.
    let word = unsafe tape.uncheckedWord(at: string)
    if word.flags & TapeWord.hasEscape != 0 { return decodedPosition(of: string, set, &scratch) == 0 }
    return unsafe plan.uncheckedMatches(set.start, word, tape.bytes)
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
      // Before the array's end: an item; so too below.
      cursor = next(after: cursor, unsafe tape.uncheckedWord(at: cursor))
      skipped &+= 1
    }
    while cursor < end {
      let word = unsafe tape.uncheckedWord(at: cursor)
      guard passes(operation.entry, TapeIndex(cursor), word.rawKind, &scratch) else { return false }
      cursor = next(after: cursor, word)
    }
    return true
  }

  mutating func prefixItems(_ operation: PlanOperation, _ array: TapeIndex, _ scratch: inout Scratch) -> Bool {
    var cursor = array.rawValue &+ 2
    let end = tape.end(array).rawValue
    var position: UInt32 = 0
    while cursor < end, position < operation.count {
      let word = unsafe tape.uncheckedWord(at: cursor)
      // There are as many blocks.
      let entry: EntryIndex = unsafe plan.uncheckedOperand(at: operation.operands &+ position)
      guard passes(entry, TapeIndex(cursor), word.rawKind, &scratch) else { return false }
      cursor = next(after: cursor, word)
      position &+= 1
    }
    return true
  }

  mutating func contains(_ operation: PlanOperation, _ array: TapeIndex, _ scratch: inout Scratch) -> Bool {
    let least = Int64(operation.least)
    let most = operation.most
    var cursor = array.rawValue &+ 2
    let end = tape.end(array).rawValue
    var found: Int64 = 0
    var noted = mayHaveUndocumented
    while cursor < end {
      let word = unsafe tape.uncheckedWord(at: cursor)
      if passes(operation.entry, TapeIndex(cursor), word.rawKind, &scratch) {
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
    guard end &- first <= VerdictRun.fewTexts else {
      return afford(tape.count(array) / 8) && scratch.itemsDiffer(array, of: tape)
    }
    var item = first
    while item < end {
      // Before the array's end: an item, as are those before it.
      let word = unsafe tape.uncheckedWord(at: item)
      let isPlain =
        word.rawKind == TapeWord.Kind.string.rawValue && !word.isLong && word.flags & TapeWord.hasEscape == 0
      guard isPlain else { return scratch.itemsDiffer(array, of: tape) }
      let ending = self.ending(word)
      var earlier = first
      while earlier < item {
        let other = unsafe tape.uncheckedWord(at: earlier)
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

import MusterText

/// A plan's tables, borrowed for the duration of one run.
///
/// An accessor called *unchecked* compares its index with the table's bounds in debug builds only.
/// The payload decides which of the indices are used, never what they are. That each is in bounds follows from how
/// `PlanBuilder` makes the tables, whatever the program says, and for patterns from how the program was verified:
///
/// - An index was handed out by the table that it is for, once its element was there, or counts on from such an index
///   within the elements that were added together (`PlanTable`). Each table has an index type of its own, and no table
///   shrinks. Only operands are plain numbers: each kind of them is written and read in one order (`TellingUnion`,
///   `DecidedUnion`, pairs of a pattern and a block, of what a remainder lists, the three lists of a condition).
/// - A list ends with `accept`, or is the one that rejects, and a run stops there: no operation comes after the last.
/// - An entry is `unresolved` or `underway` only while the plan is built: there is no plan before all kinds of all blocks
///   are worked out. `EntryIndex.undeclared` is in names only, of shapes with patterns that are not settled, and the run
///   looks for it there.
/// - The kind of a value is one of the seven that the reader of payloads writes: less than `EntryIndex.kinds`.
/// - A position in a name set is less than its count: slots hold nothing else. What is laid out for each text of a set has
///   as many elements as the set.
/// - A pattern's number comes from the program. A program that was read from a file has been verified before it is
///   planned, and the verifier holds each number to the count of patterns (`ProgramVerifier`); the compiler hands out
///   no others. The instructions that a run leaves to the program are looked up in bounds (`ProgramView`).
///
/// The names that a `NameCursor` goes over end where their set does, and it is compared with that end before each use.
@safe struct PlanView {
  private let pointers: UnsafeMutablePointer<PlanTables.Pointers>

  /// Precondition: the tables outlive the view.
  @unsafe @inline(__always)
  init(pointers: UnsafeMutablePointer<PlanTables.Pointers>) {
    unsafe self.pointers = pointers
  }

  @unsafe @inline(__always)
  func uncheckedOperation(at index: ListIndex) -> PlanOperation {
    unsafe pointers.pointee.operations[unchecked: index]
  }

  /// The list of a block for a kind of value.
  @unsafe @inline(__always)
  func uncheckedList(of entry: EntryIndex, kind: UInt8) -> ListIndex {
    assert(kind >= TapeWord.Kind.null.rawValue && kind <= TapeWord.Kind.object.rawValue, "no value is of this kind")
    return unsafe pointers.pointee.entries[unchecked: entry &+ UInt32(kind)]
  }

  /// Whether a block accepts every string without running an operation.
  func acceptsEveryString(_ entry: EntryIndex) -> Bool {
    unsafe uncheckedList(of: entry, kind: TapeWord.Kind.string.rawValue) == .accept
  }

  @unsafe @inline(__always)
  func uncheckedShape(at index: ShapeIndex) -> PlanShape { unsafe pointers.pointee.shapes[unchecked: index] }

  @unsafe @inline(__always)
  func uncheckedNameSet(at index: NameSetIndex) -> PlanNameSet { unsafe pointers.pointee.nameSets[unchecked: index] }

  @unsafe @inline(__always)
  func uncheckedRemainder(at index: RemainderIndex) -> PlanRemainder {
    unsafe pointers.pointee.remainders[unchecked: index]
  }

  @unsafe @inline(__always)
  func uncheckedName(at index: NameIndex) -> PlanName { unsafe pointers.pointee.names[unchecked: index] }

  @unsafe @inline(__always)
  func uncheckedMask(at index: MaskIndex) -> UInt64 { unsafe pointers.pointee.masks[unchecked: index] }

  @unsafe @inline(__always)
  func uncheckedOperand(at index: OperandIndex) -> UInt32 { unsafe pointers.pointee.operands[unchecked: index] }

  /// An operand that is the index of a list, a block, a name set, a mask or a pattern.
  @unsafe @inline(__always)
  func uncheckedOperand<Operand: PlanIndex>(at index: OperandIndex, as type: Operand.Type = Operand.self) -> Operand {
    unsafe Operand(uncheckedOperand(at: index))
  }

  /// Lends the program that the plan was made from.
  @inline(__always)
  func withProgram<Result>(_ body: (ProgramView) -> Result) -> Result {
    unsafe pointers.pointee.program._withUnsafeGuaranteedRef { $0.withView(body) }
  }

  // MARK: Patterns

  /// Searches for a pattern of the program.
  @unsafe @inline(__always)
  func uncheckedSearch(
    _ pattern: PatternIndex, in text: Span<UInt8>, scratch: inout PatternScratch
  ) -> PatternMatch {
    unsafe pointers.pointee.patterns[unchecked: pattern].search(text, scratch: &scratch)
  }

  /// Whether a text that begins with a byte may match a pattern of the program.
  @unsafe @inline(__always)
  func uncheckedMayMatch(_ pattern: PatternIndex, textFrom byte: UInt8) -> Bool {
    unsafe pointers.pointee.patterns[unchecked: pattern].mayMatch(textFrom: byte)
  }

  // MARK: Names

  /// A place among the names, for going from one to the next.
  ///
  /// It may be at the end of the names; then it leads to none.
  @safe struct NameCursor {
    fileprivate var name: UnsafePointer<PlanName>
    #if DEBUG
    fileprivate let end: UnsafePointer<PlanName>
    #endif

    /// The name, of which only the fields in use are read.
    ///
    /// Precondition: the cursor is not at the end.
    @unsafe @inline(__always)
    fileprivate var unchecked: PlanName {
      #if DEBUG
      unsafe assert(name < end, "a name is beyond the last one")
      #endif
      return unsafe name.pointee
    }

    /// The block of the name's value.
    @unsafe @inline(__always) var uncheckedEntry: EntryIndex { unsafe unchecked.entry }
    /// The name's bits.
    @unsafe @inline(__always) var uncheckedRequired: UInt64 { unsafe unchecked.required }

    @inline(__always)
    static func < (left: NameCursor, right: NameCursor) -> Bool { unsafe left.name < right.name }

    @inline(__always)
    mutating func advance() { unsafe name += 1 }
  }

  /// The cursor at a name, or at the end of all names.
  @unsafe @inline(__always)
  func uncheckedCursor(at name: NameIndex) -> NameCursor {
    let pointer = unsafe pointers.pointee.names.uncheckedPointer(to: name)
    #if DEBUG
    return unsafe NameCursor(name: pointer, end: pointers.pointee.names.end)
    #else
    return unsafe NameCursor(name: pointer)
    #endif
  }

  /// The index of the name that a cursor is at.
  @inline(__always)
  func index(of cursor: NameCursor) -> NameIndex { unsafe pointers.pointee.names.index(of: cursor.name) }

  /// Whether a string of the tape is the name at an index.
  ///
  /// One with an escape has a signature that no name has.
  @unsafe @inline(__always)
  func uncheckedMatches(_ name: NameIndex, _ word: TapeWord, _ bytes: ByteView) -> Bool {
    unsafe uncheckedMatches(uncheckedCursor(at: name), word, bytes)
  }

  /// As for an index, for the name of a cursor, which must not be at the end.
  @unsafe @inline(always)
  func uncheckedMatches(_ cursor: NameCursor, _ word: TapeWord, _ bytes: ByteView) -> Bool {
    guard unsafe cursor.unchecked.signature == word.signature else { return false }
    let offset = word.offset
    let count = word.shortLength
    guard bytes.hasWord(at: offset) else {
      return unsafe bytes.prefix(at: offset, length: count) == cursor.unchecked.prefix
    }
    // Eight bytes lie in the text from the string's first one on, as was just seen.
    let first = unsafe (bytes.uncheckedWord(at: offset) ^ cursor.unchecked.prefix) & cursor.unchecked.mask
    if count <= 8 { return first == 0 }
    // The string's own last eight bytes.
    let last = unsafe bytes.uncheckedWord(at: offset &+ count &- 8) ^ cursor.unchecked.suffix
    return unsafe first | last == 0 && (count <= 16 || isMiddle(cursor, bytes, offset))
  }

  /// Whether a name's bytes between its first and its last eight are those of a text from an offset on.
  @unsafe @inline(__always)
  private func isMiddle(_ cursor: NameCursor, _ bytes: ByteView, _ offset: Int) -> Bool {
    // A name of more than sixteen bytes has all of them among the plan's texts.
    let text = unsafe UnsafeRawPointer(
      pointers.pointee.text.uncheckedPointer(to: TextIndex(cursor.unchecked.textStart)))
    let end = unsafe cursor.unchecked.length &- 8
    var place = 8
    // Eight bytes from before the last eight on end before these do.
    while place < end {
      let own = unsafe text.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      // Both have the same length, so that these are bytes of the string.
      if unsafe own != bytes.uncheckedWord(at: offset &+ place) { return false }
      place &+= 8
    }
    return true
  }

  /// The position in a set of the name that a text is; negative for none.
  ///
  /// Flags of the text's word: whether it has bytes above 0x7F, if it is on a tape.
  @inline(never)
  func position(ofText bytes: ByteView, _ word: TapeWord, _ set: PlanNameSet) -> Int {
    let offset = word.offset
    let count = word.shortLength
    if set.count <= PlanNameSet.few {
      // No branch for each name: which of them it is, no processor foresees.
      var candidates: UInt32 = 0
      for position in 0..<set.count {
        // A position in the set, here and below.
        let name = unsafe uncheckedName(at: set.start &+ position)
        candidates |= (name.signature == word.signature ? 1 : 0) &<< position
      }
      while candidates != 0 {
        let position = UInt32(truncatingIfNeeded: candidates.trailingZeroBitCount)
        if unsafe uncheckedMatches(set.start &+ position, word, bytes) { return Int(position) }
        candidates &= candidates &- 1
      }
      return -1
    }
    let hash = unsafe NameHash.of(bytes, from: offset, count: count, seed: pointers.pointee.seed)
    var place = UInt32(truncatingIfNeeded: hash) & set.slotMask
    while true {
      // The mask keeps the place within the set's own slots, and half of them are free.
      let found = unsafe pointers.pointee.slots[unchecked: set.slotStart &+ place]
      if found == 0 { return -1 }
      let position = found & (NameHash.positions &- 1) &- 1
      // The position is one of the set's.
      if found == NameHash.slot(hash, position: position),
        unsafe uncheckedMatches(set.start &+ position, word, bytes)
      {
        return Int(position)
      }
      place = (place &+ 1) & set.slotMask
    }
  }
}

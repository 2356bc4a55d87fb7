import MusterText

/// The memory of a plan's tables, laid out once and freed with the plan.
///
/// One of the few places with unsafe pointers: arrays would be retained, released and held to their bounds at every
/// operation. Indices come from the tables themselves, which `PlanBuilder` makes beside each other and nothing else
/// writes: none is read from a payload or a file. The address is a number, so that it may be shared: nothing changes
/// what it leads to, and only the plan's end frees it.
struct PlanTables: ~Copyable, Sendable {
  /// The address of the `Pointers`.
  private let address: UInt

  /// Where each table begins.
  ///
  /// The plan holds the program, which holds the patterns.
  @safe fileprivate struct Pointers {
    var operations: UnsafeMutablePointer<PlanOperation>
    var entries: UnsafeMutablePointer<UInt32>
    var shapes: UnsafeMutablePointer<PlanShape>
    var nameSets: UnsafeMutablePointer<PlanNameSet>
    var remainders: UnsafeMutablePointer<PlanRemainder>
    var names: UnsafeMutablePointer<PlanName>
    var slots: UnsafeMutablePointer<UInt32>
    var lists: UnsafeMutablePointer<UInt32>
    var candidates: UnsafeMutablePointer<UInt64>
    var text: UnsafeMutablePointer<UInt8>
    var patterns: UnsafeMutablePointer<BorrowedPattern>
    var program: Unmanaged<Program>
  }

  init(_ parts: Plan.Parts, program: Program) {
    let pointers = UnsafeMutablePointer<Pointers>.allocate(capacity: 1)
    unsafe pointers.initialize(
      to: Pointers(
        operations: PlanTables.copy(parts.operations), entries: PlanTables.copy(parts.entries),
        shapes: PlanTables.copy(parts.shapes), nameSets: PlanTables.copy(parts.nameSets),
        remainders: PlanTables.copy(parts.remainders),
        names: PlanTables.copy(parts.names), slots: PlanTables.copy(parts.slots), lists: PlanTables.copy(parts.lists),
        candidates: PlanTables.copy(parts.candidates), text: PlanTables.copy(parts.text),
        patterns: PlanTables.copy(program.patterns.map { BorrowedPattern($0) }),
        program: Unmanaged.passUnretained(program)))
    address = UInt(bitPattern: pointers)
  }

  deinit {
    guard let pointers = unsafe UnsafeMutablePointer<Pointers>(bitPattern: address) else { return }
    let tables = unsafe pointers.pointee
    unsafe tables.operations.deallocate()
    unsafe tables.entries.deallocate()
    unsafe tables.shapes.deallocate()
    unsafe tables.nameSets.deallocate()
    unsafe tables.remainders.deallocate()
    unsafe tables.names.deallocate()
    unsafe tables.slots.deallocate()
    unsafe tables.lists.deallocate()
    unsafe tables.candidates.deallocate()
    unsafe tables.text.deallocate()
    unsafe tables.patterns.deallocate()
    unsafe pointers.deallocate()
  }

  private static func copy<Element>(_ array: [Element]) -> UnsafeMutablePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(array.count, 1))
    unsafe array.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe pointer.initialize(from: base, count: buffer.count) }
    }
    return unsafe pointer
  }

  /// The tables; it must not outlive the plan, whose runs alone ask for it.
  @inline(__always)
  var view: PlanView? {
    unsafe UnsafeMutablePointer<Pointers>(bitPattern: address).map { unsafe PlanView(pointers: $0) }
  }
}

/// A plan's tables, borrowed for the duration of one run.
@safe struct PlanView {
  private let pointers: UnsafeMutablePointer<PlanTables.Pointers>

  @inline(__always)
  fileprivate init(pointers: UnsafeMutablePointer<PlanTables.Pointers>) {
    unsafe self.pointers = pointers
  }

  @inline(__always)
  func operation(_ index: UInt32) -> PlanOperation { unsafe pointers.pointee.operations[Int(index)] }

  /// The list for a kind of value, of the block whose entries begin at an index.
  @inline(__always)
  func entry(_ index: UInt32, kind: UInt8) -> UInt32 { unsafe pointers.pointee.entries[Int(index) &+ Int(kind)] }

  @inline(__always)
  func shape(_ index: UInt32) -> PlanShape { unsafe pointers.pointee.shapes[Int(index)] }

  @inline(__always)
  func nameSet(_ index: UInt32) -> PlanNameSet { unsafe pointers.pointee.nameSets[Int(index)] }

  @inline(__always)
  func remainder(_ index: UInt32) -> PlanRemainder { unsafe pointers.pointee.remainders[Int(index)] }

  @inline(__always)
  func name(_ index: UInt32) -> PlanName { unsafe pointers.pointee.names[Int(index)] }

  @inline(__always)
  func list(_ index: UInt32) -> UInt32 { unsafe pointers.pointee.lists[Int(index)] }

  @inline(__always)
  func candidates(_ index: UInt32) -> UInt64 { unsafe pointers.pointee.candidates[Int(index)] }

  @inline(__always)
  func slot(_ index: UInt32) -> UInt32 { unsafe pointers.pointee.slots[Int(index)] }

  /// Lends the program that the plan was made from.
  @inline(__always)
  func withProgram<Result>(_ body: (ProgramView) -> Result) -> Result {
    unsafe pointers.pointee.program._withUnsafeGuaranteedRef { $0.withView(body) }
  }

  /// Searches for a pattern of the program.
  @inline(__always)
  func search(_ pattern: UInt32, in text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    unsafe pointers.pointee.patterns[Int(pattern)].search(text, scratch: &scratch)
  }

  /// Whether a text that begins with a byte may match a pattern of the program.
  @inline(__always)
  func mayMatch(_ pattern: UInt32, textFrom byte: UInt8) -> Bool {
    unsafe pointers.pointee.patterns[Int(pattern)].mayMatch(textFrom: byte)
  }

  /// A place among the names, for going from one to the next.
  @safe struct NameCursor {
    fileprivate var name: UnsafePointer<PlanName>

    @inline(__always)
    fileprivate init(_ name: UnsafePointer<PlanName>) { unsafe self.name = name }

    @inline(__always) var entry: UInt32 { unsafe name.pointee.entry }
    @inline(__always) var required: UInt64 { unsafe name.pointee.required }

    @inline(__always)
    static func < (left: NameCursor, right: NameCursor) -> Bool { unsafe left.name < right.name }

    @inline(__always)
    mutating func advance() { unsafe name += 1 }
  }

  @inline(__always)
  func cursor(_ name: UInt32) -> NameCursor { unsafe NameCursor(UnsafePointer(pointers.pointee.names + Int(name))) }

  /// The index of the name that a cursor is at.
  @inline(__always)
  func index(of cursor: NameCursor) -> UInt32 {
    unsafe UInt32(truncatingIfNeeded: cursor.name - UnsafePointer(pointers.pointee.names))
  }

  /// As `isName`, for the name of a cursor.
  @inline(always)
  func isName(_ cursor: NameCursor, _ word: TapeWord, _ bytes: ByteView) -> Bool {
    let name = unsafe cursor.name
    guard unsafe name.pointee.signature == word.signature else { return false }
    let offset = word.offset
    let count = word.shortLength
    guard bytes.hasWord(at: offset) else {
      return unsafe bytes.prefix(at: offset, length: count) == name.pointee.prefix
    }
    let first = unsafe (bytes.loadedWord(at: offset) ^ name.pointee.prefix) & name.pointee.mask
    if count <= 8 { return first == 0 }
    let last = unsafe bytes.loadedWord(at: offset &+ count &- 8) ^ name.pointee.suffix
    return first | last == 0 && (count <= 16 || isMiddle(cursor, bytes, offset))
  }

  /// Whether a name's bytes between its first and its last eight are those of a text from an offset on.
  @inline(__always)
  private func isMiddle(_ cursor: NameCursor, _ bytes: ByteView, _ offset: Int) -> Bool {
    let text = unsafe UnsafeRawPointer(pointers.pointee.text + Int(cursor.name.pointee.textStart))
    let end = unsafe cursor.name.pointee.length &- 8
    var place = 8
    // Eight bytes from before the last eight on end before these do.
    while place < end {
      let own = unsafe text.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      if own != bytes.loadedWord(at: offset &+ place) { return false }
      place &+= 8
    }
    return true
  }

  /// Whether a string of the tape is the name at an index.
  ///
  /// One with an escape has a signature that no name has.
  @inline(__always)
  func isName(_ index: UInt32, _ word: TapeWord, _ bytes: ByteView) -> Bool {
    isName(cursor(index), word, bytes)
  }

  /// The position in a set of the name that a text is; negative for none.
  ///
  /// Flags of the text's word: whether it has bytes above 0x7F, where it is on a tape.
  @inline(never)
  func position(ofText bytes: ByteView, _ word: TapeWord, _ set: PlanNameSet) -> Int {
    let offset = word.offset
    let count = word.shortLength
    guard set.count > 0 else { return -1 }
    let prefix = bytes.prefix(at: offset, length: count)
    let suffix = count > 8 ? bytes.word(at: offset &+ count &- 8) : prefix
    let hash = NameHash.of(prefix: prefix, suffix: suffix, length: count)
    var place = UInt32(truncatingIfNeeded: hash) & set.slotMask
    while true {
      let found = slot(set.slotStart &+ place)
      if found == 0 { return -1 }
      let position = found & (NameHash.positions &- 1) &- 1
      if found == NameHash.slot(hash, position: position), isName(set.start &+ position, word, bytes) {
        return Int(position)
      }
      place = (place &+ 1) & set.slotMask
    }
  }
}

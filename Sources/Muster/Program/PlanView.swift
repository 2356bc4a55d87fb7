import MusterText

/// A plan's tables, borrowed for the duration of one run.
///
/// One of the few places with unsafe pointers: arrays would be retained, released and held to their bounds at every
/// operation. The view never outlives `Plan.withView`. Its indices come from the plan itself, which `PlanBuilder` makes
/// beside the tables and nothing else can write: none is read from a payload or a file.
@safe struct PlanView {
  private let operations: UnsafePointer<PlanOperation>
  private let entries: UnsafePointer<UInt32>
  private let shapes: UnsafePointer<PlanShape>
  private let nameSets: UnsafePointer<PlanNameSet>
  private let names: UnsafePointer<PlanName>
  private let slots: UnsafePointer<UInt32>
  private let lists: UnsafePointer<UInt32>
  private let candidates: UnsafePointer<UInt64>
  private let text: UnsafePointer<UInt8>
  private let patterns: UnsafeBufferPointer<Pattern>

  @inline(__always)
  fileprivate init?(
    _ operations: UnsafeBufferPointer<PlanOperation>, _ entries: UnsafeBufferPointer<UInt32>,
    _ shapes: UnsafeBufferPointer<PlanShape>, _ nameSets: UnsafeBufferPointer<PlanNameSet>,
    _ names: UnsafeBufferPointer<PlanName>, _ slots: UnsafeBufferPointer<UInt32>,
    _ lists: UnsafeBufferPointer<UInt32>, _ candidates: UnsafeBufferPointer<UInt64>,
    _ text: UnsafeBufferPointer<UInt8>, _ patterns: UnsafeBufferPointer<Pattern>
  ) {
    guard let operations = operations.baseAddress, let entries = entries.baseAddress,
      let shapes = shapes.baseAddress, let nameSets = nameSets.baseAddress, let names = names.baseAddress,
      let slots = slots.baseAddress, let lists = lists.baseAddress, let candidates = candidates.baseAddress,
      let text = text.baseAddress
    else { return nil }
    unsafe self.operations = operations
    unsafe self.entries = entries
    unsafe self.shapes = shapes
    unsafe self.nameSets = nameSets
    unsafe self.names = names
    unsafe self.slots = slots
    unsafe self.lists = lists
    unsafe self.candidates = candidates
    unsafe self.text = text
    unsafe self.patterns = patterns
  }

  @inline(__always)
  func operation(_ index: UInt32) -> PlanOperation { unsafe operations[Int(index)] }

  /// The list for a kind of value, of the block whose entries begin at an index.
  @inline(__always)
  func entry(_ index: UInt32, kind: UInt8) -> UInt32 { unsafe entries[Int(index) &+ Int(kind)] }

  @inline(__always)
  func shape(_ index: UInt32) -> PlanShape { unsafe shapes[Int(index)] }

  @inline(__always)
  func nameSet(_ index: UInt32) -> PlanNameSet { unsafe nameSets[Int(index)] }

  @inline(__always)
  func name(_ index: UInt32) -> PlanName { unsafe names[Int(index)] }

  @inline(__always)
  func list(_ index: UInt32) -> UInt32 { unsafe lists[Int(index)] }

  @inline(__always)
  func candidates(_ index: UInt32) -> UInt64 { unsafe candidates[Int(index)] }

  @inline(__always)
  func slot(_ index: UInt32) -> UInt32 { unsafe slots[Int(index)] }

  /// Searches for a pattern of the program.
  @inline(__always)
  func search(_ pattern: UInt32, in text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    unsafe patterns[Int(pattern)].search(text, scratch: &scratch)
  }

  /// Whether a string of the tape is the name at an index.
  ///
  /// One with an escape has a signature that no name has.
  @inline(__always)
  func isName(_ index: UInt32, _ word: TapeWord, _ bytes: ByteView) -> Bool {
    let name = unsafe names + Int(index)
    guard unsafe name.pointee.signature == word.signature else { return false }
    let offset = word.offset
    let count = word.shortLength
    guard bytes.hasWord(at: offset) else { return isShortName(index, bytes, offset, count) }
    // What a string's word says lies in the text, so that its last eight bytes do too.
    let first = bytes.loadedWord(at: offset)
    let last = bytes.loadedWord(at: offset &+ max(count &- 8, 0))
    let difference = unsafe ((first ^ name.pointee.prefix) | (last ^ name.pointee.suffix)) & name.pointee.mask
    return difference == 0 && (count <= 16 || middle(of: index, equals: bytes, from: offset))
  }

  @inline(never)
  private func isShortName(_ index: UInt32, _ bytes: ByteView, _ offset: Int, _ count: Int) -> Bool {
    unsafe bytes.prefix(at: offset, length: count) == names[Int(index)].prefix
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

  /// Whether a name's bytes between its first and its last eight are those of a text from an offset on.
  @inline(__always)
  private func middle(of index: UInt32, equals bytes: ByteView, from offset: Int) -> Bool {
    let name = name(index)
    let text = unsafe UnsafeRawPointer(text + Int(name.textStart))
    var place = 8
    // Eight bytes from before the last eight on end before these do.
    while place < name.length &- 8 {
      let own = unsafe text.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      if own != bytes.loadedWord(at: offset &+ place) { return false }
      place &+= 8
    }
    return true
  }
}

extension Plan {
  /// Lends the plan's tables to one run.
  @inline(__always)
  func withView(_ body: (PlanView) -> Bool) -> Bool {
    unsafe operations.withUnsafeBufferPointer { operations in
      unsafe entries.withUnsafeBufferPointer { entries in
        unsafe shapes.withUnsafeBufferPointer { shapes in
          unsafe nameSets.withUnsafeBufferPointer { nameSets in
            unsafe names.withUnsafeBufferPointer { names in
              unsafe slots.withUnsafeBufferPointer { slots in
                unsafe lists.withUnsafeBufferPointer { lists in
                  unsafe candidates.withUnsafeBufferPointer { candidates in
                    unsafe text.withUnsafeBufferPointer { text in
                      unsafe patterns.withUnsafeBufferPointer { patterns in
                        guard
                          let view = unsafe PlanView(
                            operations, entries, shapes, nameSets, names, slots, lists, candidates, text, patterns)
                        else { return false }
                        return body(view)
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

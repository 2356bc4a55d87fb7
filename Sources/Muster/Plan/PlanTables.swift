import MusterText

/// The memory of a plan's tables, laid out once and freed with the plan.
///
/// One of the few places with unsafe pointers: arrays would be retained, released and held to their bounds at every
/// operation. The address is a number, so that it may be shared: nothing changes what it leads to, and only the plan's
/// end frees it. What makes sure that no index leaves a table stands at `PlanView`.
struct PlanTables: ~Copyable, Sendable {
  /// The address of the `Pointers`.
  private let address: UInt

  /// Where each table begins.
  ///
  /// The plan holds the program, which holds the patterns.
  @safe struct Pointers {
    fileprivate(set) var operations: UncheckedTable<ListIndex, PlanOperation>
    fileprivate(set) var entries: UncheckedTable<EntryIndex, ListIndex>
    fileprivate(set) var shapes: UncheckedTable<ShapeIndex, PlanShape>
    fileprivate(set) var nameSets: UncheckedTable<NameSetIndex, PlanNameSet>
    fileprivate(set) var remainders: UncheckedTable<RemainderIndex, PlanRemainder>
    fileprivate(set) var names: UncheckedTable<NameIndex, PlanName>
    fileprivate(set) var slots: UncheckedTable<SlotIndex, UInt32>
    let seed: UInt64
    fileprivate(set) var operands: UncheckedTable<OperandIndex, UInt32>
    fileprivate(set) var masks: UncheckedTable<MaskIndex, UInt64>
    fileprivate(set) var text: UncheckedTable<TextIndex, UInt8>
    fileprivate(set) var patterns: UncheckedTable<PatternIndex, BorrowedPattern>
    fileprivate(set) var program: Unmanaged<Program>
  }

  init(_ parts: Plan.Parts, program: Program) {
    let pointers = UnsafeMutablePointer<Pointers>.allocate(capacity: 1)
    unsafe pointers.initialize(
      to: Pointers(
        operations: UncheckedTable(parts.operations), entries: UncheckedTable(parts.entries),
        shapes: UncheckedTable(parts.shapes), nameSets: UncheckedTable(parts.nameSets),
        remainders: UncheckedTable(parts.remainders), names: UncheckedTable(parts.names),
        slots: UncheckedTable(parts.slots), seed: parts.seed, operands: UncheckedTable(parts.operands),
        masks: UncheckedTable(parts.masks), text: UncheckedTable(PlanTable(parts.text)),
        // The plan holds the program for as long as it has tables.
        patterns: UncheckedTable(PlanTable(program.patterns.map { unsafe BorrowedPattern($0) })),
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
    unsafe tables.operands.deallocate()
    unsafe tables.masks.deallocate()
    unsafe tables.text.deallocate()
    unsafe tables.patterns.deallocate()
    unsafe pointers.deallocate()
  }

  /// The tables; it must not outlive the plan, whose runs alone ask for it.
  @inline(__always)
  var view: PlanView? {
    unsafe UnsafeMutablePointer<Pointers>(bitPattern: address).map { unsafe PlanView(pointers: $0) }
  }
}

/// A table that checks indices in debug builds only.
@safe struct UncheckedTable<Index: PlanIndex, Element> {
  private let base: UnsafeMutablePointer<Element>
  private let count: Int

  fileprivate init(_ table: PlanTable<Index, Element>) {
    count = table.count
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    unsafe table.elements.withUnsafeBufferPointer { buffer in
      if let elements = buffer.baseAddress { unsafe memory.initialize(from: elements, count: buffer.count) }
    }
    unsafe base = memory
  }

  /// The element at an index.
  ///
  /// Precondition: the index is less than the table's count.
  @unsafe @inline(__always)
  subscript(unchecked index: Index) -> Element {
    assert(Int(index.rawValue) < count, "an index leaves its table")
    return unsafe base[Int(index.rawValue)]
  }

  /// Where an element lies.
  ///
  /// Precondition: the index is not greater than the table's count.
  @unsafe @inline(__always)
  func uncheckedPointer(to index: Index) -> UnsafePointer<Element> {
    assert(Int(index.rawValue) <= count, "an index leaves its table")
    return unsafe UnsafePointer(base + Int(index.rawValue))
  }

  #if DEBUG
  /// The end of the table.
  var end: UnsafePointer<Element> { unsafe UnsafePointer(base + count) }
  #endif

  /// The index of the element that a pointer leads to.
  @inline(__always)
  func index(of pointer: UnsafePointer<Element>) -> Index {
    unsafe Index(UInt32(truncatingIfNeeded: pointer - UnsafePointer(base)))
  }

  /// Frees the table.
  @unsafe
  fileprivate func deallocate() { unsafe base.deallocate() }
}

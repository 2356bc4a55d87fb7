import MusterText

/// A program's arrays, borrowed for the duration of one run.
///
/// One of the few places with unsafe pointers: arrays would be retained and released at every instruction. The view
/// never outlives `Program.withView`, and every access is held to the array's count: an index out of bounds, which
/// verification rules out, reads as an instruction that rejects or an entry that is nothing.
@safe struct ProgramView {
  let instructions: Table<Instruction>
  let shapes: Table<ObjectShape>
  let properties: Table<PropertyEntry>
  let lists: Table<UInt32>
  let names: Table<NameEntry>
  let text: ByteView
  let constants: TapeView
  private let patterns: UnsafeBufferPointer<Pattern>
  private let checks: UnsafeBufferPointer<ProgramCheck>
  private let program: Unmanaged<Program>

  init(
    program: Program, instructions: Table<Instruction>, shapes: Table<ObjectShape>, properties: Table<PropertyEntry>,
    lists: Table<UInt32>, names: Table<NameEntry>, text: ByteView, constants: TapeView,
    patterns: UnsafeBufferPointer<Pattern>, checks: UnsafeBufferPointer<ProgramCheck>
  ) {
    self.instructions = instructions
    self.shapes = shapes
    self.properties = properties
    self.lists = lists
    self.names = names
    self.text = text
    self.constants = constants
    unsafe self.patterns = unsafe patterns
    unsafe self.checks = unsafe checks
    unsafe self.program = Unmanaged.passUnretained(program)
  }

  /// The values of the program's long enumerations.
  @inline(never)
  func enumeratedValues() -> EnumeratedValues {
    // Who lends the view keeps the program.
    unsafe program.takeUnretainedValue().enumeratedValues
  }

  /// A check of the caller's own; `nil` for one that is not there.
  @inline(never)
  func check(_ index: Int) -> ProgramCheck? {
    guard index >= 0, unsafe index < checks.count else { return nil }
    return unsafe checks[index]
  }

  /// Searches for a pattern; `undecided` for one that is not there.
  @inline(__always)
  func search(_ pattern: Int, in text: Span<UInt8>, scratch: inout PatternScratch) -> PatternMatch {
    guard unsafe pattern < patterns.count else { return .undecided }
    return unsafe patterns[pattern].search(text, scratch: &scratch)
  }
}

/// An element of a program's arrays.
protocol TableElement: BitwiseCopyable {
  /// What an index out of bounds reads as.
  static var outOfBounds: Self { get }
}

extension Instruction: TableElement {
  static var outOfBounds: Instruction { Instruction(opcode: .reject) }
}

extension ObjectShape: TableElement {
  static var outOfBounds: ObjectShape { ObjectShape(additional: .none) }
}

extension PropertyEntry: TableElement {
  static var outOfBounds: PropertyEntry { PropertyEntry() }
}

extension NameEntry: TableElement {
  static var outOfBounds: NameEntry { NameEntry() }
}

extension UInt32: TableElement {
  static var outOfBounds: UInt32 { .max }
}

/// One array of a program, borrowed.
@safe struct Table<Element: TableElement> {
  private let base: UnsafePointer<Element>?
  private let count: Int

  @inline(__always)
  init(_ buffer: UnsafeBufferPointer<Element>) {
    unsafe base = buffer.baseAddress
    count = buffer.count
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    guard UInt(bitPattern: index) < UInt(bitPattern: count), let base = unsafe base else { return .outOfBounds }
    return unsafe base[index]
  }

  @inline(__always)
  subscript(index: UInt32) -> Element { self[Int(index)] }
}

extension Program {
  /// Lends the program's arrays to one run.
  @inline(__always)
  func withView<Result>(_ body: (ProgramView) -> Result) -> Result {
    unsafe instructions.withUnsafeBufferPointer { instructions in
      unsafe shapes.withUnsafeBufferPointer { shapes in
        unsafe properties.withUnsafeBufferPointer { properties in
          unsafe lists.withUnsafeBufferPointer { lists in
            unsafe names.withUnsafeBufferPointer { names in
              unsafe text.withUnsafeBufferPointer { text in
                unsafe ByteView.with(text) { text in
                  constants.withTape { constants in
                    unsafe patterns.withUnsafeBufferPointer { patterns in
                      unsafe checks.withUnsafeBufferPointer { checks in
                        unsafe body(
                          ProgramView(
                            program: self, instructions: Table(instructions),
                            shapes: Table(shapes),
                            properties: Table(properties),
                            lists: Table(lists),
                            names: Table(names), text: text, constants: constants,
                            patterns: patterns, checks: checks))
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

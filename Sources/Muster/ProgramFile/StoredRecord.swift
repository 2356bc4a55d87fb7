/// A record of a program's tables: its one layout, from which width, writing and reading follow.
///
/// Fields are stored one after the other, each lowest byte first. A record of four bytes or more has a multiple of four.
protocol StoredRecord {
  /// A record to be read into.
  static var blank: Self { get }

  /// Goes over the fields in the order in which they are stored.
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError)
}

extension StoredRecord {
  /// How many bytes a record has.
  @inline(__always)
  static var width: Int {
    var measure = FieldMeasure()
    var blank = Self.blank
    // Measuring finds nothing wrong with a field.
    try? blank.code(with: &measure)
    return measure.width
  }
}

/// Goes over the fields of a record: to measure, to write or to read them.
protocol FieldCoder {
  mutating func code(_ field: inout UInt8) throws(ProgramError)
  mutating func code(_ field: inout UInt16) throws(ProgramError)
  mutating func code(_ field: inout UInt32) throws(ProgramError)
  /// Bytes that hold nothing.
  mutating func skip(_ count: Int) throws(ProgramError)
}

extension FieldCoder {
  @inline(__always)
  mutating func code(_ field: inout UInt64) throws(ProgramError) {
    var lower = UInt32(truncatingIfNeeded: field)
    var upper = UInt32(truncatingIfNeeded: field >> 32)
    try code(&lower)
    try code(&upper)
    field = UInt64(lower) | UInt64(upper) << 32
  }

  @inline(__always)
  mutating func code(_ field: inout Int64) throws(ProgramError) {
    var bits = UInt64(bitPattern: field)
    try code(&bits)
    field = Int64(bitPattern: bits)
  }

  /// A field of few values.
  ///
  /// - Parameter detail: What is wrong if the stored value is none of them.
  @inline(__always)
  mutating func code<Field: RawRepresentable<UInt8>>(
    _ field: inout Field, orElse detail: StaticString
  ) throws(ProgramError) {
    var raw = field.rawValue
    try code(&raw)
    guard let value = Field(rawValue: raw) else { throw ProgramError(.corrupt, "\(detail)") }
    field = value
  }
}

/// Adds up the widths of fields.
private struct FieldMeasure: FieldCoder {
  var width = 0

  @inline(__always) mutating func code(_ field: inout UInt8) { width += 1 }
  @inline(__always) mutating func code(_ field: inout UInt16) { width += 2 }
  @inline(__always) mutating func code(_ field: inout UInt32) { width += 4 }
  @inline(__always) mutating func skip(_ count: Int) { width += count }
}

// MARK: The records

extension Instruction: StoredRecord {
  static var blank: Instruction { Instruction(opcode: .end) }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) {
    try coder.code(&opcode, orElse: "an instruction has an operation that there is not")
    try coder.code(&flags)
    try coder.code(&mask)
    try coder.code(&a)
    try coder.code(&b)
    try coder.code(&c)
    try coder.code(&value)
  }
}

extension ObjectShape: StoredRecord {
  static var blank: ObjectShape { ObjectShape() }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) {
    try coder.code(&propertyStart)
    try coder.code(&propertyCount)
    try coder.code(&patternStart)
    try coder.code(&patternCount)
    try coder.code(&additionalBlock)
    try coder.code(&additional, orElse: "a shape has no rule for additional properties")
    try coder.skip(3)
    try coder.code(&requiredMask)
  }
}

extension PropertyEntry: StoredRecord {
  static var blank: PropertyEntry { PropertyEntry() }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) {
    try coder.code(&prefix)
    try coder.code(&nameStart)
    try coder.code(&nameLength)
    try coder.code(&block)
    try coder.code(&requiredBit)
    try coder.code(&flags)
    try coder.code(&sorted)
  }
}

extension NameEntry: StoredRecord {
  static var blank: NameEntry { NameEntry() }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) {
    try coder.code(&start)
    try coder.code(&length)
  }
}

/// Where a constant is: on the tape of all, and in their text.
struct ConstantPlace: StoredRecord, Equatable {
  var index: UInt32 = 0
  var start: UInt32 = 0
  var length: UInt32 = 0

  static var blank: ConstantPlace { ConstantPlace() }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) {
    try coder.code(&index)
    try coder.code(&start)
    try coder.code(&length)
  }
}

extension ProgramOrigins.Origin: StoredRecord {
  static var blank: Self { Self(parent: 0, token: 0, source: 0, line: 0, column: 0) }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) {
    try coder.code(&parent)
    try coder.code(&token)
    try coder.code(&source)
    try coder.code(&line)
    try coder.code(&column)
  }
}

extension ProgramOrigins.ShapeOrigins: StoredRecord {
  static var blank: Self {
    Self(properties: none, required: none, patternProperties: none, additionalProperties: none)
  }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) {
    try coder.code(&properties)
    try coder.code(&required)
    try coder.code(&patternProperties)
    try coder.code(&additionalProperties)
  }
}

extension UInt8: StoredRecord {
  static var blank: UInt8 { 0 }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) { try coder.code(&self) }
}

extension UInt32: StoredRecord {
  static var blank: UInt32 { 0 }

  @inline(__always)
  mutating func code(with coder: inout some FieldCoder) throws(ProgramError) { try coder.code(&self) }
}

/// Writes fixed-width integers, lowest byte first, and counted texts.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  @inline(__always)
  mutating func write(_ value: some FixedWidthInteger) {
    var rest = UInt64(truncatingIfNeeded: value)
    for _ in 0..<(type(of: value).bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Writes records by their layout.
  mutating func write<Record: StoredRecord>(records: [Record]) {
    bytes.reserveCapacity(bytes.count + records.count * Record.width)
    for record in records {
      var record = record
      // Writing finds nothing wrong with a field.
      try? record.code(with: &self)
    }
  }

  mutating func append(_ piece: [UInt8]) { bytes.append(contentsOf: piece) }

  /// Writes zeros up to a multiple of a width.
  mutating func align(_ width: Int) {
    while bytes.count % width != 0 { bytes.append(0) }
  }

  mutating func write(_ text: some Collection<UInt8>) {
    write(UInt32(text.count))
    bytes.append(contentsOf: text)
  }

  mutating func write<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    write(UInt32(elements.count))
    for element in elements { body(&self, element) }
  }
}

extension ByteWriter: FieldCoder {
  @inline(__always) mutating func code(_ field: inout UInt8) { bytes.append(field) }
  @inline(__always) mutating func code(_ field: inout UInt16) { write(field) }
  @inline(__always) mutating func code(_ field: inout UInt32) { write(field) }

  @inline(__always)
  mutating func skip(_ count: Int) {
    for _ in 0..<count { bytes.append(0) }
  }
}

/// Reads what `ByteWriter` wrote; every count is held to the bytes that are left.
struct ByteReader {
  private let bytes: ByteView
  /// Where the next read begins.
  private(set) var position: Int
  private let end: Int

  /// A reader of a range, which is cut to the bytes; it must not outlive the call that lends them.
  init(_ bytes: ByteView, in range: Range<Int>) {
    let range = range.clamped(to: 0..<bytes.count)
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }

  @inline(__always)
  mutating func read<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(ProgramError) -> Value {
    let width = Value.bitWidth / 8
    guard end - position >= width else { throw ByteReader.cut("number") }
    let value = bytes.prefix(at: position, length: width)
    position += width
    return Value(truncatingIfNeeded: value)
  }

  /// Passes over a counted text.
  ///
  /// - Returns: Where it lies.
  mutating func readRange() throws(ProgramError) -> Range<Int> {
    let count = Int(try read(UInt32.self))
    guard count <= end - position else { throw ByteReader.cut("text") }
    defer { position += count }
    return position..<position + count
  }

  mutating func readBytes() throws(ProgramError) -> [UInt8] {
    bytes.copy(try readRange())
  }

  mutating func readString() throws(ProgramError) -> String {
    guard let text = String(validating: try readBytes(), as: UTF8.self) else {
      throw ProgramError(.corrupt, "a text is not UTF-8")
    }
    return text
  }

  /// Reads a counted list; `width` is the least number of bytes that an element takes.
  @inline(__always)
  mutating func readList<Element>(
    width: Int, _ body: (inout ByteReader) throws(ProgramError) -> Element
  ) throws(ProgramError) -> [Element] {
    let count = Int(try read(UInt32.self))
    guard count <= (end - position) / max(1, width) else { throw ByteReader.cut("list") }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  @inline(never)
  private static func cut(_ what: String) -> ProgramError {
    ProgramError(.truncated, "the bytes end inside of a \(what)")
  }
}

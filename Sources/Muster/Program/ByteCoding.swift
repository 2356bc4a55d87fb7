/// Writes fixed-width integers, lowest byte first, and counted texts.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    var rest = value.littleEndian
    for _ in 0..<(type(of: value).bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
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

/// Reads what `ByteWriter` wrote; every count is held to the bytes that are left.
struct ByteReader {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
    end = bytes.count
  }

  var isAtEnd: Bool { position == end }

  mutating func read<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(ProgramError) -> Value {
    let width = Value.bitWidth / 8
    guard end - position >= width else { throw ProgramError(.truncated, "the bytes end inside of a number") }
    var value: UInt64 = 0
    for index in 0..<width { value |= UInt64(bytes[position + index]) << UInt64(index * 8) }
    position += width
    return Value(truncatingIfNeeded: value)
  }

  mutating func readBytes() throws(ProgramError) -> [UInt8] {
    let count = Int(try read(UInt32.self))
    guard count <= end - position else { throw ProgramError(.truncated, "the bytes end inside of a text") }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  mutating func readString() throws(ProgramError) -> String {
    guard let text = String(validating: try readBytes(), as: UTF8.self) else {
      throw ProgramError(.corrupt, "a text is not UTF-8")
    }
    return text
  }

  /// Reads a counted list; `width` is the least number of bytes that an element takes.
  mutating func readList<Element>(
    width: Int, _ body: (inout ByteReader) throws(ProgramError) -> Element
  ) throws(ProgramError) -> [Element] {
    let count = Int(try read(UInt32.self))
    guard count <= (end - position) / max(1, width) else {
      throw ProgramError(.truncated, "the bytes end inside of a list")
    }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }
}

/// Reads what `ContractWriter` wrote; every count and number is held to what is there.
struct ContractReader {
  private let bytes: [UInt8]
  private let texts: [String]
  private var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>, texts: [String] = []) {
    self.bytes = bytes
    self.texts = texts
    let range = range.clamped(to: 0..<bytes.count)
    offset = range.lowerBound
    end = range.upperBound
  }

  mutating func readByte() throws(ContractError) -> UInt8 {
    guard offset < end else { throw ContractFile.malformed("a section ends too early") }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func readBool() throws(ContractError) -> Bool {
    let byte = try readByte()
    guard byte < 2 else { throw ContractFile.malformed("a truth value is \(byte)") }
    return byte == 1
  }

  mutating func readInt() throws(ContractError) -> Int {
    guard end - offset >= 4 else { throw ContractFile.malformed("a section ends too early") }
    defer { offset += 4 }
    return Int(ContractFile.word(bytes, at: offset))
  }

  mutating func readText() throws(ContractError) -> String {
    let number = try readInt()
    guard number < texts.count else { throw ContractFile.malformed("there is no text \(number)") }
    return texts[number]
  }

  mutating func readOptional<Value>(
    _ body: (inout ContractReader) throws(ContractError) -> Value
  ) throws(ContractError) -> Value? {
    try readBool() ? try body(&self) : nil
  }

  /// Reads a list; `width` is the least number of bytes that an element takes.
  mutating func readList<Element>(
    width: Int, _ body: (inout ContractReader) throws(ContractError) -> Element
  ) throws(ContractError) -> [Element] {
    let count = try readInt()
    guard count <= (end - offset) / max(1, width) else {
      throw ContractFile.malformed("a list is longer than its section")
    }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  func finish() throws(ContractError) {
    if offset != end { throw ContractFile.malformed("bytes follow the end of a section") }
  }

  /// The texts of the section that holds them.
  static func texts(_ bytes: [UInt8], in range: Range<Int>) throws(ContractError) -> [String] {
    var reader = ContractReader(bytes, in: range)
    let texts = try reader.readList(width: 4) { (reader) throws(ContractError) -> String in
      let count = try reader.readInt()
      guard count <= reader.end - reader.offset else {
        throw ContractFile.malformed("a text is longer than its section")
      }
      let text = String(validating: reader.bytes[reader.offset..<(reader.offset + count)], as: UTF8.self)
      reader.offset += count
      guard let text else { throw ContractFile.malformed("a text is not UTF-8") }
      return text
    }
    try reader.finish()
    return texts
  }
}

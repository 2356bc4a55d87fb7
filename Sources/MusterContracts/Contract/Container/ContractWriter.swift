import Muster

/// Writes the parts of a contract: numbers of fixed width, lowest byte first, and texts by their number in a table.
struct ContractWriter {
  private(set) var bytes: [UInt8] = []
  private(set) var texts: [String] = []
  private var textNumbers: [TextKey: UInt32] = [:]

  mutating func append(_ piece: [UInt8]) { bytes.append(contentsOf: piece) }

  /// Writes zeros up to a multiple of a width.
  mutating func align(_ width: Int) {
    while bytes.count % width != 0 { bytes.append(0) }
  }

  mutating func write(_ value: UInt8) { bytes.append(value) }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ value: UInt32) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value >> 16))
    bytes.append(UInt8(truncatingIfNeeded: value >> 24))
  }

  mutating func write(_ value: UInt64) {
    write(UInt32(truncatingIfNeeded: value))
    write(UInt32(truncatingIfNeeded: value >> 32))
  }

  mutating func write(_ value: Int) { write(UInt32(clamping: value)) }

  /// Writes the number of a text; texts that differ only by canonical equivalence are different ones.
  mutating func write(_ text: String) { write(number(of: text)) }

  /// The number of a text, new where it was not written before.
  mutating func number(of text: String) -> UInt32 {
    let key = TextKey(text)
    if let number = textNumbers[key] { return number }
    let number = UInt32(clamping: texts.count)
    texts.append(text)
    textNumbers[key] = number
    return number
  }

  mutating func write<Value>(optional value: Value?, _ body: (inout ContractWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write<Element>(list: [Element], _ body: (inout ContractWriter, Element) -> Void) {
    write(list.count)
    for element in list { body(&self, element) }
  }

  /// The bytes that were written since a section before ended.
  mutating func endSection() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// The section of the texts that were written so far.
  func textSection() -> [UInt8] {
    var writer = ContractWriter()
    writer.write(texts.count)
    var end = 0
    for text in texts {
      end += text.utf8.count
      writer.write(end)
    }
    for text in texts { writer.bytes.append(contentsOf: text.utf8) }
    return writer.bytes
  }
}

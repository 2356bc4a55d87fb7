import Muster

/// Reads what `ContractWriter` wrote; every count and number is held to what is there.
struct ContractReader {
  private let bytes: [UInt8]
  private let texts: ContractTexts
  /// The text that was read last: neighbours often name the same source.
  private var lastText: (number: Int, text: String)?
  private var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], texts: ContractTexts = ContractTexts()) {
    self.bytes = bytes
    self.texts = texts
    offset = 0
    end = bytes.count
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
    if let last = lastText, last.number == number { return last.text }
    let text = try texts.text(number)
    lastText = (number, text)
    return text
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
}

/// The texts that sections name by number, each read when it is first asked for, and then kept.
///
/// After their number come for each where it ends, and then all of them one behind the other. However often a text is
/// named, it is in memory once, and texts that lie on top of one another are an error once they come to more than
/// their section.
struct ContractTexts: Sendable {
  /// The texts that were read.
  private final class Known: Sendable {
    struct Texts {
      var byNumber: [Int: String] = [:]
      /// How many bytes they have.
      var size = 0
    }

    let texts = Locked(Texts())
  }

  private let pages: PagedBytes
  private let known = Known()
  /// How many texts there are.
  let count: Int
  private let ends: Int
  private let start: Int
  private let end: Int

  /// No texts.
  init() {
    pages = PagedBytes([])
    (count, ends, start, end) = (0, 0, 0, 0)
  }

  /// The texts of a section.
  init(_ pages: PagedBytes, in range: Range<Int>) throws(ContractError) {
    let count = Int(try pages.checkedWord(at: range.lowerBound))
    guard range.count >= 4, count <= (range.count - 4) / 4 else {
      throw ContractFile.malformed("there are more texts than their section holds")
    }
    self.pages = pages
    self.count = count
    ends = range.lowerBound + 4
    start = ends + count * 4
    end = range.upperBound
  }

  private func range(_ number: Int) throws(ContractError) -> Range<Int> {
    guard number >= 0, number < count else { throw ContractFile.malformed("there is no text \(number)") }
    let lower = start + (number == 0 ? 0 : Int(try pages.checkedWord(at: ends + (number - 1) * 4)))
    let upper = start + Int(try pages.checkedWord(at: ends + number * 4))
    guard lower <= upper, upper <= end else { throw ContractFile.malformed("text \(number) lies out of bounds") }
    return lower..<upper
  }

  /// A text by its number.
  func text(_ number: Int) throws(ContractError) -> String {
    if let text = known.texts.withLock({ $0.byNumber[number] }) { return text }
    guard let text = String(validating: try pages.checkedBytes(in: try range(number)), as: UTF8.self) else {
      throw ContractFile.malformed("a text is not UTF-8")
    }
    let all = end - start
    let isInBounds = known.texts.withLock { known in
      guard known.byNumber[number] == nil else { return true }
      guard known.size + text.utf8.count <= all else { return false }
      known.size += text.utf8.count
      known.byNumber[number] = text
      return true
    }
    guard isInBounds else { throw ContractFile.malformed("texts overlap") }
    return text
  }

  /// Whether a text is a given one, byte for byte.
  func isText(_ number: Int, _ text: String) -> Bool {
    guard let range = try? range(number), range.count == text.utf8.count,
      let bytes = try? pages.checkedBytes(in: range)
    else { return false }
    return bytes.elementsEqual(text.utf8)
  }
}

extension PagedBytes {
  /// Four bytes, the first one lowest.
  func checkedWord(at offset: Int) throws(ContractError) -> UInt32 {
    do throws(Failure) { return try word(at: offset) } catch { throw ContractFile.error(error) }
  }

  /// The bytes of a range.
  func checkedBytes(in range: Range<Int>) throws(ContractError) -> [UInt8] {
    do throws(Failure) { return try bytes(in: range) } catch { throw ContractFile.error(error) }
  }
}

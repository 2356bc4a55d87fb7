/// The compiled contract as a file: a header, a table of sections and the sections, all little-endian.
///
/// ```
/// offset  size
/// 0       8     the magic: "MUSTER", CR, LF
/// 8       4     the version of the format
/// 12      4     the number of sections
/// 16      8     the length of the file
/// 24      8     the checksum of all bytes but these eight
/// 32      16×n  a row for each section: kind (4), index (4), offset (4), length (4)
/// ```
/// Sections follow the table without gaps, in its order. Nothing in the file depends on when, where or how often it was made.
struct ContractFile {
  /// What a section holds.
  enum Kind: UInt32 {
    /// The texts that the other sections name by number.
    case texts = 1
    /// Sources, operations, security schemes and notices.
    case model = 2
    /// The schemas of one document under one reading, as the engine encodes them.
    case program = 3
  }

  /// A section and where its bytes are.
  struct Section {
    let kind: UInt32
    let index: UInt32
    let range: Range<Int>
  }

  static let magic: [UInt8] = Array("MUSTER\r\n".utf8)
  static let version: UInt32 = 3
  static let headerSize = 32
  static let rowSize = 16

  let bytes: [UInt8]
  let sections: [Section]

  /// Checks the header, the checksum and the table.
  ///
  /// - Throws: ``ContractError`` that says which of them is wrong.
  /// - Complexity: O(*n*) in the number of bytes.
  init(_ bytes: [UInt8]) throws(ContractError) {
    let known = min(bytes.count, ContractFile.magic.count)
    guard bytes.prefix(known).elementsEqual(ContractFile.magic.prefix(known)), !bytes.isEmpty else {
      throw ContractError(
        .notAContract, detail: "these bytes are no compiled contract; make one with 'muster compile'")
    }
    guard bytes.count >= ContractFile.headerSize else {
      throw ContractFile.truncated("the file ends inside of its header")
    }
    let version = ContractFile.word(bytes, at: 8)
    guard version <= ContractFile.version else {
      throw ContractError(
        .futureVersion,
        detail: "the contract has format version \(version), this Muster reads up to \(ContractFile.version); "
          + "use a later Muster, or compile the contract again with this one")
    }
    let length = ContractFile.longWord(bytes, at: 16)
    guard length == UInt64(bytes.count) else {
      throw ContractFile.truncated("the file has \(bytes.count) bytes, its header says \(length)")
    }
    guard ContractFile.longWord(bytes, at: 24) == ContractFile.checksum(bytes) else {
      throw ContractError(
        .checksum, detail: "the contract was changed after it was compiled; compile it again from its sources")
    }
    guard version == ContractFile.version else {
      throw ContractFile.malformed("it has the earlier format version \(version)")
    }
    let count = Int(ContractFile.word(bytes, at: 12))
    guard count <= (bytes.count - ContractFile.headerSize) / ContractFile.rowSize else {
      throw ContractFile.malformed("the section table is longer than the file")
    }
    var sections: [Section] = []
    var expected = ContractFile.headerSize + count * ContractFile.rowSize
    for row in 0..<count {
      let at = ContractFile.headerSize + row * ContractFile.rowSize
      let offset = Int(ContractFile.word(bytes, at: at + 8))
      let size = Int(ContractFile.word(bytes, at: at + 12))
      guard offset == expected, size <= bytes.count - offset else {
        throw ContractFile.malformed("section \(row) lies outside of its place")
      }
      expected = offset + size
      sections.append(
        Section(
          kind: ContractFile.word(bytes, at: at), index: ContractFile.word(bytes, at: at + 4),
          range: offset..<(offset + size)))
    }
    guard expected == bytes.count else { throw ContractFile.malformed("bytes follow the last section") }
    self.bytes = bytes
    self.sections = sections
  }

  /// The bytes of a section.
  func section(_ kind: Kind, _ index: Int = 0) throws(ContractError) -> Range<Int> {
    guard let section = sections.first(where: { $0.kind == kind.rawValue && Int($0.index) == index }) else {
      throw ContractFile.malformed("there is no \(kind) section \(index)")
    }
    return section.range
  }

  /// The file of some sections, in their order.
  static func encode(_ sections: [(kind: Kind, index: Int, bytes: [UInt8])]) -> [UInt8] {
    var writer = ContractWriter()
    let start = headerSize + sections.count * rowSize
    let total = sections.reduce(start) { $0 + $1.bytes.count }
    writer.append(magic)
    writer.write(version)
    writer.write(UInt32(clamping: sections.count))
    writer.write(UInt64(total))
    writer.write(UInt64(0))
    var offset = start
    for section in sections {
      writer.write(section.kind.rawValue)
      writer.write(UInt32(clamping: section.index))
      writer.write(UInt32(clamping: offset))
      writer.write(UInt32(clamping: section.bytes.count))
      offset += section.bytes.count
    }
    for section in sections { writer.append(section.bytes) }
    var bytes = writer.bytes
    let checksum = checksum(bytes)
    for index in 0..<8 { bytes[24 + index] = UInt8(truncatingIfNeeded: checksum >> UInt64(index * 8)) }
    return bytes
  }

  /// A 64-bit sum over all bytes but the sum's own.
  ///
  /// Each step is a bijection of the state for a given word, and of the word for a given state: a change within one word
  /// never goes unnoticed. It guards against accidents and idle edits, not against forgery.
  static func checksum(_ bytes: [UInt8]) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var offset = 0
    while offset < bytes.count {
      if offset != 24 { state = mix(state, longWord(bytes, at: offset)) }
      offset += 8
    }
    state ^= state >> 29
    state = state &* 0xBF58_476D_1CE4_E5B9
    return state ^ (state >> 32)
  }

  private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
    return mixed << 27 | mixed >> 37
  }

  /// Four bytes, zero past the end.
  static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: longWord(bytes, at: offset))
  }

  /// Eight bytes, zero past the end.
  static func longWord(_ bytes: [UInt8], at offset: Int) -> UInt64 {
    guard offset >= 0, offset < bytes.count else { return 0 }
    var value: UInt64 = 0
    let count = min(8, bytes.count - offset)
    for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(index * 8) }
    return value
  }

  static func truncated(_ detail: String) -> ContractError {
    ContractError(.truncated, detail: "\(detail): get the whole contract again, or compile it from its sources")
  }

  static func malformed(_ detail: String) -> ContractError {
    ContractError(.malformed, detail: "the contract contradicts itself (\(detail)); compile it again from its sources")
  }
}

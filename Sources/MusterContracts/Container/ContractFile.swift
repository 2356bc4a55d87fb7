import Muster

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
    /// The vendor, the sources and the security schemes.
    case model = 2
    /// The schemas of one document under one reading, as the engine encodes them.
    case program = 3
    /// What compiling had to say.
    case notices = 4
    /// A row for each operation, and the operations.
    case operations = 5
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
    guard version == ContractFile.version else {
      throw ContractError(
        .pastVersion,
        detail: "the contract has format version \(version), this Muster reads \(ContractFile.version); "
          + "compile it again from its sources")
    }
    let length = ContractFile.longWord(bytes, at: 16)
    guard length == UInt64(bytes.count) else {
      throw ContractFile.truncated("the file has \(bytes.count) bytes, its header says \(length)")
    }
    guard ContractFile.longWord(bytes, at: 24) == ContractFile.checksum(bytes) else {
      throw ContractError(
        .checksum, detail: "the contract was changed after it was compiled; compile it again from its sources")
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

  /// The checksum of a file: a sum over all bytes but the sum's own.
  static func checksum(_ bytes: [UInt8]) -> UInt64 { ByteSum.of(bytes, withoutWordAt: 24) }

  /// Four bytes; zero where they are not all there.
  static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    guard offset >= 0, offset <= bytes.count - 4 else { return 0 }
    let low = UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
    return low | UInt32(bytes[offset + 2]) << 16 | UInt32(bytes[offset + 3]) << 24
  }

  /// Eight bytes; zeros for those that are not there.
  static func longWord(_ bytes: [UInt8], at offset: Int) -> UInt64 {
    UInt64(word(bytes, at: offset)) | UInt64(word(bytes, at: offset + 4)) << 32
  }

  static func truncated(_ detail: String) -> ContractError {
    ContractError(.truncated, detail: "\(detail): get the whole contract again, or compile it from its sources")
  }

  static func malformed(_ detail: String) -> ContractError {
    ContractError(.malformed, detail: "the contract contradicts itself (\(detail)); compile it again from its sources")
  }
}

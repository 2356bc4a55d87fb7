import Muster

/// The compiled contract as a file: a header, a table of sections and the sections, all little-endian.
///
/// ```
/// offset  size
/// 0       8     the magic: "MUSTER", CR, LF
/// 8       4     the version of the format
/// 12      4     the number of sections
/// 16      8     the length of the file
/// 24      8     the checksum of all before the sections but these eight
/// 32      16×n  a row for each section: kind (4), index (4), offset (4), length (4)
///         8×p   the checksum of each page: of 4,096 bytes of the sections, and of the rest of them
/// ```
/// Sections follow in the order of their rows, each from the next multiple of four on; one whose bytes are those of another
/// before it may name its place instead. Nothing in the file depends on when, where or how often it was made.
///
/// A page is read and held to its checksum when something in it is first needed: who checks one operation does not read
/// the rest.
struct ContractFile: Sendable {
  /// What a section holds.
  enum Kind: UInt32 {
    /// The texts that the other sections name by number.
    case texts = 1
    /// The vendor, the sources and the security schemes.
    case model = 2
    /// The schemas of one document under one reading, as the engine encodes them, but for their origins.
    case program = 3
    /// What compiling had to say.
    case notices = 4
    /// A row for each operation, and the operations.
    case operations = 5
    /// The origins of a program, for explaining.
    case origins = 6
  }

  /// A section and where its bytes are.
  struct Section {
    let kind: UInt32
    let index: UInt32
    let range: Range<Int>
  }

  private struct SectionKey: Hashable {
    let kind: UInt32
    let index: Int
  }

  static let magic: [UInt8] = Array("MUSTER\r\n".utf8)
  static let version: UInt32 = 7
  static let headerSize = 32
  static let rowSize = 16

  /// Offsets of sections are multiples of it, so that no number lies in two pages.
  static let alignment = 4

  let sections: [Section]
  /// The index of each section by its kind and index.
  private let numbers: [SectionKey: Int]
  /// The bytes that the sections lie in.
  let pages: PagedBytes

  /// Checks the header with its checksum, and the table.
  ///
  /// - Throws: ``ContractError`` that says which of them is wrong.
  /// - Complexity: O(*sections* + *pages*).
  init(_ source: ContractSource) throws(ContractError) {
    // Most often all before the sections is in here.
    let (bytes, start) = try source.piece(0..<min(PagedBytes.pageSize, source.size))
    let known = min(start.count, ContractFile.magic.count)
    guard bytes[start].prefix(known).elementsEqual(ContractFile.magic.prefix(known)), !start.isEmpty else {
      throw ContractError(
        .notAContract, detail: "these bytes are no compiled contract; make one with 'muster compile'")
    }
    guard start.count >= ContractFile.headerSize else {
      throw ContractFile.truncated("the file ends inside of its header")
    }
    try ContractFile.checkVersion(ContractFile.word(bytes, at: 8))
    let length = ContractFile.longWord(bytes, at: 16)
    guard length == UInt64(source.size) else {
      throw ContractFile.truncated("the file has \(source.size) bytes, its header says \(length)")
    }
    let count = Int(ContractFile.word(bytes, at: 12))
    guard count <= (source.size - ContractFile.headerSize) / ContractFile.rowSize else { throw ContractFile.changed }
    let sumsStart = ContractFile.headerSize + count * ContractFile.rowSize
    let pageCount = ContractFile.pageCount(behind: source.size - sumsStart)
    let contentStart = sumsStart + pageCount * 8
    guard contentStart <= source.size else { throw ContractFile.changed }
    let (table, range) =
      contentStart <= start.count ? (bytes, 0..<contentStart) : try source.piece(0..<contentStart)
    guard ContractFile.longWord(bytes, at: 24) == ByteSum.of(table, in: range, withoutWordAt: 24) else {
      throw ContractFile.changed
    }
    let content = contentStart..<source.size
    sections = try ContractFile.rows(table, count: count, content)
    numbers = try ContractFile.numbers(of: sections)
    let sums = (0..<pageCount).map { ContractFile.longWord(table, at: sumsStart + $0 * 8) }
    switch source {
    case .bytes(let bytes):
      guard PagedBytes.sums(of: bytes, in: content) == sums else { throw ContractFile.changed }
      pages = PagedBytes(bytes)
    case .file(_, let read): pages = PagedBytes(content, sums: sums, read: read)
    }
  }

  /// How many pages there are, if so many bytes are their checksums and themselves.
  private static func pageCount(behind size: Int) -> Int {
    (size + PagedBytes.pageSize + 7) / (PagedBytes.pageSize + 8)
  }

  private static func checkVersion(_ version: UInt32) throws(ContractError) {
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
  }

  private static func rows(
    _ table: [UInt8], count: Int, _ content: Range<Int>
  ) throws(ContractError) -> [Section] {
    var sections: [Section] = []
    sections.reserveCapacity(count)
    var known: Set<Range<Int>> = []
    var expected = content.lowerBound
    for row in 0..<count {
      let at = headerSize + row * rowSize
      let offset = Int(word(table, at: at + 8))
      let range = offset..<(offset + Int(word(table, at: at + 12)))
      guard range.upperBound <= content.upperBound,
        range.lowerBound == expected || known.contains(range)
      else { throw malformed("section \(row) lies outside of its place") }
      known.insert(range)
      expected = max(expected, aligned(range.upperBound))
      sections.append(Section(kind: word(table, at: at), index: word(table, at: at + 4), range: range))
    }
    guard expected == content.upperBound else { throw malformed("bytes follow the last section") }
    return sections
  }

  private static func numbers(of sections: [Section]) throws(ContractError) -> [SectionKey: Int] {
    var numbers: [SectionKey: Int] = [:]
    for (number, section) in sections.enumerated() {
      let key = SectionKey(kind: section.kind, index: Int(section.index))
      guard numbers.updateValue(number, forKey: key) == nil else {
        throw malformed("section \(number) is there twice")
      }
    }
    return numbers
  }

  private static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }

  /// The bytes of a section.
  func piece(_ kind: Kind, _ index: Int = 0) throws(ContractError) -> [UInt8] {
    let range = try section(kind, index).range
    do throws(PagedBytes.Failure) { return try pages.bytes(in: range) } catch { throw ContractFile.error(error) }
  }

  /// Where a section is.
  func section(_ kind: Kind, _ index: Int = 0) throws(ContractError) -> Section {
    guard let number = numbers[SectionKey(kind: kind.rawValue, index: index)] else {
      throw ContractFile.malformed("there is no \(kind) section \(index)")
    }
    return sections[number]
  }

  /// The file of some sections, in their order.
  static func encode(_ sections: [(kind: Kind, index: Int, bytes: [UInt8])]) -> [UInt8] {
    // By their sums, as the same sections may be there twice, and hashing all bytes takes long.
    var places: [UInt64: [(section: Int, offset: Int)]] = [:]
    var offsets: [Int] = []
    var content = ContractWriter()
    for (number, section) in sections.enumerated() {
      let sum = ByteSum.of(section.bytes, in: section.bytes.indices)
      // An empty section lies where the next one does.
      let known = section.bytes.isEmpty ? [] : places[sum] ?? []
      if let place = known.first(where: { sections[$0.section].bytes == section.bytes }) {
        offsets.append(place.offset)
        continue
      }
      places[sum, default: []].append((number, content.bytes.count))
      offsets.append(content.bytes.count)
      content.append(section.bytes)
      content.align(alignment)
    }
    let pages = (content.bytes.count + PagedBytes.pageSize - 1) / PagedBytes.pageSize
    let start = headerSize + sections.count * rowSize + pages * 8
    var writer = ContractWriter()
    writer.append(magic)
    writer.write(version)
    writer.write(UInt32(clamping: sections.count))
    writer.write(UInt64(start + content.bytes.count))
    writer.write(UInt64(0))
    for (section, offset) in zip(sections, offsets) {
      writer.write(section.kind.rawValue)
      writer.write(UInt32(clamping: section.index))
      writer.write(UInt32(clamping: start + offset))
      writer.write(UInt32(clamping: section.bytes.count))
    }
    for _ in 0..<pages { writer.write(UInt64(0)) }
    var bytes = writer.bytes + content.bytes
    seal(&bytes)
    return bytes
  }

  /// Writes the checksums that a file should have: of its pages, and of all before the sections.
  ///
  /// What is no contract gets some checksums, too, and stays none.
  static func seal(_ bytes: inout [UInt8]) {
    guard bytes.count > headerSize else { return }
    let count = min(Int(word(bytes, at: 12)), (bytes.count - headerSize) / rowSize)
    let table = headerSize + count * rowSize
    let pages = (bytes.count - table + PagedBytes.pageSize + 7) / (PagedBytes.pageSize + 8)
    let start = min(table + pages * 8, bytes.count)
    for (page, sum) in PagedBytes.sums(of: bytes, in: start..<bytes.count).enumerated() {
      write(sum, at: table + page * 8, of: &bytes)
    }
    write(ByteSum.of(bytes, in: 0..<start, withoutWordAt: 24), at: 24, of: &bytes)
  }

  /// Writes eight bytes.
  static func write(_ value: UInt64, at offset: Int, of bytes: inout [UInt8]) {
    for index in 0..<8 where offset + index < bytes.count {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(index * 8))
    }
  }

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

  static var changed: ContractError {
    ContractError(
      .checksum, detail: "the contract was changed after it was compiled; compile it again from its sources")
  }

  /// What keeps bytes from being had.
  static func error(_ failure: PagedBytes.Failure) -> ContractError {
    switch failure {
    case .unreadable(let range):
      truncated("the bytes \(range.lowerBound) to \(range.upperBound) cannot be read")
    case .changed: changed
    }
  }

  static func truncated(_ detail: String) -> ContractError {
    ContractError(.truncated, detail: "\(detail): get the whole contract again, or compile it from its sources")
  }

  static func malformed(_ detail: String) -> ContractError {
    ContractError(.malformed, detail: "the contract contradicts itself (\(detail)); compile it again from its sources")
  }
}

/// Where the bytes of a contract file come from: they are at hand, or each range is read when it is needed.
enum ContractSource: Sendable {
  case bytes([UInt8])
  case file(size: Int, read: @Sendable (Range<Int>) -> [UInt8]?)

  /// How many bytes there are.
  var size: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .file(let size, _): size
    }
  }

  /// The bytes of a range that lies within the size.
  func piece(_ range: Range<Int>) throws(ContractError) -> (bytes: [UInt8], range: Range<Int>) {
    switch self {
    case .bytes(let bytes): return (bytes, range)
    case .file(_, let read):
      guard let bytes = read(range), bytes.count == range.count else {
        throw ContractFile.truncated("the bytes \(range.lowerBound) to \(range.upperBound) cannot be read")
      }
      return (bytes, bytes.indices)
    }
  }
}

/// The tables of one part of a program as it is written.
///
/// ```
/// offset  size
/// 0       4    what part it is
/// 4       4    the version of the format
/// 8       4    the length of the part in bytes
/// 12      4    the number of tables
/// 16      8×n  for each table: where it begins in the part (4), how many records it has (4)
/// ```
/// All numbers are lowest byte first, all tables begin at a multiple of four. Any record can be read by itself.
struct StoredTables: Sendable {
  static let version: UInt32 = 3
  static let headerSize = 16
  static let rowSize = 8

  let source: PagedBytes
  /// The part.
  let range: Range<Int>
  private let tables: [StoredTable]

  /// The tables of a part that begins where a range does.
  ///
  /// - Parameter widths: How many bytes a record of each table has.
  /// - Throws: ``ProgramError`` where it is no such part, or a table lies outside of it.
  init(_ source: PagedBytes, in range: Range<Int>, magic: UInt32, widths: [Int]) throws(ProgramError) {
    var reader = PageReader(source)
    guard range.count >= 4, try reader.word(at: range.lowerBound) == magic else {
      throw ProgramError(.notAProgram, "the bytes do not begin as a compiled program does")
    }
    guard range.count >= StoredTables.headerSize + widths.count * StoredTables.rowSize else {
      throw ProgramError(.truncated, "the bytes end inside of a program's header")
    }
    let version = try reader.word(at: range.lowerBound + 4)
    guard version == StoredTables.version else {
      let detail = "the program has version \(version); this Muster reads \(StoredTables.version)"
      throw version > StoredTables.version
        ? ProgramError(.futureVersion, detail)
        : ProgramError(.pastVersion, detail + "; compile its schema again")
    }
    let length = Int(try reader.word(at: range.lowerBound + 8))
    guard length <= range.count else { throw ProgramError(.truncated, "the bytes end inside of a program's tables") }
    guard Int(try reader.word(at: range.lowerBound + 12)) == widths.count else {
      throw ProgramError(.corrupt, "there are not the tables that a program has")
    }
    var tables: [StoredTable] = []
    tables.reserveCapacity(widths.count)
    for (number, width) in widths.enumerated() {
      let row = range.lowerBound + StoredTables.headerSize + number * StoredTables.rowSize
      let (start, count) = (Int(try reader.word(at: row)), Int(try reader.word(at: row + 4)))
      guard start <= length, count <= (length - start) / width else {
        throw ProgramError(.corrupt, "a table lies out of bounds")
      }
      tables.append(StoredTable(start: range.lowerBound + start, count: count, width: width))
    }
    self.source = source
    self.range = range.lowerBound..<range.lowerBound + length
    self.tables = tables
  }

  /// A table to read from; one that there is not has no records.
  func reader(_ number: Int) -> TableReader {
    TableReader(tables.indices.contains(number) ? tables[number] : StoredTable(start: 0, count: 0, width: 1), source)
  }
}

/// Where a table is.
struct StoredTable: Sendable {
  let start: Int
  let count: Int
  /// How many bytes a record has.
  let width: Int
}

/// Reads bytes here and there, with the page at hand that was read last.
struct PageReader {
  private let source: PagedBytes
  private var page: [UInt8] = []
  private var start = 0

  init(_ source: PagedBytes) { self.source = source }

  /// Four bytes, the first one lowest.
  @inline(__always)
  mutating func word(at offset: Int) throws(ProgramError) -> UInt32 {
    let place = offset &- start
    if place >= 0, place &+ 4 <= page.count {
      return UInt32(truncatingIfNeeded: ByteView.with(page) { $0.prefix(at: place, length: 4) })
    }
    return try turnedWord(at: offset)
  }

  @inline(never)
  private mutating func turnedWord(at offset: Int) throws(ProgramError) -> UInt32 {
    do throws(PagedBytes.Failure) {
      (page, start) = try source.page(at: offset)
      return try source.word(at: offset)
    } catch { throw ProgramError(error) }
  }

  /// Copies a range behind other bytes.
  mutating func append(_ range: Range<Int>, to bytes: inout [UInt8]) throws(ProgramError) {
    if range.lowerBound >= start, range.upperBound <= start + page.count {
      bytes.append(contentsOf: page[(range.lowerBound - start)..<(range.upperBound - start)])
      return
    }
    do throws(PagedBytes.Failure) { bytes.append(contentsOf: try source.bytes(in: range)) } catch {
      throw ProgramError(error)
    }
  }
}

/// Reads the records of one table.
struct TableReader {
  private let table: StoredTable
  private var pages: PageReader

  init(_ table: StoredTable, _ source: PagedBytes) {
    self.table = table
    pages = PageReader(source)
  }

  var count: Int { table.count }

  private func place(_ record: Int) throws(ProgramError) -> Int {
    guard record >= 0, record < table.count else { throw ProgramError(.corrupt, "a record lies out of bounds") }
    return table.start &+ record &* table.width
  }

  /// A word of a record, by its order there.
  @inline(__always)
  mutating func word(_ record: Int, _ field: Int = 0) throws(ProgramError) -> UInt32 {
    try pages.word(at: try place(record) &+ field &* 4)
  }

  /// Two words of a record as one number.
  @inline(__always)
  mutating func longWord(_ record: Int, _ field: Int) throws(ProgramError) -> UInt64 {
    UInt64(try word(record, field)) | UInt64(try word(record, field &+ 1)) << 32
  }

  /// A number of two bytes, of a table of them.
  @inline(__always)
  mutating func half(_ record: Int) throws(ProgramError) -> UInt16 {
    guard record >= 0, record < table.count else { throw ProgramError(.corrupt, "a record lies out of bounds") }
    let word = try pages.word(at: table.start &+ (record >> 1) &* 4)
    return UInt16(truncatingIfNeeded: record & 1 == 0 ? word : word >> 16)
  }

  /// Some records' bytes.
  mutating func append(_ start: Int, _ count: Int, to bytes: inout [UInt8]) throws(ProgramError) {
    guard start >= 0, count >= 0, start <= table.count, count <= table.count - start else {
      throw ProgramError(.corrupt, "a text lies out of bounds")
    }
    let first = table.start + start * table.width
    try pages.append(first..<first + count * table.width, to: &bytes)
  }

  /// All of the table's bytes.
  mutating func all() throws(ProgramError) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(0, table.count, to: &bytes)
    return bytes
  }

  /// All words of a table of them.
  mutating func words() throws(ProgramError) -> [UInt32] {
    var words: [UInt32] = []
    words.reserveCapacity(table.count)
    for record in 0..<table.count { words.append(try word(record)) }
    return words
  }
}

/// Reads texts: where each ends, and all of them one behind the other.
struct TextReader {
  private var ends: TableReader
  private var bytes: TableReader

  init(ends: TableReader, bytes: TableReader) {
    self.ends = ends
    self.bytes = bytes
  }

  var count: Int { ends.count }

  /// A text by its number.
  mutating func text(_ number: Int) throws(ProgramError) -> String {
    let start = number == 0 ? 0 : Int(try ends.word(number - 1))
    let end = Int(try ends.word(number))
    var text: [UInt8] = []
    try bytes.append(start, end - start, to: &text)
    guard let text = String(validating: text, as: UTF8.self) else {
      throw ProgramError(.corrupt, "a text is not UTF-8")
    }
    return text
  }

  /// All texts.
  mutating func all() throws(ProgramError) -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(count)
    for number in 0..<count { texts.append(try text(number)) }
    return texts
  }
}

/// Writes the tables of a part.
struct TableWriter {
  private var rows: [(offset: Int, count: Int)] = []
  private var content = ByteWriter()

  private mutating func begin(_ count: Int) {
    content.align(4)
    rows.append((content.bytes.count, count))
  }

  /// Records of some words of four bytes.
  mutating func add<Element>(
    _ elements: [Element], words: Int, _ body: (inout MutableSpan<UInt8>, Int, Element) -> Void
  ) {
    begin(elements.count)
    content.write(elements, words: words, body)
  }

  mutating func add(_ words: [UInt32]) {
    add(words, words: 1) { span, offset, word in ByteWriter.put(word, &span, offset, 0) }
  }

  mutating func add(bytes: [UInt8]) {
    begin(bytes.count)
    content.append(bytes)
  }

  /// Numbers of two bytes.
  mutating func add(halves: [UInt16]) {
    begin(halves.count)
    for half in halves { content.write(half) }
  }

  /// Two tables: where each text ends, and all of them.
  mutating func add(texts: [String]) {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(UInt32(clamping: bytes.count))
    }
    add(ends)
    add(bytes: bytes)
  }

  /// The part of the tables.
  func part(_ magic: UInt32) -> [UInt8] {
    let start = StoredTables.headerSize + rows.count * StoredTables.rowSize
    var content = content
    content.align(4)
    var writer = ByteWriter()
    writer.write(magic)
    writer.write(StoredTables.version)
    writer.write(UInt32(clamping: start + content.bytes.count))
    writer.write(UInt32(clamping: rows.count))
    for row in rows {
      writer.write(UInt32(clamping: start + row.offset))
      writer.write(UInt32(clamping: row.count))
    }
    writer.append(content.bytes)
    return writer.bytes
  }
}

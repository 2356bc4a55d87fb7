/// Reads bytes here and there, with the page at hand that was read last.
struct PageReader {
  private let source: PagedBytes
  private var page: [UInt8] = []
  private var start = 0

  init(_ source: PagedBytes) { self.source = source }

  /// Up to four bytes, the first one lowest.
  @inline(__always)
  mutating func number(at offset: Int, width: Int) throws(ProgramError) -> UInt32 {
    let place = offset &- start
    if place >= 0, place &+ width <= page.count {
      return UInt32(truncatingIfNeeded: ByteView.with(page) { $0.prefix(at: place, length: width) })
    }
    return try turnedNumber(at: offset, width: width)
  }

  @inline(never)
  private mutating func turnedNumber(at offset: Int, width: Int) throws(ProgramError) -> UInt32 {
    do throws(PagedBytes.Failure) {
      (page, start) = try source.page(at: offset)
      return try source.bytes(in: offset..<offset + width).reversed().reduce(0) { $0 << 8 | UInt32($1) }
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
struct TableReader<Record: StoredRecord> {
  private let table: StoredTable
  private var fields: FieldReader

  init(_ table: StoredTable, _ source: PagedBytes) {
    self.table = table
    fields = FieldReader(source)
  }

  var count: Int { table.count }

  /// A record by its number.
  @inline(__always)
  mutating func record(_ number: Int) throws(ProgramError) -> Record {
    guard number >= 0, number < table.count else { throw ProgramError(.corrupt, "a record lies out of bounds") }
    fields.offset = table.start &+ number &* table.width
    var record = Record.blank
    try record.code(with: &fields)
    return record
  }

  /// All records.
  mutating func records() throws(ProgramError) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(table.count)
    for number in 0..<table.count { records.append(try record(number)) }
    return records
  }
}

extension TableReader<UInt8> {
  /// Appends some of the bytes to others.
  mutating func append(_ start: Int, _ count: Int, to bytes: inout [UInt8]) throws(ProgramError) {
    guard start >= 0, count >= 0, start <= table.count, count <= table.count - start else {
      throw ProgramError(.corrupt, "a text lies out of bounds")
    }
    let first = table.start + start
    try fields.pages.append(first..<first + count, to: &bytes)
  }

  /// All of the bytes.
  mutating func all() throws(ProgramError) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(0, table.count, to: &bytes)
    return bytes
  }
}

/// Reads the fields of records.
struct FieldReader: FieldCoder {
  var pages: PageReader
  /// Where the next field begins.
  var offset = 0

  init(_ source: PagedBytes) { pages = PageReader(source) }

  @inline(__always)
  mutating func code(_ field: inout UInt8) throws(ProgramError) {
    field = UInt8(truncatingIfNeeded: try pages.number(at: offset, width: 1))
    offset &+= 1
  }

  @inline(__always)
  mutating func code(_ field: inout UInt16) throws(ProgramError) {
    field = UInt16(truncatingIfNeeded: try pages.number(at: offset, width: 2))
    offset &+= 2
  }

  @inline(__always)
  mutating func code(_ field: inout UInt32) throws(ProgramError) {
    field = try pages.number(at: offset, width: 4)
    offset &+= 4
  }

  @inline(__always)
  mutating func skip(_ count: Int) { offset &+= count }
}

/// Reads texts: where each ends, and all of them one behind the other.
///
/// A single text may be read whatever the others are; only `all` and `checkOrder` hold them to be one behind the other.
struct TextReader {
  private var ends: TableReader<UInt32>
  private var bytes: TableReader<UInt8>

  init(ends: TableReader<UInt32>, bytes: TableReader<UInt8>) {
    self.ends = ends
    self.bytes = bytes
  }

  var count: Int { ends.count }

  /// A text by its number.
  mutating func text(_ number: Int) throws(ProgramError) -> String {
    let start = number == 0 ? 0 : Int(try ends.record(number - 1))
    let end = Int(try ends.record(number))
    var text: [UInt8] = []
    try bytes.append(start, end - start, to: &text)
    guard let text = String(validating: text, as: UTF8.self) else {
      throw ProgramError(.corrupt, "a text is not UTF-8")
    }
    return text
  }

  /// Checks that no text begins before another one ends.
  ///
  /// - Complexity: O(*n*) in their number.
  mutating func checkOrder() throws(ProgramError) {
    var last: UInt32 = 0
    for number in 0..<count {
      let end = try ends.record(number)
      guard end >= last else { throw ProgramError(.corrupt, "texts overlap") }
      last = end
    }
  }

  /// All texts.
  mutating func all() throws(ProgramError) -> [String] {
    try checkOrder()
    var texts: [String] = []
    texts.reserveCapacity(count)
    for number in 0..<count { texts.append(try text(number)) }
    return texts
  }
}
